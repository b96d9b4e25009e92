//! The claims of one document against those of its gold.
//!
//! In: both lists. Out: counts by kind, and notes.
//!
//! # Invariants
//! One claim answers at most one of the gold, and the other way round; of several that would do, the one that agrees
//! in most fields.

use super::bodies::GoldParty;
use super::counts::Found;
use super::gold::{Gold, GoldClaim};
use super::score::{Score, family};
use super::spelling::{distinct, holds};
use super::told::{asked, missed, told, too_many};
use crate::{Recognition, Resolver, fold};
use rust_decimal::Decimal;
use vocabulary::{AuthorityCode, Claim, ClaimKind, ClaimParty, ClaimRole, PartnershipKind, Scheme};

const KINDS: [ClaimKind; 6] = [
    ClaimKind::Partnership,
    ClaimKind::Award,
    ClaimKind::Funding,
    ClaimKind::Delivery,
    ClaimKind::Support,
    ClaimKind::Event,
];

/// A body in a claim that came out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Body {
    codes: Vec<AuthorityCode>,
    text: String,
}

/// Both sides of one kind of claim, while they are brought together.
struct Marker<'g, 'r> {
    resolver: &'r Resolver<'r>,
    answer: &'g Recognition,
    expected: Vec<&'g GoldClaim>,
    got: Vec<&'g Claim>,
}

pub(super) fn score(gold: &Gold, answer: &Recognition, resolver: &Resolver<'_>, score: &mut Score) {
    for kind in KINDS {
        let marker = Marker {
            resolver,
            answer,
            expected: gold.claims.iter().filter(|claim| claim.kind == kind).collect(),
            got: answer.claims.iter().filter(|claim| claim.kind == kind).collect(),
        };
        let mut pairs = marker.pairs(|expected, got| marker.is_same(expected, got));
        let found = marker.found(pairs.len());
        score.counts.claims.insert(kind, found);
        for (expected, got) in &pairs {
            fields(expected, got, score);
        }
        if kind == ClaimKind::Partnership {
            let nearly = marker
                .without(&pairs)
                .pairs(|expected, got| marker.is_nearly_same(expected, got));
            score.counts.lenient = marker.found(pairs.len() + nearly.len());
            for (expected, got) in &nearly {
                score.note(
                    "partnership with a party missing or too many",
                    asked(expected),
                    told(got),
                );
            }
            pairs.extend(nearly);
        }
        let left = marker.without(&pairs);
        for expected in &left.expected {
            score.note(missed(kind), asked(expected), "");
        }
        for got in &left.got {
            score.note(too_many(kind), "", told(got));
        }
    }
}

/// The fields of a claim that was found.
fn fields(expected: &GoldClaim, got: &Claim, score: &mut Score) {
    if expected.kind == ClaimKind::Funding {
        let is_right = expected.amount_role == got.funding.amount_role;
        if expected.amount_role.is_some() {
            score.counts.amount_role.count(is_right);
        }
        if !is_right {
            score.note("amount role", asked(expected), told(got));
        }
    }
    if expected.kind != ClaimKind::Partnership {
        return;
    }
    let has_status = expected.status == got.status;
    score.counts.status.count(has_status);
    if !has_status {
        score.note("status", asked(expected), told(got));
    }
    let has_relation = same_relation(expected, got);
    score.counts.relation.count(has_relation);
    if !has_relation {
        score.note("relation", asked(expected), told(got));
    }
    let mut right = distinct(expected.dates.iter().map(|step| (step.what.as_str(), step.date)));
    let given = distinct(got.dates.iter().map(|step| (step.what.as_str(), step.date)));
    let extra = given.iter().filter(|step| !right.contains(step)).count();
    score.counts.dates.all += right.len() + extra;
    let expected_count = right.len();
    right.retain(|step| given.contains(step));
    score.counts.dates.hits += right.len();
    if right.len() < expected_count || extra > 0 {
        score.note("dates", asked(expected), told(got));
    }
}

