//! Goods that were sent: so many of something, from whom, to whom.
//!
//! In: sentences with a word of sending and a counted thing behind it. Out: one claim each.
//!
//! # Invariants
//! A delivery has a number and a thing; people, days and money are not goods.

use super::roles::Role;
use super::{Draft, DraftParty, Findings, Known, goods, phrase};
use crate::document::amounts::{self, Amount};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Sentence};
use vocabulary::{ClaimKind, ClaimRole, Reason};

/// Counted things that are not goods.
const NOT_GOODS: [&str; 92] = [
    "jour",
    "day",
    "день",
    "дні",
    "tag",
    "dni",
    "an",
    "ans",
    "annee",
    "year",
    "рок",
    "jahr",
    "lat",
    "mois",
    "month",
    "heure",
    "hour",
    "habitant",
    "inhabitant",
    "enfant",
    "child",
    "діт",
    "kind",
    "dzieci",
    "personne",
    "person",
    "people",
    "jeune",
    "young",
    "famille",
    "famil",
    "ville",
    "town",
    "commune",
    "municipalit",
    "village",
    "cit",
    "kilomet",
    "km",
    "euro",
    "eur",
    "refugie",
    "refugee",
    "eleve",
    "student",
    "deplace",
    "pompier",
    "sapeur",
    "administre",
    "agent",
    "benevole",
    "volont",
    "volunteer",
    "delega",
    "делегат",
    "особ",
    "людей",
    "осіб",
    "років",
    "січ",
    "лют",
    "берез",
    "квіт",
    "трав",
    "черв",
    "лип",
    "серп",
    "верес",
    "жовт",
    "листоп",
    "груд",
    "км",
    "кіломет",
    "школяр",
    "учн",
    "година",
    "годин",
    "osob",
    "mieszkan",
    "uczni",
    "godzin",
    "kilom",
    "einwohner",
    "mitglied",
    "schuler",
    "feuerwehrma",
    "feuerwehrle",
    "stund",
    "woche",
    "kw",
    "mm",
    "гран",
];

/// The deliveries of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings, known: &Known<'_>) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    let mut opened = Opened::default();
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        if sentence.record.is_some() {
            continue;
        }
        let is_open = opened.read(analysis, sentence);
        let money = findings.amounts.get(at).map_or(&[][..], Vec::as_slice);
        for sent in sent_things(analysis, sentence, is_open, money) {
            let is_told = |told: &Draft| {
                told.of_item == sentence.item
                    && told.quantity == Some(sent.quantity)
                    && is_same_thing(told, &sent.item)
            };
            match found.iter_mut().rev().take(TOLD).find(|told| is_told(told)) {
                Some(told) if !is_open => told.prove(sentence.span),
                _ => found.push(claim(analysis, (findings, known), at, sent)),
            }
        }
    }
    found
}

/// How many deliveries back the same one may have been told.
const TOLD: usize = 10;

/// The first word of the thing is the same.
fn is_same_thing(told: &Draft, item: &str) -> bool {
    let first = |text: &str| {
        text.split(' ')
            .next_back()
            .map(crate::fold::plain_key)
            .unwrap_or_default()
    };
    told.item
        .as_deref()
        .is_some_and(|known| first(known) == first(item))
}

/// Goods that were sent, as a sentence tells them.
struct Sent {
    quantity: u64,
    item: String,
    /// The word of sending.
    verb: Option<Cue>,
}

/// A list of goods goes on under the word of sending that opens it: “Передано: …”, “On board:”.
#[derive(Default)]
struct Opened {
    item: usize,
    left: usize,
}

impl Opened {
    /// Whether the sentence stands in such a list, or speaks of sending itself.
    fn read(&mut self, analysis: &Analysis<'_, '_>, sentence: &Sentence) -> bool {
        let says = |concept| sentence.cues.iter().any(|cue| cue.concept == concept);
        if self.item != sentence.item {
            self.left = 0;
        }
        self.item = sentence.item;
        let text = sentence.span.of(&analysis.document.text).trim_end();
        if says(Concept::Need) && !says(Concept::Send) {
            self.left = 0;
            return false;
        }
        if says(Concept::Send) {
            self.left = if text.ends_with(':') || sentence.words.len() < 12 {
                6
            } else {
                3
            };
            return true;
        }
        let is_open = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_open
    }
}

