//! What the site stands on, made of the record and the gazetteer.
//!
//! In: an open [`Register`] and gazetteer. Out: the [`publish::Record`] and [`publish::Places`] that pages ask.
//!
//! # Invariants
//! A reviewer's name, never a token, goes into the change log.

use crate::record::{keys, now, random};
use ::recognise::{Gazetteer, Hints, Resolver, Scratch};
use ::register::{Act, Actor, Keys, PublicRecord, Register, RegisterError};
use publish::{Answer, Decision, Places, Record, RecordError};
use std::time::Duration;
use vocabulary::{Authority, AuthorityCode, Candidate, ClaimId, Country, Directory, Language};

/// How long a reviewer's session lasts.
const SESSION: Duration = Duration::from_hours(12);

/// The record behind the site.
#[derive(Debug)]
pub struct SiteRecord {
    register: Register,
    gazetteer: &'static Gazetteer<'static>,
    keys: Keys,
}

impl SiteRecord {
    /// Over an open record.
    pub fn new(register: Register, gazetteer: &'static Gazetteer<'static>) -> Self {
        Self { register, gazetteer, keys: keys() }
    }

    async fn decided(&self, claim: ClaimId, decision: Decision, reviewer: &str) -> Result<(), RegisterError> {
        let by = Actor::Person { name: reviewer.to_owned() };
        let now = now();
        let act = Act { by: &by, now: &now, ids: &self.keys };
        match decision {
            Decision::Accept => self.register.accept(claim, self.gazetteer, act).await,
            Decision::Reject { reason } => self.register.reject(claim, &reason, act).await,
            Decision::Undo => self.register.undo(claim, act).await,
        }
    }
}

fn failed(error: RegisterError) -> RecordError {
    RecordError::Failed { source: Box::new(error) }
}

impl Record for SiteRecord {
    fn record(&self) -> Answer<'_, PublicRecord> {
        Box::pin(async { self.register.public_record().await.map_err(failed) })
    }

    fn position(&self) -> Answer<'_, u64> {
        Box::pin(async { self.register.position().await.map_err(failed) })
    }

    fn decide<'a>(&'a self, claim: ClaimId, decision: Decision, reviewer: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            self.decided(claim, decision, reviewer).await.map_err(|error| match error {
                RegisterError::NoSuchClaim { .. }
                | RegisterError::AlreadyDecided { .. }
                | RegisterError::Incomplete { .. }
                | RegisterError::EditedSince { .. }
                | RegisterError::NothingToUndo { .. } => RecordError::NotDecidable { claim },
                other => failed(other),
            })
        })
    }

    fn redeem<'a>(&'a self, token: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let by = Actor::Operator { command: "review link".to_owned() };
            let now = now();
            let act = Act { by: &by, now: &now, ids: &self.keys };
            self.register.redeem(token, random(), SESSION, act).await.map_err(failed)
        })
    }

    fn reviewer<'a>(&'a self, session: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let found = self.register.session_valid(session, &now()).await.map_err(failed)?;
            Ok(found.map(|reviewer| reviewer.name))
        })
    }
}

/// The gazetteer behind the site.
#[derive(Debug)]
pub struct SitePlaces {
    resolver: Resolver<'static>,
}

impl SitePlaces {
    /// Over an open gazetteer.
    pub fn new(gazetteer: &'static Gazetteer<'static>) -> Self {
        Self { resolver: Resolver::over(gazetteer) }
    }
}

impl Directory for SitePlaces {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        self.resolver.gazetteer().authority(code)
    }
}

impl Places for SitePlaces {
    fn search(&self, text: &str, limit: usize) -> Vec<Candidate> {
        let ranking = self.resolver.ranking(text, &Hints::default(), &mut Scratch::default());
        ranking.scored.iter().take(limit).map(|scored| self.resolver.candidate(scored)).collect()
    }

    fn country_name(&self, country: Country, language: Language) -> Option<String> {
        self.resolver.gazetteer().country_name(country, language).map(str::to_owned)
    }
}
