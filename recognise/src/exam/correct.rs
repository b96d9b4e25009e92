//! A reviewer's corrections of an answer, as the gold of a new case.
//!
//! In: what the engine answered to one document, and what a person says of it. Out: [`Gold`].
//!
//! # Invariants
//! - The person has looked at the whole answer: what the corrections do not name is right as it stands.
//! - What is rejected becomes a trap, so that it cannot come back unseen.

use super::bodies::{Codes, GoldParty};
use super::gold::{
    DocumentKind, Figure, Gold, GoldClaim, GoldError, GoldMention, GoldStep, GoldVerdict, Trap,
};
use super::spelling::{Squeezed, squeezed};
use crate::Recognition;
use rust_decimal::Decimal;
use serde::Deserialize;
use vocabulary::{
    AuthorityCode, Claim, ClaimKind, ClaimParty, ClaimRole, Language, Mention, PartnershipStatus, VerdictKind,
};

/// What a person says of an answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// What the case is called, in small letters, digits and hyphens.
    pub name: String,
    /// The form of the document.
    pub kind: DocumentKind,
    /// Its language, where the engine does not see it.
    #[serde(default)]
    pub language: Option<Language>,
    /// Which facts are real, and where they are found.
    #[serde(default)]
    pub facts: String,
    /// Spellings with their right codes, corrected or missed.
    #[serde(default)]
    pub mentions: Vec<GoldMention>,
    /// Phrases that name no authority, though the answer may have taken a part of them for one.
    #[serde(default)]
    pub bystanders: Vec<String>,
    /// What is said of the claims of the answer.
    #[serde(default)]
    pub claims: Vec<Decision>,
    /// Claims that the answer misses.
    #[serde(default)]
    pub missing: Vec<GoldClaim>,
    /// What else must not come out.
    #[serde(default)]
    pub traps: Vec<Trap>,
}

/// What is said of one claim.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Which claim.
    pub claim: Which,
    /// What becomes of it.
    pub decision: Verb,
    /// As it should have been, if it is corrected.
    #[serde(default)]
    pub corrected: Option<GoldClaim>,
    /// The same as a claim of an answer, as `jumelage review corrections` writes it.
    #[serde(default)]
    pub right: Option<Box<Claim>>,
    /// Its key in the record, which is not used.
    #[serde(default, rename = "id")]
    _id: Option<String>,
}

/// A claim of the answer: its number from 0, or the whole of it as `jumelage review list --format json` prints it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Which {
    /// Its place in the answer.
    Number(usize),
    /// All of it.
    Whole(Box<Claim>),
}

/// What becomes of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It is right.
    Accepted,
    /// The document does not say so.
    Rejected,
    /// The document says something else.
    Corrected,
}

/// Corrections that do not fit the answer.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// The file is not of the form.
    #[error(transparent)]
    Form(#[from] GoldError),
    /// There is no such claim.
    #[error("claims[{at}]: the answer has no such claim; `jumelage recognise` prints {count}")]
    NoSuchClaim {
        /// Which decision.
        at: usize,
        /// How many claims the answer has.
        count: usize,
    },
    /// A correction without the claim as it should be.
    #[error("claims[{at}]: “corrected” needs the claim as it should be, in the field corrected or right")]
    NotCorrected {
        /// Which decision.
        at: usize,
    },
    /// The language is not known.
    #[error("the language was not recognised; give it in the field language")]
    NoLanguage,
}

impl Corrections {
    /// Reads a file of corrections.
    pub fn read(bytes: &[u8]) -> Result<Self, CorrectionError> {
        serde_json::from_slice(bytes).map_err(|error| GoldError::from(error).into())
    }

    /// The gold of the document: the answer, corrected.
    pub fn gold(&self, answer: &Recognition, text: &str) -> Result<Gold, CorrectionError> {
        let recognised = answer.language.as_ref().and_then(|tag| tag.parse().ok());
        let language = self.language.or(recognised).ok_or(CorrectionError::NoLanguage)?;
        let (claims, rejected) = self.claims(answer)?;
        let mut traps = self.traps.clone();
        for claim in rejected {
            traps.extend(trap(claim, &claims).filter(|trap| !traps.contains(trap)));
        }
        Ok(Gold {
            kind: self.kind,
            language,
            facts: self.facts.clone(),
            mentions: self.mentions(answer, text),
            bystanders: self.bystanders.clone(),
            claims,
            traps,
        })
    }