/// The goods of a sentence: counted things that a word of sending governs, and known goods in a sentence of sending.
fn sent_things(
    analysis: &Analysis<'_, '_>,
    sentence: &Sentence,
    is_open: bool,
    money: &[Amount],
) -> Vec<Sent> {
    let text = &analysis.document.text;
    let is_money = |at: usize| {
        money
            .iter()
            .any(|amount| (amount.first..amount.end).contains(&at))
    };
    let needs = sentence.cues.iter().any(|cue| cue.concept == Concept::Need);
    let mut found = Vec::new();
    let mut counted = vec![false; sentence.words.len() + 1];
    for count in amounts::counts(&sentence.words, text) {
        if is_money(count.at) {
            continue;
        }
        let verb = sent(sentence, count.at);
        let thing = thing(analysis, sentence, count.at, is_open);
        // What no list knows is goods only in the plural, and not behind a year.
        let any = || {
            verb.filter(|_| (2..1_900).contains(&count.value))?;
            Some((counted_goods(analysis, sentence, count.at)?, count.at + 2))
        };
        // “Ein Verbandkasten kostet …”: one thing is sent only by a word of sending beside it.
        let is_sent = verb.is_some() || (count.value > 1 && !needs);
        if let Some((item, end)) = thing
            .or_else(any)
            .filter(|_| is_sent && !is_year(sentence, count.at, text))
        {
            (count.at..end).for_each(|at| {
                if let Some(slot) = counted.get_mut(at) {
                    *slot = true;
                }
            });
            found.push(Sent {
                quantity: count.value,
                item,
                verb,
            });
        }
    }
    if is_open && !needs {
        singles(analysis, sentence, &counted, &mut found);
    }
    found
}

/// Whether a number is a year: four digits from 1900 to 2100.
fn is_year(sentence: &Sentence, at: usize, text: &str) -> bool {
    sentence.words.get(at).is_some_and(|word| {
        let written = word.span.of(text);
        written.len() == 4
            && written
                .parse()
                .is_ok_and(|year: u16| (1_900..=2_100).contains(&year))
    })
}

/// “передали автобус”, “une ambulance”, “ein Gelenkbus”: one thing, with an article or in a language without.
fn singles(analysis: &Analysis<'_, '_>, sentence: &Sentence, counted: &[bool], found: &mut Vec<Sent>) {
    for (at, word) in sentence.words.iter().enumerate() {
        let is_counted =
            (at.saturating_sub(3)..=at).any(|place| counted.get(place).copied().unwrap_or(false));
        let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
        let is_article = matches!(word.key.as_str(), "a" | "an" | "einen" | "einem");
        let verb = sent(sentence, at);
        if verb.is_none() {
            continue;
        }
        if is_article && let Some((item, _)) = thing(analysis, sentence, at, true) {
            found.push(Sent {
                quantity: 1,
                item,
                verb,
            });
        } else if !is_counted
            && goods::is_one(&word.key)
            && before.is_none_or(|before| before.shape != Shape::Number)
            && let Some(item) = phrase::between(analysis, sentence, at, at + 1)
        {
            found.push(Sent {
                quantity: 1,
                item,
                verb,
            });
        }
    }
}

/// Known goods behind a number, with adjectives or a measure between: “two used refuse lorries”, “38 Tonnen Hilfsgüter”.
fn thing(
    analysis: &Analysis<'_, '_>,
    sentence: &Sentence,
    number: usize,
    is_open: bool,
) -> Option<(String, usize)> {
    if !is_open {
        return None;
    }
    for at in number + 1..number + 5 {
        let word = sentence.words.get(at)?;
        let is_joined = matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Apostrophe | Gap::Other);
        let is_none = NOT_GOODS.iter().any(|stem| word.key.starts_with(stem));
        if !is_joined || is_none || word.shape == Shape::Number {
            return None;
        }
        let two = sentence
            .words
            .get(at + 1)
            .filter(|next| next.is_joined())
            .map(|next| format!("{} {}", word.key, next.key));
        let is_pair = !goods::is_thing(&word.key) && two.as_deref().is_some_and(goods::is_thing);
        if goods::is_thing(&word.key) || is_pair {
            let mut end = at + 1 + usize::from(is_pair);
            while sentence
                .words
                .get(end)
                .is_some_and(|word| continues(word, sentence.words.get(end + 1)))
                && end < at + 4
            {
                end += 1;
            }
            return Some((phrase::between(analysis, sentence, number + 1, end)?, end));
        }
        let may_pass = goods::is_load(&word.key)
            || matches!(word.key.as_str(), "de" | "d" | "of" | "x")
            || !is_small(&word.key) && at <= number + 3;
        if !may_pass {
            return None;
        }
    }
    None
}

/// The word of sending that governs a number: before it in the same clause, or right behind its thing (passive).
fn sent(sentence: &Sentence, number: usize) -> Option<Cue> {
    let cues = sentence.cues.iter().filter(|cue| cue.concept == Concept::Send);
    let before = cues
        .clone()
        .filter(|cue| cue.end <= number && number - cue.end <= 6)
        .max_by_key(|cue| cue.end);
    let behind = || {
        cues.clone()
            .find(|cue| cue.first > number && cue.first - number <= 6)
    };
    before.or_else(behind).copied()
}