impl<'g> Marker<'g, '_> {
    fn found(&self, pairs: usize) -> Found {
        Found {
            gold: self.expected.len(),
            gold_hit: pairs,
            answered: self.got.len(),
            answered_hit: pairs,
        }
    }

    /// What is left of both sides.
    fn without(&self, pairs: &[(&GoldClaim, &Claim)]) -> Self {
        let is_free = |claim: &&Claim| !pairs.iter().any(|(_, got)| std::ptr::eq(*got, *claim));
        let is_open = |gold: &&GoldClaim| !pairs.iter().any(|(expected, _)| std::ptr::eq(*expected, *gold));
        Marker {
            expected: self.expected.iter().copied().filter(is_open).collect(),
            got: self.got.iter().copied().filter(is_free).collect(),
            ..*self
        }
    }

    fn pairs(&self, is_pair: impl Fn(&GoldClaim, &Claim) -> bool) -> Vec<(&'g GoldClaim, &'g Claim)> {
        let mut free = self.got.clone();
        let mut pairs = Vec::new();
        for expected in &self.expected {
            let fitting = free.iter().enumerate().filter(|(_, got)| is_pair(expected, got));
            let best = fitting.max_by_key(|(at, got)| (agreement(expected, got), std::cmp::Reverse(*at)));
            if let Some(at) = best.map(|(at, _)| at) {
                pairs.push((*expected, free.remove(at)));
            }
        }
        pairs
    }

    fn body(&self, party: &ClaimParty) -> Body {
        let codes = party.code.as_ref().map(|code| family(code, self.resolver));
        Body {
            codes: codes.unwrap_or_default(),
            text: party.text.clone(),
        }
    }

    /// The bodies of parties, each once.
    fn bodies<'p>(&self, parties: impl IntoIterator<Item = &'p ClaimParty>) -> Vec<Body> {
        let mut bodies: Vec<Body> = Vec::new();
        for body in parties.into_iter().map(|party| self.body(party)) {
            let is_same = |other: &Body| {
                if body.codes.is_empty() {
                    *other == body
                } else {
                    other.codes.first() == body.codes.first()
                }
            };
            if !bodies.iter().any(is_same) {
                bodies.push(body);
            }
        }
        bodies
    }

    fn is_same(&self, expected: &GoldClaim, got: &Claim) -> bool {
        match expected.kind {
            ClaimKind::Partnership => same_parties(&expected.parties, &self.bodies(&got.parties)),
            ClaimKind::Award => {
                same_parties(&expected.parties, &self.bodies(&got.parties)) && same_title(expected, got)
            }
            ClaimKind::Funding => {
                let wanted: Option<Decimal> = expected.amount.as_deref().and_then(|text| text.parse().ok());
                wanted.is_some()
                    && wanted == amount(got)
                    && expected.currency == got.funding.currency.map(|currency| currency.to_string())
            }
            ClaimKind::Delivery => {
                let wanted: Option<Decimal> = expected
                    .quantity
                    .as_ref()
                    .and_then(|figure| figure.to_string().parse().ok());
                wanted == got.quantity.map(Decimal::from)
                    && shares_a_word(expected.item.as_deref(), got.item.as_deref())
            }
            ClaimKind::Support => self.is_same_support(expected, got),
            ClaimKind::Event => self.is_same_place(expected.place.as_ref(), got),
        }
    }

    /// All authorities agree but at most one; of a pair both are there, and at most one more.
    fn is_nearly_same(&self, expected: &GoldClaim, got: &Claim) -> bool {
        let wanted: Vec<GoldParty> = expected
            .parties
            .iter()
            .filter(|party| matches!(party, GoldParty::Coded(_)))
            .cloned()
            .collect();
        let mut given = self.bodies(&got.parties);
        given.retain(|body| !body.codes.is_empty());
        let agreed = agreed(&wanted, &given);
        agreed >= wanted.len().clamp(1, 2) && wanted.len() - agreed <= 1 && given.len() - agreed <= 1
    }

    /// Who supports stands among the parties, or among the others as a funder or supporter.
    fn is_same_support(&self, expected: &GoldClaim, got: &Claim) -> bool {
        let is_backer = |party: &&ClaimParty| matches!(party.role, ClaimRole::Funder | ClaimRole::Supporter);
        let backers = || got.others.iter().filter(is_backer);
        let sides = [
            self.bodies(&got.parties),
            self.bodies(backers()),
            self.bodies(got.parties.iter().chain(backers())),
        ];
        sides.iter().any(|side| same_parties(&expected.who, side))
    }

    fn is_same_place(&self, expected: Option<&GoldParty>, got: &Claim) -> bool {
        let hosts = got.others.iter().filter(|party| party.role == ClaimRole::Host);
        let mut places = self.bodies(hosts);
        if let Some(written) = &got.place {
            let key = fold::plain_key(written);
            let named = self.answer.mentions.iter().filter(|mention| {
                mention.start >= got.start && mention.end <= got.end && fold::plain_key(&mention.text) == key
            });
            let codes = named.filter_map(|mention| mention.code.as_ref());
            places.push(Body {
                codes: codes.flat_map(|code| family(code, self.resolver)).collect(),
                text: written.clone(),
            });
        }
        match expected {
            Some(place) => places.iter().any(|body| is_body(place, body)),
            None => places.iter().all(|body| body.codes.is_empty()),
        }
    }
}

/// In how many fields a claim agrees, to choose between claims of the same parties.
fn agreement(expected: &GoldClaim, got: &Claim) -> usize {
    let dates = expected.dates.iter().filter(|step| {
        got.dates
            .iter()
            .any(|given| given.what == step.what && given.date == step.date)
    });
    usize::from(expected.status == got.status)
        + usize::from(same_relation(expected, got))
        + usize::from(expected.amount_role == got.funding.amount_role)
        + usize::from(same_title(expected, got))
        + dates.count()
}

