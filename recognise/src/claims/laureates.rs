//! Laureates of a call told in lines instead of a table: “A – B (country): title, sum”, or as labelled records.
//!
//! In: a document that announces the laureates of a call in its head, and the entries of its lists. Out: one award for
//! each line or record that names bodies of two countries.
//!
//! # Invariants
//! - One line is none: a call's laureates are several.
//! - A line that says it was not selected is none, nor is what stands under such a heading.

use super::award::{self, CallNamed};
use super::line_words::Line;
use super::{Draft, DraftParty};
use crate::document::cell_words::{self, Where};
use crate::document::find::is_connector;
use crate::document::lexicon::Concept;
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Named, Sentence};
use crate::gazetteer::BodyId;
use crate::resolve::type_words;
use std::collections::BTreeSet;
use vocabulary::{ClaimKind, ClaimRole, Reason};

/// Sentences in which a document says what it is.
const HEAD: usize = 5;

/// Most words before the first name of a line: a number, a type word, an article.
const INTRO: usize = 4;

/// Most bytes between the two names of a line.
const APART: usize = 90;

/// The awards of lines and records; what is told as a partnership though it is an award is taken out of `told`.
pub(crate) fn claims(analysis: &Analysis<'_, '_>, told: &mut Vec<Draft>) -> Vec<Draft> {
    if !tells_results(analysis) {
        return Vec::new();
    }
    let call = award::call(analysis);
    let outs = outs(analysis);
    let mut found = lines(analysis, &outs);
    let is_laureate = |draft: &Draft| {
        let is_plain = draft.status == Some("active") && draft.dates.is_empty();
        is_plain && begins_line(analysis, draft) && !is_out(analysis, draft, &outs)
    };
    if found.len() + told.iter().filter(|draft| is_laureate(draft)).count() < 2 {
        return Vec::new();
    }
    // A line that names its bodies at its beginning is told once.
    let mut known: Vec<usize> = found.iter().map(|(end, _)| *end).collect();
    known.sort_unstable();
    let is_known = |draft: &Draft| {
        let first = known.partition_point(|end| *end < draft.span.start);
        known.get(first).is_some_and(|end| *end <= draft.span.end)
    };
    told.retain(|draft| !(is_laureate(draft) && is_known(draft)));
    found.extend(told.extract_if(.., |draft| is_laureate(draft)).map(|draft| {
        let parties = draft.parties.into_iter().map(|(party, _)| party).collect();
        (draft.span.end, parties)
    }));
    found.sort_by_key(|(end, _): &(usize, Vec<DraftParty>)| *end);
    let ends: Vec<usize> = found.iter().map(|(end, _)| *end).collect();
    found
        .into_iter()
        .enumerate()
        .map(|(at, (end, parties))| {
            let next = ends.get(at + 1).copied().unwrap_or(usize::MAX);
            claim(analysis, (end, next), parties, &call)
        })
        .collect()
}

/// Most bytes of a label before the first name of a line.
const LABEL: usize = 40;

/// Whether the first body of a claim begins its line, perhaps behind a label: no sentence of prose tells a laureate.
fn begins_line(analysis: &Analysis<'_, '_>, draft: &Draft) -> bool {
    let text = &analysis.document.text;
    let starts = draft.parties.iter().filter_map(|(party, _)| match party {
        DraftParty::Named(named) => analysis.named.get(*named).map(|one| one.span.start),
        DraftParty::Written { span, .. } => Some(span.start),
    });
    starts.min().is_some_and(|start| {
        let before = text.get(..start).unwrap_or_default();
        start - before.rfind('\n').map_or(0, |at| at + 1) <= LABEL
    })
}

/// Stems of words that announce who was chosen.
const RESULTS: [&str; 20] = [
    "laureat",
    "retenu",
    "palmares",
    "resultat",
    "result",
    "winner",
    "award",
    "grantee",
    "selected",
    "successful",
    "ergebnis",
    "bewilligt",
    "gefordert",
    "auswahl",
    "preistrager",
    "wynik",
    "dofinansow",
    "переможц",
    "результат",
    "відібран",
];