    fn mentions(&self, answer: &Recognition, text: &str) -> Vec<GoldMention> {
        let text = Squeezed::of(text);
        let apart: Vec<(usize, usize)> = self
            .bystanders
            .iter()
            .flat_map(|phrase| text.places(phrase))
            .collect();
        let is_apart = |mention: &Mention| {
            apart
                .iter()
                .any(|(start, end)| *start <= mention.start && mention.end <= *end)
        };
        let mut mentions = self.mentions.clone();
        for mention in answer.mentions.iter().filter(|mention| !is_apart(mention)) {
            let known = mentions
                .iter()
                .any(|one| squeezed(&one.text) == squeezed(&mention.text));
            if !known && mention.kind.as_deref() != Some("organisation") {
                mentions.extend(gold_mention(mention));
            }
        }
        mentions.sort_by_key(|mention| {
            text.places(&mention.text)
                .first()
                .copied()
                .unwrap_or((usize::MAX, 0))
        });
        mentions
    }

    /// The claims as they should be, and those that are none.
    fn claims<'c>(
        &self,
        answer: &'c Recognition,
    ) -> Result<(Vec<GoldClaim>, Vec<&'c Claim>), CorrectionError> {
        let mut decided: Vec<Option<&Decision>> = vec![None; answer.claims.len()];
        for (at, decision) in self.claims.iter().enumerate() {
            let count = answer.claims.len();
            let slot = decision
                .claim
                .place(&answer.claims)
                .and_then(|place| decided.get_mut(place))
                .ok_or(CorrectionError::NoSuchClaim { at, count })?;
            let says = decision.corrected.is_some() || decision.right.is_some();
            if decision.decision == Verb::Corrected && !says {
                return Err(CorrectionError::NotCorrected { at });
            }
            *slot = Some(decision);
        }
        let (mut claims, mut rejected) = (Vec::new(), Vec::new());
        for (claim, decision) in answer.claims.iter().zip(decided) {
            match decision.map_or(Verb::Accepted, |decision| decision.decision) {
                Verb::Accepted => claims.push(self.gold_claim(claim)),
                Verb::Rejected => rejected.push(claim),
                Verb::Corrected => {
                    let right = decision.and_then(|decision| decision.right.as_deref());
                    let gold = decision.and_then(|decision| decision.corrected.clone());
                    claims.extend(gold.or_else(|| right.map(|right| self.gold_claim(right))));
                }
            }
        }
        claims.extend(self.missing.iter().cloned());
        Ok((claims, rejected))
    }

    /// A claim of the answer as gold, with the codes that the corrections give to its names.
    fn gold_claim(&self, claim: &Claim) -> GoldClaim {
        let dates = claim.dates.iter().map(|step| GoldStep {
            what: step.what.clone(),
            date: step.date,
        });
        let mut gold = GoldClaim {
            dates: dates.collect(),
            programme: claim.programme.clone(),
            why: claim.why.clone(),
            title: claim.title.clone(),
            call: claim.call.clone(),
            session: claim.session.map(|session| Figure::Number(session.into())),
            region: claim.region.clone(),
            item: claim.item.clone(),
            quantity: claim.quantity.map(|quantity| Figure::Number(quantity.into())),
            ..GoldClaim::of(claim.kind)
        };
        self.name_bodies(claim, &mut gold);
        if claim.kind == ClaimKind::Partnership {
            gold.relation.clone_from(&claim.relation);
            gold.status.clone_from(&claim.status);
        }
        if claim.kind == ClaimKind::Funding {
            gold.amount = claim.funding.amount.as_deref().map(two_decimals);
            gold.currency = claim.funding.currency.map(|currency| currency.to_string());
            gold.amount_role = claim.funding.amount_role;
            gold.per.clone_from(&claim.funding.per);
            gold.base = claim.funding.base.map(|base| Figure::Number(base.into()));
        }
        gold
    }

    /// The bodies of a claim, in the fields in which its kind names them.
    fn name_bodies(&self, claim: &Claim, gold: &mut GoldClaim) {
        let with_role = |roles: &[ClaimRole]| -> Vec<GoldParty> {
            let others = claim.others.iter().filter(|party| roles.contains(&party.role));
            others.map(|party| self.party(party)).collect()
        };
        let parties: Vec<GoldParty> = claim.parties.iter().map(|party| self.party(party)).collect();
        match claim.kind {
            ClaimKind::Partnership | ClaimKind::Award => {
                let mut leads = claim.parties.iter().filter(|party| party.role == ClaimRole::Lead);
                gold.lead = leads.next().map(|party| self.party(party));
                gold.parties = parties;
            }
            ClaimKind::Funding | ClaimKind::Delivery => {
                gold.from = parties;
                gold.from.extend(with_role(&[ClaimRole::Funder]));
                gold.to = with_role(&[ClaimRole::Beneficiary]);
            }
            ClaimKind::Support => {
                gold.who = parties;
                gold.who
                    .extend(with_role(&[ClaimRole::Funder, ClaimRole::Supporter]));
            }
            ClaimKind::Event => {
                let written = claim.place.clone().map(GoldParty::Written);
                gold.place = with_role(&[ClaimRole::Host]).into_iter().next().or(written);
            }
        }
    }

    fn party(&self, party: &ClaimParty) -> GoldParty {
        let corrected = self
            .mentions
            .iter()
            .find(|mention| squeezed(&mention.text) == squeezed(&party.text));
        match (corrected, &party.code) {
            (Some(mention), _) if !mention.code.is_empty() => GoldParty::Coded(mention.code.clone()),
            (None, Some(code)) => GoldParty::Coded(Codes(vec![code.clone()])),
            _ => GoldParty::Written(squeezed(&party.text)),
        }
    }
}

