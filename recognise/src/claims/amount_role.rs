//! What kind of figure an amount is: a rate, a budget, a target, a grant, a gift, a total.
//!
//! In: an amount with the words of its sentence, and what the sentences before it speak of. Out: its role with the
//! word that says so, and for a rate what it is paid for.
//!
//! # Invariants
//! Words are concepts of the lexicon; the nearest in the same clause wins, then what introduces the list.

use crate::document::Sentence;
use crate::document::amounts::{self, Amount};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape};
use rust_decimal::Decimal;
use vocabulary::AmountRole;

/// The role of an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) role: AmountRole,
    /// The word that says so.
    pub(crate) word: Option<usize>,
    /// Per what.
    pub(crate) per: Option<String>,
}

const ROLES: [(Concept, AmountRole); 5] = [
    (Concept::Total, AmountRole::Total),
    (Concept::Target, AmountRole::Target),
    (Concept::Gift, AmountRole::Gift),
    (Concept::Grant, AmountRole::Grant),
    (Concept::Budget, AmountRole::Budget),
];

/// Farthest word that still speaks of an amount.
const REACH: usize = 25;

/// The role of an amount of a sentence; `carried` is what introduces it (a heading, a line before a list).
pub(crate) fn told(
    (sentence, text): (&Sentence, &str),
    amount: &Amount,
    earlier: &[(Amount, AmountRole)],
    carried: Carried,
) -> Told {
    if let Some(rate) = rate(sentence, amount, text) {
        return rate;
    }
    let per = is_yearly(sentence, amount).then(|| "year".to_owned());
    let said = |role, word| Told { role, word, per };
    if let Some((before, role)) = earlier.last()
        && is_equal(sentence, before, amount, text)
    {
        let is_sum = before.currency == amount.currency && *role != AmountRole::Target;
        return said(if is_sum { AmountRole::Total } else { *role }, None);
    }
    let listed = earlier
        .last()
        .map(|(_, role)| *role)
        .filter(|role| !matches!(role, AmountRole::Total | AmountRole::Rate));
    if let Some((role, word, distance)) = nearest(sentence, amount, earlier, text) {
        // A word far away says less than the line that introduces the sum.
        return match carried.introduced {
            Some(introduced) if distance > 14 => said(introduced, None),
            _ => said(role, Some(word)),
        };
    }
    let role = carried.introduced.or(listed).or(carried.before);
    said(role.unwrap_or(carried.default), None)
}

/// What the lines around a sum say of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carried {
    /// A heading or a line that ends in a colon.
    pub(crate) introduced: Option<AmountRole>,
    /// The sentence before.
    pub(crate) before: Option<AmountRole>,
    /// Where nothing is said.
    pub(crate) default: AmountRole,
}

/// “22 500 € par an, soit 67 500 €”, “27 000 dollars (25 100 €)”: the same money in other words.
fn is_equal(sentence: &Sentence, before: &Amount, amount: &Amount, text: &str) -> bool {
    let between = text.get(before.span.end..amount.span.start).unwrap_or_default();
    if before.currency != amount.currency && matches!(between.trim(), "(" | "/" | "=" | "≈") {
        return true;
    }
    sentence.cues.iter().any(|cue| {
        cue.concept == Concept::ThatIs
            && cue.first >= before.end
            && cue.end <= amount.first
            && amount.first - cue.end <= 2
    })
}

/// The role that a sentence or heading gives to the sums it introduces.
pub(crate) fn introduced(cues: &[Cue]) -> Option<AmountRole> {
    let found = cues.iter().rev().find_map(|cue| of_concept(cue.concept));
    found.map(|role| {
        if role == AmountRole::Total {
            AmountRole::Grant
        } else {
            role
        }
    })
}

/// The role that the heading of a column gives.
pub(crate) fn of_heading(cues: &[Cue]) -> Option<AmountRole> {
    cues.iter().find_map(|cue| of_concept(cue.concept))
}

fn of_concept(concept: Concept) -> Option<AmountRole> {
    ROLES
        .iter()
        .find(|(known, _)| *known == concept)
        .map(|(_, role)| *role)
}

fn nearest(
    sentence: &Sentence,
    amount: &Amount,
    earlier: &[(Amount, AmountRole)],
    text: &str,
) -> Option<(AmountRole, usize, usize)> {
    let rank = |role: AmountRole| ROLES.iter().position(|(_, known)| *known == role);
    // A word before another sum speaks of that one first.
    let taken = |cue: &Cue| {
        let is_taken = earlier.last().is_some_and(|(before, _)| cue.end <= before.first);
        if is_taken { TAKEN } else { 0 }
    };
    sentence
        .cues
        .iter()
        .filter_map(|cue| Some((of_concept(cue.concept)?, cue)))
        .filter_map(|(role, cue)| {
            let distance = distance(sentence, cue, amount, text)? + taken(cue);
            (!(taken(cue) > 0 && role == AmountRole::Total)).then_some((role, cue.first, distance))
        })
        .min_by_key(|(role, _, distance)| (*distance, rank(*role)))
}

