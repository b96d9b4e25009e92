//! Money told in prose, headings and lists: rates per inhabitant, budgets, targets, grants, gifts.
//!
//! In: the amounts of each sentence and the words around them. Out: one claim per amount.
//!
//! # Invariants
//! - Every amount is one claim; the same sum told twice is one with two quotes.
//! - A sum whose role no word gives is a budget.

use super::amount_role::{self, Carried, Told};
use super::roles::Role;
use super::{Draft, DraftParty, Findings, Known, backers, phrase, sums};
use crate::document::amounts::{self, Amount};
use crate::document::dates;
use crate::document::lexicon::Concept;
use crate::document::{Analysis, Named, Sentence};
use read::Span;
use std::collections::HashMap;
use vocabulary::{AmountRole, ClaimKind, ClaimRole, Precision, Reason};

/// The funding claims of the document.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, findings: &Findings, known: &Known<'_>) -> Vec<Draft> {
    let mut found: Vec<Sum> = Vec::new();
    let mut line = Introduction::default();
    let tables: Vec<Span> = analysis.document.tables().map(|(block, _)| block.span).collect();
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        let Some(amounts) = findings.amounts.get(at) else {
            break;
        };
        if sentence.record.is_some() || is_cell(&tables, sentence) {
            continue;
        }
        let carried = line.carried(sentence);
        let mut earlier: Vec<(Amount, AmountRole)> = Vec::new();
        for amount in amounts {
            let carried = Carried {
                default: default(analysis, sentence, amount),
                ..carried
            };
            let told = amount_role::told((sentence, &analysis.document.text), amount, &earlier, carried);
            earlier.push((amount.clone(), told.role));
            found.push(Sum {
                item: sentence.item,
                sentence: at,
                is_line: is_line(analysis, sentence),
                claim: claim(analysis, (findings, known), at, (amount.clone(), told)),
            });
        }
        line.read(analysis, at, sentence, !amounts.is_empty());
    }
    let mut claims = once_each(found);
    claims.extend(sums::claims(analysis, &findings.countries));
    claims
}

/// Whether a sentence stands in a table, whose sums are read by row. Tables stand in order of place.
fn is_cell(tables: &[Span], sentence: &Sentence) -> bool {
    let behind = tables.partition_point(|table| table.start <= sentence.span.start);
    let table = behind.checked_sub(1).and_then(|at| tables.get(at));
    table.is_some_and(|table| table.contains(sentence.span))
}

/// An amount with its claim, until the same sum told twice is one.
struct Sum {
    item: usize,
    sentence: usize,
    /// It stands in a line of its own, as the entries of a list do.
    is_line: bool,
    claim: Draft,
}

/// What introduces the sums of a list: a heading or a line that ends in a colon.
#[derive(Default)]
pub(crate) struct Introduction {
    role: Option<AmountRole>,
    item: usize,
    left: usize,
    before: Option<AmountRole>,
}

/// How many sentences an introduction holds for.
const HOLDS: usize = 12;

impl Introduction {
    fn carried(&self, sentence: &Sentence) -> Carried {
        let is_here = self.item == sentence.item;
        Carried {
            introduced: self.role.filter(|_| self.left > 0 && is_here),
            before: self.before.filter(|_| is_here),
            default: AmountRole::Budget,
        }
    }

    fn read(&mut self, analysis: &Analysis<'_, '_>, at: usize, sentence: &Sentence, has_money: bool) {
        let written = sentence.span.of(&analysis.document.text).trim_end();
        let opens = written.ends_with(':');
        let is_heading = !has_money
            && sentence.words.len() <= 12
            && (opens
                || written
                    .ends_with(|last: char| last.is_alphanumeric() || matches!(last, ')' | '»' | '“' | '”')));
        let role = amount_role::introduced(&sentence.cues);
        let is_new = self.item != sentence.item || at == 0;
        if is_new {
            self.role = None;
            self.before = None;
        }
        self.item = sentence.item;
        if (is_heading || opens) && role.is_some() {
            self.role = role;
            self.left = HOLDS;
        } else {
            self.left = self.left.saturating_sub(1);
        }
        self.before = role;
    }
}