/// The thing counted: the words behind the number up to the end of their group.
fn counted_goods(analysis: &Analysis<'_, '_>, sentence: &Sentence, number: usize) -> Option<String> {
    let first = sentence
        .words
        .get(number + 1)
        .filter(|word| word.gap == Gap::Space && word.shape == Shape::Lower)?;
    let is_goods = !NOT_GOODS.iter().any(|stem| first.key.starts_with(stem)) && !is_small(&first.key);
    if !is_goods {
        return None;
    }
    let mut end = number + 2;
    while sentence
        .words
        .get(end)
        .is_some_and(|word| continues(word, sentence.words.get(end + 1)))
        && end < number + 5
    {
        end += 1;
    }
    phrase::between(analysis, sentence, number + 1, end)
}

/// Adjectives and “of” phrases belong to the thing; prepositions and verbs do not.
fn continues(word: &Token, next: Option<&Token>) -> bool {
    if word.shape != Shape::Lower || word.gap != Gap::Space {
        return word.gap == Gap::Hyphen || word.gap == Gap::Apostrophe;
    }
    let joins = matches!(word.key.as_str(), "de" | "d" | "of");
    (joins && next.is_some_and(|next| next.shape == Shape::Lower)) || !is_small(&word.key)
}

/// Words that end the group of a thing.
fn is_small(key: &str) -> bool {
    crate::document::find::is_stop_word(key) || ENDS.contains(&key)
}

/// Prepositions, joints and verbs in five languages that stand behind a thing.
#[rustfmt::skip]
const ENDS: [&str; 68] = [
    "to", "in", "at", "on", "from", "with", "for", "by", "per", "via", "and", "or", "were", "was", "are", "have", "left",
    "a", "au", "aux", "pour", "vers", "par", "avec", "dans", "et", "ou", "ont", "sont", "que", "qui", "donnes", "offerts",
    "nach", "aus", "fur", "mit", "von", "zu", "und", "oder", "im", "an", "wurden", "die", "der",
    "до", "з", "із", "для", "на", "у", "в", "від", "та", "і", "й", "що", "по",
    "do", "dla", "z", "w", "na", "od", "i", "oraz", "ze",
];

fn claim(
    analysis: &Analysis<'_, '_>,
    (findings, known): (&Findings, &Known<'_>),
    at: usize,
    sent: Sent,
) -> Draft {
    let sentence = analysis.sentences.get(at).expect("the sentence was read above");
    let mut claim = Draft::new(ClaimKind::Delivery, sentence.span, 0.84);
    claim.quantity = Some(sent.quantity);
    claim.item = Some(sent.item);
    claim.status = Some("active");
    claim.of_item = sentence.item;
    claim.reasons.extend(
        sent.verb
            .and_then(|cue| phrase::between(analysis, sentence, cue.first, cue.end))
            .map(|word| Reason::new("verb").with("word", word)),
    );
    let verb = sent.verb.map_or(sentence.words.len(), |cue| cue.first);
    for named in findings.roles.in_sentence(at) {
        let role = findings.roles.role(*named);
        let party = DraftParty::Named(*named);
        let stands_before = analysis.named.get(*named).is_some_and(|one| one.words.0 < verb);
        match role {
            Role::Giver | Role::Lead => claim.parties.push((party, ClaimRole::Lead)),
            Role::Party if stands_before => claim.parties.push((party, ClaimRole::Lead)),
            Role::Party | Role::Beneficiary | Role::Venue => {
                claim.others.push((party, ClaimRole::Beneficiary));
            }
            Role::Supporter => claim.others.push((party, ClaimRole::Supporter)),
            Role::Landmark | Role::Denied => {}
        }
    }
    add_partner(analysis, known, &mut claim);
    claim
}

/// Where the sentence names no receiver, the partner of the giver receives.
fn add_partner(analysis: &Analysis<'_, '_>, known: &Known<'_>, claim: &mut Draft) {
    if !claim.others.is_empty() {
        return;
    }
    let giver = claim.parties.iter().find_map(|(party, _)| party.body(analysis));
    let Some(partnership) = giver.and_then(|giver| known.with(giver)) else {
        return;
    };
    let gazetteer = analysis.resolver.gazetteer();
    let home = giver.and_then(|giver| gazetteer.country(giver));
    let is_abroad =
        |party: &DraftParty| party.body(analysis).and_then(|body| gazetteer.country(body)) != home;
    let partners = partnership.parties.iter().filter(|(party, _)| is_abroad(party));
    claim
        .others
        .extend(partners.map(|(party, _)| (party.clone(), ClaimRole::Beneficiary)));
}