/// Whether the head of a document announces the laureates of a call, and no towns that are twins.
fn tells_results(analysis: &Analysis<'_, '_>) -> bool {
    let head = || analysis.sentences.iter().take(HEAD);
    let announces = |sentence: &Sentence| {
        let starts = |stem: &str| sentence.words.iter().any(|word| word.key.starts_with(stem));
        award::calls(&sentence.words) && RESULTS.iter().any(|stem| starts(stem))
    };
    let is_of_twins = |sentence: &Sentence| sentence.cues.iter().any(|cue| cue.concept == Concept::Twinning);
    head().any(announces) && !head().any(is_of_twins)
}

/// The bodies of each line that names some of two countries at its beginning, and where its names end.
fn lines(analysis: &Analysis<'_, '_>, outs: &[bool]) -> Vec<(usize, Vec<DraftParty>)> {
    let mut found = Vec::new();
    let mut of_sentences: Vec<Vec<usize>> = vec![Vec::new(); analysis.sentences.len()];
    for (at, one) in analysis.named.iter().enumerate() {
        if let Some(list) = one.sentence.and_then(|sentence| of_sentences.get_mut(sentence)) {
            list.push(at);
        }
    }
    for ((sentence, names), is_out) in analysis.sentences.iter().zip(&of_sentences).zip(outs) {
        if sentence.record.is_some() || *is_out {
            continue;
        }
        let parties = parties(analysis, sentence, names);
        let last = parties.last().and_then(|named| analysis.named.get(*named));
        if let Some(last) = last {
            found.push((
                last.span.end,
                parties.into_iter().map(DraftParty::Named).collect(),
            ));
        }
    }
    found
}

/// For each sentence whether it says that something was not selected, or stands under a short line that does.
fn outs(analysis: &Analysis<'_, '_>) -> Vec<bool> {
    let naming: BTreeSet<usize> = analysis.named.iter().filter_map(|one| one.sentence).collect();
    let mut is_under = false;
    let mut found = Vec::with_capacity(analysis.sentences.len());
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        let text = sentence.span.of(&analysis.document.text);
        let says_out = cell_words::says_row("out", text, Where::Start);
        if sentence.words.len() <= HEADING && !naming.contains(&at) {
            is_under = says_out;
        }
        found.push(is_under || says_out);
    }
    found
}

/// Most words of a line that says what the lines under it are.
const HEADING: usize = 12;

/// Whether a claim stands where something was not selected.
fn is_out(analysis: &Analysis<'_, '_>, draft: &Draft, outs: &[bool]) -> bool {
    let behind = analysis
        .sentences
        .partition_point(|sentence| sentence.span.start <= draft.span.start);
    let place = behind.checked_sub(1);
    place.is_some_and(|place| outs.get(place) == Some(&true))
}

/// The names at the beginning of a line that marks, “and” and “with” tie, if they are of two countries.
fn parties(analysis: &Analysis<'_, '_>, sentence: &Sentence, names: &[usize]) -> Vec<usize> {
    let gazetteer = analysis.resolver.gazetteer();
    let line = Line { sentence };
    let mut found: Vec<usize> = Vec::new();
    let mut bodies: BTreeSet<BodyId> = BTreeSet::new();
    let mut before: Option<&Named> = None;
    for named in names {
        let Some(one) = analysis.named.get(*named) else {
            break;
        };
        let Some(body) = one.likeliest() else { continue };
        let is_tied = match before {
            None => one.words.0 <= INTRO,
            Some(before) => {
                let words = sentence
                    .words
                    .get(before.words.2..one.words.0)
                    .unwrap_or_default();
                let countries = analysis.resolver.countries();
                let is_light = |word: &Token| {
                    is_connector(&word.key)
                        || type_words::levels_of(&word.key).is_some()
                        || countries.by_key(&word.key).is_some()
                        || word.shape == Shape::Number
                };
                one.span.start.saturating_sub(before.span.end) <= APART
                    && words.len() <= 8
                    && words.iter().all(is_light)
                    && !line.is_aside(one.words.0)
                    && (before.words.2..=one.words.0)
                        .all(|at| !matches!(line.gap(at), Some(Gap::Stop)) || found.len() < 2)
            }
        };
        if !is_tied {
            break;
        }
        if bodies.insert(body) {
            found.push(*named);
        }
        before = Some(one);
        let countries: BTreeSet<_> = bodies.iter().map(|body| gazetteer.country(*body)).collect();
        let is_listed = sentence
            .words
            .get(one.words.2)
            .is_some_and(|word| matches!(word.gap, Gap::Comma | Gap::Space | Gap::Slash));
        if countries.len() > 1 && !is_listed {
            break;
        }
    }
    let countries: BTreeSet<_> = bodies.iter().map(|body| gazetteer.country(*body)).collect();
    if countries.len() < 2 { Vec::new() } else { found }
}