/// A sum behind the name of a body (“Agence de l’eau : 95 000 €”) is what that body gives; else it is a budget.
fn default(analysis: &Analysis<'_, '_>, sentence: &Sentence, amount: &Amount) -> AmountRole {
    let before = analysis.document.text.get(sentence.span.start..amount.span.start);
    let is_label = before.is_some_and(|before| before.trim_end().ends_with(':'));
    let reach = if is_label { 12 } else { 4 };
    let is_near = |end: usize| end <= amount.first && amount.first - end <= reach;
    let is_body = sentence
        .cues
        .iter()
        .any(|cue| cue.concept == Concept::Organisation && is_near(cue.end))
        || analysis
            .names_in(sentence.span)
            .iter()
            .any(|one| is_near(one.words.2));
    if is_body {
        AmountRole::Grant
    } else {
        AmountRole::Budget
    }
}

/// Whether the sentence is an entry of a list: a line of few words.
fn is_line(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> bool {
    let text = &analysis.document.text;
    let before = text
        .get(..sentence.span.start)
        .unwrap_or_default()
        .trim_end_matches([' ', '\t', '-', '–', '•', '*']);
    let after = text.get(sentence.span.end..).unwrap_or_default();
    let is_own = (before.is_empty() || before.ends_with('\n'))
        && (after.is_empty() || after.starts_with(['\n', '\r']));
    is_own && sentence.words.len() <= 14
}

/// The same sum told twice is one claim with two quotes; entries of lists and sums of one sentence are told apart.
fn once_each(found: Vec<Sum>) -> Vec<Draft> {
    let mut kept: Vec<Sum> = Vec::new();
    let mut places: HashMap<(usize, String, &'static str), usize> = HashMap::new();
    for sum in found {
        let Some((amount, role)) = &sum.claim.amount else {
            continue;
        };
        let key = (
            sum.item,
            amount.value.normalize().to_string(),
            amount.currency.code(),
        );
        let known = places.get(&key).and_then(|at| kept.get_mut(*at));
        match known {
            Some(first)
                if first.sentence != sum.sentence
                    && !(first.is_line && sum.is_line)
                    && (*role == AmountRole::Rate)
                        == matches!(first.claim.amount, Some((_, AmountRole::Rate))) =>
            {
                first.claim.prove(sum.claim.span);
            }
            _ => {
                places.insert(key, kept.len());
                kept.push(sum);
            }
        }
    }
    kept.into_iter().map(|sum| sum.claim).collect()
}

fn claim(
    analysis: &Analysis<'_, '_>,
    (findings, known): (&Findings, &Known<'_>),
    at: usize,
    (amount, told): (Amount, Told),
) -> Draft {
    let sentence = analysis.sentences.get(at).expect("the sentence was read above");
    let mut claim = Draft::new(
        ClaimKind::Funding,
        sentence.span,
        if told.word.is_some() { 0.85 } else { 0.7 },
    );
    let words = told
        .word
        .and_then(|word| phrase::between(analysis, sentence, word, word + 1));
    claim
        .reasons
        .extend(words.map(|word| Reason::new("amount_word").with("word", word)));
    if is_about(sentence, &amount) {
        claim.reasons.push(Reason::new("approximate"));
    }
    claim.per.clone_from(&told.per);
    let says = |concept| sentence.cues.iter().any(|cue| cue.concept == concept);
    match told.role {
        AmountRole::Rate => {
            claim.base = base(analysis, sentence, told.word.unwrap_or(amount.end));
            claim.status = Some(if says(Concept::Vote) { "voted" } else { "announced" });
        }
        AmountRole::Target => {
            claim.item = purpose(analysis, sentence, &amount);
            claim.status = Some("announced");
        }
        _ => {
            claim.item = project(analysis, at);
            claim.status = Some(if says(Concept::Plan) {
                "announced"
            } else {
                "active"
            });
            prove_project(analysis, at, &mut claim);
        }
    }
    deadlines(analysis, sentence, told.role, &mut claim);
    voted(analysis, sentence, told.role, &mut claim);
    let role = told.role;
    claim.amount = Some((amount.clone(), role));
    let is_shared =
        findings.alliance.is_some() || !payers(analysis, findings, at, (&amount, role), &mut claim);
    if is_shared {
        share_parties((findings, known), sentence, &mut claim);
    }
    claim
}

/// The sentence before that says what the project is, as a proof.
fn prove_project(analysis: &Analysis<'_, '_>, at: usize, claim: &mut Draft) {
    let sentence = analysis.sentences.get(at);
    let before = at
        .checked_sub(1)
        .and_then(|before| analysis.sentences.get(before));
    if let (Some(sentence), Some(before)) = (sentence, before)
        && claim.item.is_some()
        && before.item == sentence.item
        && described(analysis, before).is_some()
    {
        claim.prove(before.span);
    }
}

/// The day by which the money is to be raised or paid: of a target any day of its sentence, else one behind “by the”.
fn deadlines(analysis: &Analysis<'_, '_>, sentence: &Sentence, role: AmountRole, claim: &mut Draft) {
    let dates = dates::dates(&sentence.words, &analysis.document.text, sentence.today);
    let is_due = |dated: &&dates::Dated| {
        role == AmountRole::Target
            || sentence.cues.iter().any(|cue| {
                cue.concept == Concept::Deadline && cue.end <= dated.first && dated.first - cue.end <= 1
            })
    };
    for dated in dates.iter().filter(is_due) {
        claim.date("deadline", dated);
    }
}

/// The day on which a grant was voted: where the sentence speaks of a vote, its only day, if that is no deadline.
fn voted(analysis: &Analysis<'_, '_>, sentence: &Sentence, role: AmountRole, claim: &mut Draft) {
    let says_vote = sentence.cues.iter().any(|cue| cue.concept == Concept::Vote);
    if role != AmountRole::Grant || !says_vote || !claim.dates.is_empty() {
        return;
    }
    let dates = dates::dates(&sentence.words, &analysis.document.text, sentence.today);
    if let [only] = dates.as_slice()
        && only.day.precision() == Precision::Day
    {
        claim.date("voted", only);
    }
}

/// Who pays and who receives, by the names of the sentence; whether it names any.
fn payers(
    analysis: &Analysis<'_, '_>,
    findings: &Findings,
    at: usize,
    (amount, role): (&Amount, AmountRole),
    claim: &mut Draft,
) -> bool {
    let mut nearest: Option<usize> = None;
    for named in findings.roles.in_sentence(at) {
        let Some(one) = analysis.named.get(*named) else {
            continue;
        };
        let party = DraftParty::Named(*named);
        let part = match findings.roles.role(*named) {
            Role::Supporter | Role::Giver => Some(ClaimRole::Funder),
            Role::Beneficiary => Some(ClaimRole::Beneficiary),
            Role::Denied => None,
            // “une aide de 3 000 € à Kalush” names no place where something is.
            Role::Landmark | Role::Venue if !goes_to(amount, role, one) => None,
            Role::Landmark | Role::Venue | Role::Party | Role::Lead => analysis
                .sentences
                .get(at)
                .and_then(|sentence| part_by_word(analysis, sentence, one)),
        };
        match part {
            Some(part) => claim.others.push((party, part)),
            None if one.words.1 < amount.first && role != AmountRole::Target => nearest = Some(*named),
            None => {}
        }
    }
    let has_payer = claim.others.iter().any(|(_, part)| *part == ClaimRole::Funder);
    if let Some(named) = nearest.filter(|_| !has_payer && role != AmountRole::Total) {
        let party = DraftParty::Named(named);
        if !claim.others.iter().any(|(known, _)| *known == party) {
            claim.others.push((party, ClaimRole::Funder));
        }
    }
    let has = |claim: &Draft, wanted| claim.others.iter().any(|(_, part)| *part == wanted);
    if matches!(role, AmountRole::Grant | AmountRole::Gift)
        && has(claim, ClaimRole::Funder)
        && !has(claim, ClaimRole::Beneficiary)
    {
        let sentence = analysis.sentences.get(at);
        let receiving = sentence.and_then(|sentence| receiving(analysis, sentence));
        claim
            .others
            .extend(receiving.map(|party| (party, ClaimRole::Beneficiary)));
    }
    !claim.others.is_empty()
}

/// Whether a name stands right behind a sum that is given.
fn goes_to(amount: &Amount, role: AmountRole, one: &Named) -> bool {
    let between = one.words.0.checked_sub(amount.end);
    matches!(role, AmountRole::Grant | AmountRole::Gift) && between.is_some_and(|between| between <= 2)
}

/// The organisation that a sum goes to: “à la Fondation de France”, “to the association …”.
fn receiving(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<DraftParty> {
    let organisations = sentence.cues.iter();
    organisations
        .filter(|cue| cue.concept == Concept::Organisation)
        .filter(|cue| part_before(analysis, sentence, cue.first) == Some(ClaimRole::Beneficiary))
        .find_map(|cue| backers::organisation(analysis, sentence, cue.first)?.1)
}

/// The part that the word right before a name gives it: “to”, “from”.
fn part_by_word(analysis: &Analysis<'_, '_>, sentence: &Sentence, one: &Named) -> Option<ClaimRole> {
    part_before(analysis, sentence, one.words.0)
}

/// The part that the word before a place of the sentence gives to what stands there; an article may stand between.
fn part_before(analysis: &Analysis<'_, '_>, sentence: &Sentence, at: usize) -> Option<ClaimRole> {
    let before = at.checked_sub(1)?;
    let word = sentence.words.get(before)?;
    let is_article = matches!(
        word.key.as_str(),
        "la" | "le" | "l" | "les" | "the" | "der" | "den" | "die"
    );
    if is_article {
        part_of_word(analysis, sentence, before.checked_sub(1)?)
    } else {
        part_of_word(analysis, sentence, before)
    }
}

/// The part that a word gives to what stands behind it.
fn part_of_word(analysis: &Analysis<'_, '_>, sentence: &Sentence, at: usize) -> Option<ClaimRole> {
    let before = sentence.words.get(at)?;
    let written = before.span.of(&analysis.document.text).to_lowercase();
    match written.as_str() {
        "à" | "au" | "aux" | "pour" | "to" | "for" | "an" | "für" | "nach" | "до" | "для" | "на" | "dla"
        | "do" => Some(ClaimRole::Beneficiary),
        "par" | "by" | "from" | "von" | "vom" | "від" | "od" | "przez" | "із" => Some(ClaimRole::Funder),
        _ => None,
    }
}

fn is_about(sentence: &Sentence, amount: &Amount) -> bool {
    sentence
        .cues
        .iter()
        .any(|cue| cue.concept == Concept::About && cue.end <= amount.first && amount.first - cue.end <= 1)
}

/// The number of inhabitants stated right before the word for them.
fn base(analysis: &Analysis<'_, '_>, sentence: &Sentence, inhabitants: usize) -> Option<u64> {
    let from = inhabitants.saturating_sub(2);
    (from..inhabitants)
        .rev()
        .find_map(|at| amounts::whole(sentence.words.get(at)?, &analysis.document.text))
        .filter(|count| *count > 1)
        .or_else(|| stated_base(analysis, sentence, inhabitants))
}

/// “1 Franken je Einwohner (12'500 Einw.)”, “0,12 zł × 142 tys. mieszk.”: a number before another such word.
fn stated_base(analysis: &Analysis<'_, '_>, sentence: &Sentence, from: usize) -> Option<u64> {
    let counts = amounts::counts(&sentence.words, &analysis.document.text);
    let counted = |at: usize| counts.iter().find(|count| count.at + 1 == at && count.value > 1);
    sentence
        .cues
        .iter()
        .filter(|cue| cue.concept == Concept::Inhabitant && cue.first >= from)
        .find_map(|cue| counted(cue.first))
        .map(|count| count.value)
}

/// What the money is raised for: “to create a reception centre …”, “pour construire …”, before the amount.
fn purpose(analysis: &Analysis<'_, '_>, sentence: &Sentence, amount: &Amount) -> Option<String> {
    let is_to = |at: usize| {
        sentence.words.get(at).is_some_and(|word| {
            matches!(
                word.key.as_str(),
                "pour" | "afin" | "for" | "для" | "fur" | "na" | "um"
            )
        }) || sentence.words.get(at).is_some_and(|word| word.key == "to")
            && sentence
                .words
                .get(at + 1)
                .is_some_and(|next| is_making(&next.key))
    };
    let outside = |at: &usize| *at + 1 < amount.first || *at >= amount.end;
    let is_plain = |at: &usize| {
        let next = sentence.words.get(*at + 1);
        next.is_some_and(|next| {
            !matches!(
                next.key.as_str(),
                "this" | "these" | "cette" | "ce" | "ces" | "the" | "cela" | "atteindre" | "reach"
            )
        })
    };
    // A word of making after “to” says it best; else the “for” nearest to the amount.
    let to_make = (0..sentence.words.len()).find(|at| {
        outside(at)
            && is_to(*at)
            && sentence
                .words
                .get(at + 1)
                .is_some_and(|next| is_making(&next.key))
    });
    let start = to_make.or_else(|| {
        (0..sentence.words.len())
            .filter(|at| is_to(*at) && outside(at) && is_plain(at))
            .min_by_key(|at| at.abs_diff(amount.first))
    })?;
    let end = phrase::clause_end(sentence, start + 1);
    let end = if start < amount.first {
        end.min(amount.first)
    } else {
        end
    };
    phrase::between(analysis, sentence, start + 1, end).filter(|text| text.contains(' '))
}

fn is_making(key: &str) -> bool {
    [
        "creat",
        "cree",
        "construi",
        "renov",
        "reconstrui",
        "achet",
        "ouvri",
        "equip",
        "build",
        "buy",
        "fund",
        "financ",
        "rebuil",
        "renovat",
        "equip",
        "open",
        "purchas",
        "repair",
        "construct",
        "install",
        "set",
    ]
    .iter()
    .any(|stem| key.starts_with(stem))
}

/// What the project is, in this sentence or the one before: “the project … is the reconstruction of the gymnasium”.
fn project(analysis: &Analysis<'_, '_>, at: usize) -> Option<String> {
    let sentence = analysis.sentences.get(at)?;
    let before = at
        .checked_sub(1)
        .and_then(|before| analysis.sentences.get(before))
        .filter(|before| before.item == sentence.item);
    described(analysis, sentence).or_else(|| before.and_then(|before| described(analysis, before)))
}

fn described(analysis: &Analysis<'_, '_>, sentence: &Sentence) -> Option<String> {
    let project = sentence.cues.iter().find(|cue| cue.concept == Concept::Project);
    let is = project.and_then(|project| {
        sentence
            .cues
            .iter()
            .rfind(|cue| cue.concept == Concept::Is && cue.first >= project.end)
    });
    let says = is.or_else(|| sentence.cues.iter().find(|cue| cue.concept == Concept::Fund))?;
    phrase::between(
        analysis,
        sentence,
        says.end,
        phrase::clause_end(sentence, says.end),
    )
}

/// The payers are the alliance or the parties of the partnership that the document is about; the partner receives.
fn share_parties((findings, known): (&Findings, &Known<'_>), sentence: &Sentence, claim: &mut Draft) {
    let partnership = known.in_item(sentence.item);
    let members = findings.alliance.as_ref().map(|alliance| &alliance.members);
    if let Some(partnership) = partnership {
        for (party, role) in &partnership.parties {
            let is_payer = match (members, party) {
                (Some(members), DraftParty::Named(named)) => members.contains(named),
                _ => false,
            };
            if is_payer {
                claim.parties.push((party.clone(), *role));
            } else {
                claim.others.push((party.clone(), ClaimRole::Beneficiary));
            }
        }
    }
    if claim.parties.is_empty() {
        claim.parties = std::mem::take(&mut claim.others)
            .into_iter()
            .map(|(party, _)| (party, ClaimRole::Member))
            .collect();
    }
}
