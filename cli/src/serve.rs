//! `jumelage serve`: the atlas on the web.
//!
//! In: the record and the address to listen on. Out: pages, until a signal asks to stop.
//!
//! # Invariants
//! What was begun, answers and jobs, is ended before the program stops.

use crate::atlas::Given;
use crate::gazetteer_file::OpenGazetteer;
use crate::provider::ProviderArguments;
use crate::record::Place;
use crate::secret::SecretArguments;
use crate::stop;
use crate::work::Means;
use anyhow::Context;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Where to serve.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The public address that feeds and files print, where it is another one
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// Whether this node also carries out jobs: mails, imports
    #[arg(long, value_enum, default_value_t = WorkArgument::On, env = "JUMELAGE_WORK")]
    work: WorkArgument,
    /// How many requests for data (API, files, feeds) one address may make on this node in a minute; 0 for any number
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 600,
        env = "JUMELAGE_REQUESTS_A_MINUTE"
    )]
    requests_a_minute: u32,
    /// The same for a program that gives a key from somebody’s account
    #[arg(
        long,
        value_name = "COUNT",
        default_value = "6000",
        env = "JUMELAGE_REQUESTS_A_MINUTE_WITH_KEY"
    )]
    requests_a_minute_with_key: NonZeroU32,
    #[command(flatten)]
    means: Means,
    #[command(flatten)]
    secret: SecretArguments,
    #[command(flatten)]
    provider: ProviderArguments,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WorkArgument {
    On,
    Off,
}

/// How often data may be asked for; no limit for addresses is none for keys.
fn rates(arguments: &ServeArguments) -> Option<publish::Rates> {
    Some(publish::Rates {
        address: NonZeroU32::new(arguments.requests_a_minute)?,
        key: arguments.requests_a_minute_with_key,
    })
}

/// Serves until SIGINT or SIGTERM.
pub(crate) async fn run(arguments: &ServeArguments, gazetteer: &OpenGazetteer) -> anyhow::Result<ExitCode> {
    let listen = arguments.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("{listen} cannot be listened on, perhaps another program does; give another port by --listen {}:0", listen.ip())
    })?;
    let register = Arc::new(arguments.place.open_existing().await?);
    let ballast = arguments
        .place
        .ballast(&register)
        .map(|ballast| tokio::spawn(ballast.keep()));
    let bound = listener.local_addr()?;
    let address = arguments
        .address
        .clone()
        .unwrap_or_else(|| format!("http://{bound}"));
    let shelf = arguments.place.reached_shelf().await?;
    let given = Given {
        key: crate::secret::key(&arguments.secret, &arguments.place, &register).await?,
        provider: crate::provider::provider(&arguments.provider)?,
        address: &address,
        shelf: shelf.clone(),
        index: arguments.place.index(),
    };
    let site = crate::atlas::site(Arc::clone(&register), gazetteer, given)
        .await?
        .limited(rates(arguments))
        .nightly(arguments.place.nights(arguments.work == WorkArgument::On));
    let hear = stop::signals()?;
    let worker = match arguments.work {
        WorkArgument::On => {
            let given = (&arguments.means, address.as_str(), shelf);
            Some(crate::work::start(register, gazetteer, given, hear.clone())?)
        }
        WorkArgument::Off => None,
    };
    writeln!(std::io::stdout(), "Jumelage is served on http://{bound}")?;
    publish::serve(listener, site, stop::asked(hear)).await?;
    if let Some(worker) = worker {
        worker.await?;
    }
    if let Some(ballast) = ballast {
        ballast.abort();
    }
    Ok(ExitCode::SUCCESS)
}
