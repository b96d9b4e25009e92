//! What the site stands on, made of the record and the gazetteer.
//!
//! In: an open [`Register`] and gazetteer. Out: the [`Site`] that pages are served from.
//!
//! # Invariants
//! The clock and the randomness of the site come from the system here and nowhere else.

use crate::gazetteer_file::OpenGazetteer;
use crate::intake::FileIntake;
use crate::record::{keys, now, random};
use ::read::Hint;
use ::recognise::{Around, Hints, Identifiers, Resolver, Scratch};
use ::register::Register;
use ::register::people::{PasswordCost, Passwords, SecretKey, SessionRules};
use ::work::files::Shelf;
use anyhow::Context;
use publish::{Desk, Frame, Ground, Held, Places, Provider, Recognised, Shelved, Site};
use std::sync::{Arc, OnceLock};
use vocabulary::{
    Authority, AuthorityCode, Candidate, Country, Day, Directory, Language, Level, Reason, Siret, Verdict,
    WikidataItem,
};

/// What the operator gives a site.
pub(crate) struct Given<'a> {
    /// What secrets are sealed with that have to be read back.
    pub(crate) key: SecretKey,
    /// Through which other site people may sign in.
    pub(crate) provider: Option<Arc<dyn Provider>>,
    /// The public origin that feeds and files print.
    pub(crate) address: &'a str,
    /// Where files are kept.
    pub(crate) shelf: Shelf,
    /// Where the search index is kept.
    pub(crate) index: Shelved,
}

/// The site over an open record.
pub(crate) async fn site(
    register: Arc<Register>,
    open: &OpenGazetteer,
    given: Given<'_>,
) -> anyhow::Result<Site> {
    let places: Arc<dyn Places> = Arc::new(SitePlaces {
        resolver: Resolver::over(open.gazetteer),
        items: open.items.clone(),
        sirets: open.sirets.clone(),
        around: OnceLock::new(),
    });
    let passwords =
        Passwords::at(PasswordCost::default()).context("there is no memory for hashing passwords")?;
    let desk = Arc::new(Desk {
        register,
        ids: Arc::new(keys()),
        now: Box::new(now),
        random: Box::new(random),
        passwords,
        key: given.key,
        provider: given.provider,
        sessions: SessionRules::default(),
        intake: Arc::new(FileIntake { shelf: given.shelf }),
    });
    let record = Held::new(desk.clone(), places.clone());
    let clock = Arc::new(|| Day::of(jiff::Zoned::now().date()));
    let ground = Ground {
        record: Arc::new(record),
        desk,
        places,
        clock,
        address: given.address.to_owned(),
        index: given.index,
    };
    Ok(Site::open(ground).await?)
}

/// The gazetteer behind the site.
#[derive(Debug)]
struct SitePlaces {
    resolver: Resolver<'static>,
    items: Identifiers<WikidataItem>,
    sirets: Identifiers<Siret>,
    /// Made when the first map is looked at.
    around: OnceLock<Around>,
}

impl Directory for SitePlaces {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        self.resolver.gazetteer().authority(code)
    }
}

impl Places for SitePlaces {
    fn search(&self, text: &str, limit: usize) -> Vec<Candidate> {
        let ranking = self
            .resolver
            .ranking(text, &Hints::default(), &mut Scratch::default());
        ranking
            .scored
            .iter()
            .take(limit)
            .map(|scored| self.resolver.candidate(scored))
            .collect()
    }

    fn verdict(&self, name: &str) -> Verdict {
        let ranking = self
            .resolver
            .ranking(name, &Hints::default(), &mut Scratch::default());
        self.resolver.verdict(&ranking)
    }

    fn country_name(&self, country: Country, language: Language) -> Option<String> {
        self.resolver
            .gazetteer()
            .country_name(country, language)
            .map(str::to_owned)
    }

    fn within(&self, frame: Frame, levels: &[Level], limit: usize) -> Vec<Authority> {
        let gazetteer = self.resolver.gazetteer();
        self.around
            .get_or_init(|| Around::of(gazetteer))
            .largest(levels, |north, east| frame.holds(north, east))
            .take(limit)
            .filter_map(|body| gazetteer.describe(body))
            .collect()
    }

    fn wikidata(&self, body: &Authority) -> Option<WikidataItem> {
        self.items.of(body)
    }

    fn siret(&self, body: &Authority) -> Option<Siret> {
        self.sirets.of(body)
    }

    /// As of standard input on the command line, but for what has to be unpacked: a text is no archive.
    fn recognised(&self, text: &str) -> Result<Recognised, Reason> {
        if text.starts_with("%PDF-") || ::read::is_office(text.as_bytes()) {
            return Err(Reason::new("not_text"));
        }
        let document = ::read::document(text.as_bytes(), &Hint::named("-"));
        let document = document.map_err(|error| ::recognise::problem(&error))?;
        Ok(Recognised {
            recognition: ::recognise::recognition(&document, &self.resolver),
            text: document.text,
        })
    }
}