fn claim(
    analysis: &Analysis<'_, '_>,
    (end, next): (usize, usize),
    parties: Vec<DraftParty>,
    call: &CallNamed,
) -> Draft {
    let text = &analysis.document.text;
    let rest = text.get(end..next.min(text.len())).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let start = text
        .get(..end)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let mut claim = Draft::new(ClaimKind::Award, read::Span::new(start, end + line.len()), 0.75);
    claim.title = labelled(rest).or_else(|| title(line));
    claim.relation = Some("project_partnership");
    claim.status = Some("active");
    claim.call.clone_from(&call.name);
    claim.session = call.session;
    claim.reasons.push(Reason::new("laureate_line"));
    let role = |at: usize| {
        if at == 0 {
            ClaimRole::Lead
        } else {
            ClaimRole::Partner
        }
    };
    claim.parties = parties
        .into_iter()
        .enumerate()
        .map(|(at, party)| (party, role(at)))
        .collect();
    claim
}

/// Labels of a line with a project's title.
const TITLE: [&str; 9] = [
    "projet",
    "intitule",
    "project",
    "title",
    "проєкт",
    "проект",
    "projekt",
    "vorhaben",
    "tytuł",
];

/// The value of a line that is labelled as the project's title, in the lines up to the next laureate.
fn labelled(rest: &str) -> Option<String> {
    rest.lines().skip(1).take(6).find_map(|line| {
        let (label, value) = line.split_once(':')?;
        let key = crate::fold::plain_key(label);
        let is_title = TITLE.iter().any(|stem| key.starts_with(stem)) && key.split(' ').count() <= 3;
        is_title.then(|| tidy(value)).filter(|title| !title.is_empty())
    })
}

/// What a line says behind its names: without the bracket of the country, up to a sum of money.
fn title(line: &str) -> Option<String> {
    let line = line.trim_start();
    let rest = match line.strip_prefix('(') {
        Some(inside) => inside.split_once(')').map_or("", |(_, rest)| rest),
        None => line,
    };
    let rest = rest.trim_start_matches(|mark: char| !mark.is_alphanumeric() && !"«“„\"".contains(mark));
    let figure = rest.char_indices().find(|(at, mark)| {
        let before = rest.get(..*at).unwrap_or_default().trim_end();
        mark.is_ascii_digit() && (before.is_empty() || before.ends_with([',', '(', '-', '–', '—', ';', ':']))
    });
    let title = rest
        .get(..figure.map_or(rest.len(), |(at, _)| at))
        .unwrap_or(rest);
    let words = title.split_whitespace().count();
    Some(tidy(title)).filter(|title| !title.is_empty() && (1..=40).contains(&words))
}

fn tidy(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_edge = |mark: char| !mark.is_alphanumeric() && !"!?)".contains(mark);
    text.trim_matches(is_edge).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{labelled, title};

    #[test]
    fn a_title_stands_behind_the_names_or_in_a_line_of_its_own() {
        for (line, found) in [
            (
                " (Burkina Faso) : accès à l’eau (45 500 €)",
                Some("accès à l’eau"),
            ),
            (", tourisme durable, 30 000 euros", Some("tourisme durable")),
            (": «Безпечні школи», 850 тис. грн", Some("Безпечні школи")),
            (" - 18 000 €", None),
        ] {
            assert_eq!(title(line).as_deref(), found, "{line}");
        }
        let rest = " (Maroc)\nProjet : « Villes intelligentes »\nSubvention : 60 000 €";
        assert_eq!(labelled(rest).as_deref(), Some("Villes intelligentes"));
    }
}
