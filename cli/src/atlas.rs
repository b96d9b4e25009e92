//! What the site stands on, made of the record and the gazetteer.
//!
//! In: an open [`Register`] and gazetteer. Out: the [`Site`] that pages are served from.
//!
//! # Invariants
//! The clock and the randomness of the site come from the system here and nowhere else.

use crate::intake::FileIntake;
use crate::record::{keys, now, random};
use ::recognise::{Gazetteer, Hints, Resolver, Scratch};
use ::register::Register;
use ::register::people::{PasswordCost, Passwords, SessionRules};
use ::work::files::Shelf;
use anyhow::Context;
use publish::{Desk, Held, Places, Site};
use std::sync::Arc;
use vocabulary::{Authority, AuthorityCode, Candidate, Country, Day, Directory, Language};

/// The site over an open record; `address` is the public origin that feeds and files print.
pub(crate) async fn site(
    register: Arc<Register>,
    gazetteer: &'static Gazetteer<'static>,
    (address, shelf): (&str, Shelf),
) -> anyhow::Result<Site> {
    let places: Arc<dyn Places> = Arc::new(SitePlaces {
        resolver: Resolver::over(gazetteer),
    });
    let passwords =
        Passwords::at(PasswordCost::default()).context("there is no memory for hashing passwords")?;
    let desk = Arc::new(Desk {
        register,
        ids: Arc::new(keys()),
        now: Box::new(now),
        random: Box::new(random),
        passwords,
        sessions: SessionRules::default(),
        intake: Arc::new(FileIntake { shelf }),
    });
    let record = Held::new(desk.clone(), places.clone());
    let clock = Arc::new(|| Day::of(jiff::Zoned::now().date()));
    Ok(Site::open(Arc::new(record), desk, places, clock, address).await?)
}

/// The gazetteer behind the site.
#[derive(Debug)]
struct SitePlaces {
    resolver: Resolver<'static>,
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

    fn country_name(&self, country: Country, language: Language) -> Option<String> {
        self.resolver
            .gazetteer()
            .country_name(country, language)
            .map(str::to_owned)
    }
}