impl Which {
    fn place(&self, claims: &[Claim]) -> Option<usize> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Whole(whole) => claims
                .iter()
                .position(|claim| claim == &**whole)
                .or_else(|| claims.iter().position(|claim| is_at_same_place(claim, whole))),
        }
    }
}

/// The record may keep a claim of an earlier version of the engine.
fn is_at_same_place(one: &Claim, other: &Claim) -> bool {
    let codes = |claim: &Claim| -> Vec<Option<AuthorityCode>> {
        claim.parties.iter().map(|party| party.code.clone()).collect()
    };
    (one.kind, one.start, one.end) == (other.kind, other.start, other.end)
        && one.funding == other.funding
        && codes(one) == codes(other)
}

fn gold_mention(mention: &Mention) -> Option<GoldMention> {
    let (codes, verdict) = match mention.verdict {
        VerdictKind::One => {
            let codes = mention.code.iter().chain(&mention.also).cloned();
            (codes.collect(), None)
        }
        VerdictKind::Several => {
            let codes = mention.choices.iter().map(|choice| choice.code.clone());
            (codes.collect(), Some(GoldVerdict::Several))
        }
        VerdictKind::Unknown => return None,
    };
    Some(GoldMention {
        text: squeezed(&mention.text),
        code: Codes(codes),
        verdict,
    })
}

/// What a rejected claim forbids, if the claims that stay do not say it.
fn trap(rejected: &Claim, claims: &[GoldClaim]) -> Option<Trap> {
    let codes: Vec<&AuthorityCode> = rejected
        .parties
        .iter()
        .filter_map(|party| party.code.as_ref())
        .collect();
    let has = |claim: &GoldClaim, code: &AuthorityCode| {
        claim
            .parties
            .iter()
            .any(|party| matches!(party, GoldParty::Coded(codes) if codes.0.contains(code)))
    };
    match rejected.kind {
        ClaimKind::Partnership if codes.len() > 1 => {
            let is_live = |claim: &GoldClaim| {
                let status = claim.status.as_deref().and_then(PartnershipStatus::named);
                status.is_some_and(PartnershipStatus::is_live) && codes.iter().all(|code| has(claim, code))
            };
            let pair = || codes.iter().map(|code| Codes(vec![(*code).clone()])).collect();
            (!claims.iter().any(is_live)).then(|| Trap::NotLive(pair()))
        }
        ClaimKind::Funding => {
            let number: Decimal = rejected.funding.amount.as_deref()?.parse().ok()?;
            let is_money = |claim: &GoldClaim| {
                claim.amount.as_deref().and_then(|amount| amount.parse().ok()) == Some(number)
            };
            (!claims.iter().any(is_money)).then(|| Trap::NotMoney(number.normalize().to_string()))
        }
        _ => None,
    }
}

fn two_decimals(amount: &str) -> String {
    let Ok(mut value) = amount.parse::<Decimal>() else {
        return amount.to_owned();
    };
    value.rescale(value.normalize().scale().max(2));
    value.to_string()
}
