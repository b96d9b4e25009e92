//! `jumelage work`: carries out jobs, beside a site or alone.
//!
//! In: the record. Out: jobs done, until a signal asks to stop.
//!
//! # Invariants
//! What is set up decides what is done; jobs that need more wait, and the program says so when it starts.

use crate::gazetteer_file::OpenGazetteer;
use crate::import;
use crate::record::{Place, keys, now, random};
use crate::stop;
use crate::web::Web;
use ::recognise::Resolver;
use ::register::Register;
use ::work::confirmations::Confirmations;
use ::work::documents::DocumentError;
use ::work::effects::{Imports, Outside};
use ::work::files::Shelf;
use ::work::imports::Journey;
use ::work::jobs::{Clock, Pace, Worker};
use ::work::post::{MailServer, Post, Words, Writer};
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use vocabulary::Reason;

/// How to work.
#[derive(Debug, Args)]
pub(crate) struct WorkArguments {
    /// The public address of the site, which mails name
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    address: String,
    #[command(flatten)]
    means: Means,
    #[command(flatten)]
    place: Place,
}

/// What the worker has at hand.
#[derive(Debug, Clone, Args)]
pub(crate) struct Means {
    /// Most jobs at once
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 4,
        env = "JUMELAGE_JOBS_AT_ONCE"
    )]
    jobs_at_once: usize,
    #[arg(
        long,
        value_name = "URL",
        help = "The mail server: smtps://user:password@host, or smtp://user:password@host:587?tls=required; \
                better given by the variable, which no list of processes shows",
        env = "JUMELAGE_MAIL_SERVER",
        hide_env_values = true,
        requires = "mail_from"
    )]
    mail_server: Option<String>,
    /// Whom mails come from: an address, or Name <address>
    #[arg(long, value_name = "SENDER", env = "JUMELAGE_MAIL_FROM")]
    mail_from: Option<String>,
    /// Seconds after which a job is taken from a node that says nothing of it any more
    #[arg(long, value_name = "SECONDS", default_value_t = 60, env = "JUMELAGE_LEASE")]
    lease: u64,
    #[command(flatten)]
    web: Web,
}

/// Longest time for one mail.
const MAIL_PATIENCE: Duration = Duration::from_mins(2);
/// The pause between two requests to one site.
const PAUSE: Duration = Duration::from_secs(1);

/// Works until SIGINT or SIGTERM.
pub(crate) async fn run(arguments: &WorkArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let register = Arc::new(arguments.place.open_existing().await?);
    let given = (
        &arguments.means,
        arguments.address.as_str(),
        arguments.place.reached_shelf().await?,
    );
    let worker = start(register, gazetteer, given, stop::signals()?)?;
    writeln!(std::io::stdout(), "Jumelage works on the jobs of its record")?;
    worker.await?;
    Ok(ExitCode::SUCCESS)
}

/// Starts a worker over a record, for the site at an address; it ends after a stop, with what runs.
pub(crate) fn start(
    register: Arc<Register>,
    gazetteer: &OpenGazetteer,
    (means, address, shelf): (&Means, &str, Shelf),
    hear: watch::Receiver<bool>,
) -> anyhow::Result<JoinHandle<()>> {
    let clock: Clock = Arc::new(now);
    let ids = Arc::new(keys());
    let effects = Outside {
        register: Arc::clone(&register),
        clock: Arc::clone(&clock),
        post: means.post(address)?,
        ids: ids.clone(),
        imports: Imports {
            fetcher: means.web.fetcher()?,
            reader: format!("{} {}", import::ENGINE, gazetteer.version),
            shelf,
            pause: PAUSE,
            journey: journey(gazetteer),
            gazetteer: gazetteer.gazetteer,
        },
        confirmations: confirmations(address),
    };
    let worker = Worker {
        register,
        effects: Arc::new(effects),
        clock,
        ids,
        pace: Pace {
            at_once: means.jobs_at_once,
            lease: Duration::from_secs(means.lease.max(1)),
            ..Pace::default()
        },
    };
    Ok(tokio::spawn(worker.run(stop::asked(hear))))
}

impl Means {
    /// The way to the mail server; says so where none is set up.
    fn post(&self, address: &str) -> anyhow::Result<Option<Post>> {
        let (Some(server), Some(from)) = (&self.mail_server, &self.mail_from) else {
            let mut complaints = std::io::stderr();
            writeln!(
                complaints,
                "note: no mail server is set up, so mails wait as jobs; set JUMELAGE_MAIL_SERVER and JUMELAGE_MAIL_FROM"
            )?;
            return Ok(None);
        };
        let server = MailServer {
            address: server.clone(),
            from: from.clone(),
            patience: MAIL_PATIENCE,
        };
        let site = address.to_owned();
        let writer: Writer = Arc::new(move |mail| {
            let publish::Written { subject, text, html } = publish::mail(mail, &site);
            Words { subject, text, html }
        });
        Ok(Some(Post::over(&server, writer)?))
    }
}

/// What asking for confirmations needs of the site at an address.
fn confirmations(address: &str) -> Confirmations {
    let site = address.to_owned();
    Confirmations {
        page: Arc::new(move |language, secret| publish::confirmation_page(&site, language, secret)),
        random: Arc::new(random),
    }
}

/// read -> recognise, for documents that jobs fetch.
fn journey(gazetteer: &OpenGazetteer) -> Journey {
    let resolver = Resolver::over(gazetteer.gazetteer);
    let version = gazetteer.version.clone();
    Arc::new(move |found, order| {
        let given = import::Given {
            origin: found.origin,
            bytes: found.bytes,
            media_type: found.media_type,
            rights: order.rights.clone(),
        };
        match import::recognised(&resolver, &version, given) {
            Ok((mut reading, _)) => {
                reading.owner = order.owner;
                Ok(reading)
            }
            Err(error) => Err(problem(&error)),
        }
    })
}

/// Why a document cannot be read: its code and parameters for pages, its sentence for logs and lists.
fn problem(error: &anyhow::Error) -> Reason {
    let cause = error.root_cause();
    // What a reader refuses is passed on as it is, so that it is no cause of its own.
    let refused = error.downcast_ref::<DocumentError>();
    let refused = match refused {
        Some(DocumentError::Read(refused)) => Some(refused),
        _ => None,
    };
    let named = refused.map_or_else(|| Reason::new("unreadable"), ::recognise::problem);
    named.with("why", cause.to_string())
}