/// What a word counts less that has spoken of another sum.
const TAKEN: usize = 4;

/// How far a word stands from an amount: words between, more for each mark between that ends a clause.
fn distance(sentence: &Sentence, cue: &Cue, amount: &Amount, text: &str) -> Option<usize> {
    let is_before = cue.end <= amount.first;
    let words = if is_before {
        amount.first - cue.end
    } else {
        cue.first.saturating_sub(amount.end) + 3
    };
    if words > REACH {
        return None;
    }
    let (from, to) = if is_before {
        (
            sentence.words.get(cue.end.checked_sub(1)?)?.span.end,
            amount.span.start,
        )
    } else {
        (amount.span.end, sentence.words.get(cue.first)?.span.start)
    };
    let marks = text.get(from..to).unwrap_or_default().chars();
    let penalty: usize = marks
        .map(|mark| match mark {
            ';' => 12,
            ',' | '(' | ')' => 5,
            '–' | '—' => 2,
            _ => 0,
        })
        .sum();
    Some(words + penalty)
}

/// “a year”, “pro Jahr”, “щороку” beside an amount.
fn is_yearly(sentence: &Sentence, amount: &Amount) -> bool {
    sentence.cues.iter().any(|cue| {
        cue.concept == Concept::Yearly
            && (cue.first >= amount.end && cue.first - amount.end <= 3
                || cue.end <= amount.first && amount.first - cue.end <= 8)
    })
}

fn rate(sentence: &Sentence, amount: &Amount, text: &str) -> Option<Told> {
    let rate = |word: usize, per: Option<String>| Told {
        role: AmountRole::Rate,
        word: Some(word),
        per,
    };
    if let Some(at) = per_inhabitant(sentence, amount) {
        return Some(rate(at, Some("inhabitant".to_owned())));
    }
    let yearly = sentence
        .cues
        .iter()
        .find(|cue| cue.concept == Concept::Yearly && cue.first >= amount.end && cue.first - amount.end <= 1);
    if let Some(cue) = yearly.filter(|_| amount.value < Decimal::from(200)) {
        return Some(rate(cue.first, Some("year".to_owned())));
    }
    if let Some((at, per)) = per_thing(sentence, amount, text) {
        // “150 000 € par dossier”: what a call gives to each project is a grant.
        let is_project = sentence
            .cues
            .iter()
            .any(|cue| cue.concept == Concept::Project && cue.first == at + 1);
        let told = rate(at, per);
        return Some(if is_project {
            Told {
                role: AmountRole::Grant,
                ..told
            }
        } else {
            told
        });
    }
    let small = amount.value < Decimal::from(5_000);
    if small && let Some(at) = unit_price(sentence, amount, text) {
        return Some(rate(at, None));
    }
    None
}

/// “per inhabitant”, “for the 30,000 inhabitants”: the place of the word for inhabitants, if it governs the amount.
fn per_inhabitant(sentence: &Sentence, amount: &Amount) -> Option<usize> {
    let small = amount.value < Decimal::from(1_000);
    let inhabitants = sentence
        .cues
        .iter()
        .find(|cue| cue.concept == Concept::Inhabitant && cue.first >= amount.end)?;
    let per = sentence.cues.iter().any(|cue| {
        matches!(cue.concept, Concept::Per)
            && cue.first >= amount.end
            && cue.end <= inhabitants.first
            && inhabitants.first - cue.end <= 1
    });
    let is_slashed = sentence
        .words
        .get(inhabitants.first)
        .is_some_and(|word| word.gap == Gap::Slash && inhabitants.first == amount.end);
    let is_near = inhabitants.first - amount.end <= 12;
    let is_stated = (amount.end..inhabitants.first).any(|at| {
        sentence
            .words
            .get(at)
            .is_some_and(|word| word.shape == Shape::Number)
    });
    (small && is_near && (per || is_stated || is_slashed)).then_some(inhabitants.first)
}