fn same_relation(expected: &GoldClaim, got: &Claim) -> bool {
    expected.partnership_kind().map(PartnershipKind::as_str) == got.relation.as_deref()
}

fn is_body(wanted: &GoldParty, body: &Body) -> bool {
    match wanted {
        GoldParty::Coded(codes) => codes.hold_one_of(&body.codes),
        GoldParty::Written(name) => {
            let (name, text) = (fold::plain_key(name), fold::plain_key(&body.text));
            is_in_no_list(&body.codes) && (name == text || holds(&name, &text) || holds(&text, &name))
        }
    }
}

/// Whether a body has no code, or only one of our own: it is in no official list.
pub(super) fn is_in_no_list(codes: &[AuthorityCode]) -> bool {
    codes.iter().all(|code| code.scheme() == Scheme::Own)
}

fn same_parties(wanted: &[GoldParty], given: &[Body]) -> bool {
    !wanted.is_empty() && wanted.len() == given.len() && agreed(wanted, given) == wanted.len()
}

/// The most wanted parties that can each have a body of its own (Kuhn's augmenting paths).
fn agreed(wanted: &[GoldParty], given: &[Body]) -> usize {
    fn place(at: usize, fits: &[Vec<usize>], seen: &mut [bool], taken: &mut [Option<usize>]) -> bool {
        for &body in fits.get(at).into_iter().flatten() {
            match seen.get_mut(body) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let holder = taken.get(body).copied().flatten();
            if holder.is_none_or(|other| place(other, fits, seen, taken)) {
                if let Some(slot) = taken.get_mut(body) {
                    *slot = Some(at);
                }
                return true;
            }
        }
        false
    }
    let fits: Vec<Vec<usize>> = wanted
        .iter()
        .map(|party| {
            (0..given.len())
                .filter(|&at| given.get(at).is_some_and(|body| is_body(party, body)))
                .collect()
        })
        .collect();
    let mut taken = vec![None; given.len()];
    (0..wanted.len())
        .filter(|&at| place(at, &fits, &mut vec![false; given.len()], &mut taken))
        .count()
}

fn same_title(expected: &GoldClaim, got: &Claim) -> bool {
    let Some(wanted) = &expected.title else {
        return true;
    };
    let given = got
        .title
        .as_ref()
        .map(|title| fold::plain_key(title))
        .unwrap_or_default();
    let wanted = fold::plain_key(wanted);
    wanted == given || holds(&wanted, &given) || holds(&given, &wanted)
}

/// Whether both name the same thing: a word that begins alike, whatever its ending, language or script.
fn shares_a_word(expected: Option<&str>, got: Option<&str>) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .map(fold::fold_key)
            .filter(|word| word.len() > 2)
            .collect()
    };
    let Some(expected) = expected else { return true };
    let given = words(got.unwrap_or_default());
    let begin_alike = |one: &String, other: &String| {
        one == other || one.get(..4).is_some_and(|start| other.starts_with(start))
    };
    words(expected)
        .iter()
        .any(|word| given.iter().any(|other| begin_alike(word, other)))
}

/// The amount of a claim as a number.
pub(super) fn amount(claim: &Claim) -> Option<Decimal> {
    claim.funding.amount.as_deref()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam::bodies::Codes;

    fn coded(codes: &[&str]) -> GoldParty {
        GoldParty::Coded(Codes(codes.iter().map(|code| code.parse().unwrap()).collect()))
    }

    fn body(code: &str) -> Body {
        Body {
            codes: vec![code.parse().unwrap()],
            text: String::new(),
        }
    }

    #[test]
    fn a_party_with_alternatives_leaves_the_only_answer_of_another_to_it() {
        let wanted = [coded(&["gn-1", "gn-2"]), coded(&["gn-1"])];
        assert!(same_parties(&wanted, &[body("gn-1"), body("gn-2")]));
        assert!(!same_parties(&wanted, &[body("gn-1"), body("gn-3")]));
    }

    #[test]
    fn an_organisation_is_met_by_a_body_without_code_whose_name_holds_it() {
        let wanted = GoldParty::Written("Croix-Rouge".to_owned());
        let named = |text: &str| Body {
            codes: Vec::new(),
            text: text.to_owned(),
        };
        assert!(is_body(&wanted, &named("la Croix Rouge de Lille")));
        assert!(!is_body(&wanted, &named("Croix")) || holds("croix rouge", "croix"));
        assert!(!is_body(&wanted, &named("Rouget")));
    }

    #[test]
    fn delivered_things_meet_across_endings_languages_and_scripts() {
        assert!(shares_a_word(Some("generators"), Some("15 générateurs")));
        assert!(shares_a_word(Some("генератори"), Some("генераторів")));
        assert!(!shares_a_word(Some("lits médicalisés"), Some("ambulance")));
    }
}