/// “£185 a head”, “300 € pro Schülergruppe”, “50 грн за одиницю”, “12 €/élève”, “по 5 євро”: what a price is paid for.
fn per_thing(sentence: &Sentence, amount: &Amount, text: &str) -> Option<(usize, Option<String>)> {
    // A tax note may stand between: “120 € TTC par élève”.
    let skip = usize::from(
        sentence
            .words
            .get(amount.end)
            .is_some_and(|word| matches!(word.key.as_str(), "ttc" | "ht" | "brutto" | "netto" | "gross")),
    );
    let at = amount.end + skip;
    let joint = sentence.words.get(at)?;
    let is_yearly = sentence
        .cues
        .iter()
        .any(|cue| cue.concept == Concept::Yearly && (cue.first == at || cue.first == at + 1));
    if is_yearly {
        return None;
    }
    if joint.gap == Gap::Slash && joint.shape == Shape::Lower {
        return Some((at, Some(joint.span.of(text).to_owned())));
    }
    let between = text.get(amount.span.end..joint.span.start).unwrap_or("-");
    if skip == 0 && !between.chars().all(char::is_whitespace) {
        return None;
    }
    let noun = sentence.words.get(at + 1);
    let is_unit = |place: usize| {
        sentence
            .cues
            .iter()
            .any(|cue| matches!(cue.concept, Concept::Unit | Concept::Inhabitant) && cue.first == place)
    };
    let says = match joint.key.as_str() {
        "per" | "pro" => noun.is_some_and(|noun| noun.gap == Gap::Space),
        "je" => noun.is_some_and(|noun| noun.gap == Gap::Space && noun.shape != Shape::Number),
        "each" | "apiece" | "chacun" | "chacune" | "piece" => {
            return (amount.value < Decimal::from(1_000)).then_some((at, None));
        }
        "par" => noun.is_some_and(|noun| noun.shape == Shape::Lower && !is_determiner(&noun.key)),
        "a" | "every" => is_unit(at + 1) || noun.is_some_and(|noun| noun.key == "head"),
        "na" | "od" | "za" | "на" | "за" | "з" | "від" | "o" => is_unit(at + 1),
        "for" => noun.is_some_and(|noun| matches!(noun.key.as_str(), "every" | "each")),
        _ => false,
    };
    says.then(|| (at, noun.map(|noun| noun.span.of(text).to_owned())))
        .or_else(|| each_before(sentence, amount))
}

/// “à 5 €”, “по 5 євро”: small sums behind a word that gives each its price.
fn each_before(sentence: &Sentence, amount: &Amount) -> Option<(usize, Option<String>)> {
    let at = amount.first.checked_sub(1)?;
    let before = sentence.words.get(at)?;
    (amount.value < Decimal::from(200) && before.key == "по").then_some((at, None))
}

fn is_determiner(key: &str) -> bool {
    matches!(
        key,
        "la" | "le"
            | "les"
            | "l"
            | "un"
            | "une"
            | "des"
            | "son"
            | "sa"
            | "ses"
            | "notre"
            | "nos"
            | "leur"
            | "ce"
            | "cette"
            | "decision"
            | "deliberation"
            | "voie"
            | "virement"
            | "cheque"
            | "rapport"
            | "mois"
            | "an"
    )
}

/// “A lamp is £14”, “Ein Verbandkasten kostet 9 Euro”, “вхід 60 грн”, “un robinet = 35 €”: the price of one thing.
fn unit_price(sentence: &Sentence, amount: &Amount, text: &str) -> Option<usize> {
    let near = |cue: &&Cue, reach: usize| cue.end <= amount.first && amount.first - cue.end <= reach;
    let price = sentence
        .cues
        .iter()
        .find(|cue| cue.concept == Concept::Price && near(cue, 5));
    if let Some(price) = price {
        return Some(price.first);
    }
    let before = amount.first.checked_sub(1)?;
    let last = sentence.words.get(before)?;
    let between = text.get(last.span.end..amount.span.start).unwrap_or_default();
    if between.contains('=') {
        return Some(before);
    }
    let costs = sentence
        .cues
        .iter()
        .rev()
        .find(|cue| cue.concept == Concept::Costs && near(cue, 3));
    let subject = costs.map_or(amount.first, |cue| cue.first);
    // “a mattress £38”: without a verb only as the second of two prices.
    let is_second = costs.is_none() && between.chars().all(char::is_whitespace);
    if costs.is_none() && !is_second {
        return None;
    }
    let from = subject.saturating_sub(if costs.is_some() { 4 } else { 3 });
    let is_one = (from..subject).any(|at| {
        let Some(word) = sentence.words.get(at) else {
            return false;
        };
        let is_first =
            matches!(word.gap, Gap::Start | Gap::Comma | Gap::Stop | Gap::Open) || at == 0 || costs.is_some();
        is_first && is_indefinite(&word.key) && at + 1 < subject
    });
    is_one.then_some(subject)
}

fn is_indefinite(key: &str) -> bool {
    matches!(key, "a" | "an")
        || amounts::is_numeral(key) && {
            matches!(
                key,
                "un" | "une"
                    | "one"
                    | "один"
                    | "одна"
                    | "одне"
                    | "ein"
                    | "eine"
                    | "jeden"
                    | "jedna"
                    | "jedno"
            )
        }
}
