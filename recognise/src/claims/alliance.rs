//! Alliances whose members are written out somewhere else: “an alliance of 7 villages … *The municipalities are …”.
//!
//! In: the lists of names. Out: the alliance of the document, with its members, lead and name.
//!
//! # Invariants
//! A stated number of members must be met exactly by a list, or by a list and the lead outside it.

use super::roles::{Role, Roles};
use crate::document::amounts;
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::Shape;
use crate::document::{Analysis, Sentence};
use crate::gazetteer::BodyId;
use read::Span;
use vocabulary::Reason;

/// An alliance with its members.
#[derive(Debug, Clone)]
pub(crate) struct Alliance {
    /// Members by their place among the names, the lead first.
    pub(crate) members: Vec<usize>,
    /// Whether the first member leads.
    pub(crate) has_lead: bool,
    /// Its name as written, where it has one.
    pub(crate) title: Option<String>,
    /// Where the members are written out.
    pub(crate) list: Span,
    /// Where the alliance is spoken of with its number of members.
    pub(crate) said: Option<(usize, Span)>,
    /// Why these.
    pub(crate) reasons: Vec<Reason>,
}

/// “an alliance of 7 villages”: the sentence, the words, the number.
struct Said {
    sentence: usize,
    span: Span,
    count: usize,
}

/// The alliance of the document, if it speaks of one and writes its members out.
pub(crate) fn find(analysis: &Analysis<'_, '_>, roles: &Roles) -> Option<Alliance> {
    let said = said(analysis);
    let lead = lead(analysis, roles);
    let lists: Vec<(usize, Vec<usize>)> = roles
        .series
        .iter()
        .map(|series| (series.sentence, distinct(analysis, &series.members)))
        .collect();
    let counted = said.iter().find_map(|said| {
        let list = lists
            .iter()
            .find(|(_, list)| list.len() == said.count)
            .or_else(|| {
                lists.iter().find(|(_, list)| {
                    list.len() + 1 == said.count && lead.is_some_and(|lead| !has(analysis, list, lead))
                })
            })?;
        Some((list, Some(said)))
    });
    let introduced = || {
        let is_introduced =
            |sentence: usize| analysis.sentences.get(sentence).is_some_and(introduces_members);
        lists
            .iter()
            .find(|(sentence, list)| list.len() > 1 && is_introduced(*sentence))
            .map(|list| (list, said.first()))
    };
    let ((sentence, list), said) = counted.or_else(introduced)?;
    let mut members = list.clone();
    let has_lead = lead.is_some_and(|lead| put_first(analysis, &mut members, lead));
    let span = analysis.sentences.get(*sentence)?.span;
    let mut reasons = vec![Reason::new("one_list").with("count", members.len().to_string())];
    if let Some(said) = said {
        reasons.push(Reason::new("stated_number").with("count", said.count.to_string()));
    }
    Some(Alliance {
        members,
        has_lead,
        title: title(analysis),
        list: span,
        said: said.map(|said| (said.sentence, said.span)),
        reasons,
    })
}

fn said(analysis: &Analysis<'_, '_>) -> Vec<Said> {
    let mut found = Vec::new();
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        for cue in sentence.cues.iter().filter(|cue| {
            matches!(
                cue.concept,
                Concept::Alliance | Concept::Network | Concept::Partnership
            )
        }) {
            if let Some((count, end)) = counted_members(analysis, sentence, *cue) {
                let span = super::phrase::span(sentence, cue.first, end).unwrap_or(sentence.span);
                found.push(Said {
                    sentence: at,
                    span,
                    count,
                });
            }
        }
    }
    found
}

/// “of 7 villages”, “de sept communes” right behind the word of alliance.
fn counted_members(analysis: &Analysis<'_, '_>, sentence: &Sentence, cue: Cue) -> Option<(usize, usize)> {
    // “a twinning with two towns” has no members.
    let with = |at: &usize| {
        sentence
            .cues
            .iter()
            .any(|cue| cue.concept == Concept::With && cue.first == *at)
    };
    (cue.end..cue.end + 3).take_while(|at| !with(at)).find_map(|at| {
        let count = amounts::whole(sentence.words.get(at)?, &analysis.document.text)?;
        let is_members = (at + 1..at + 4).any(|next| {
            sentence
                .cues
                .iter()
                .any(|cue| cue.concept == Concept::Members && cue.first == next)
        });
        let count = usize::try_from(count)
            .ok()
            .filter(|count| (2..=400).contains(count) && is_members)?;
        Some((count, at + 2))
    })
}

/// “The municipalities of the alliance are …”, “communes membres : …”.
fn introduces_members(sentence: &Sentence) -> bool {
    let has = |concept| sentence.cues.iter().any(|cue| cue.concept == concept);
    has(Concept::Members) && has(Concept::Are) || has(Concept::Members) && has(Concept::Alliance)
}

fn lead(analysis: &Analysis<'_, '_>, roles: &Roles) -> Option<usize> {
    (0..analysis.named.len()).find(|named| roles.role(*named) == Role::Lead)
}

/// Names of distinct bodies; the same body written twice counts once.
fn distinct(analysis: &Analysis<'_, '_>, members: &[usize]) -> Vec<usize> {
    let mut bodies: Vec<BodyId> = Vec::new();
    members
        .iter()
        .copied()
        .filter(|named| {
            let body = analysis.likeliest(*named);
            let is_new = body.is_none_or(|body| !bodies.contains(&body));
            bodies.extend(body);
            is_new
        })
        .collect()
}

fn has(analysis: &Analysis<'_, '_>, list: &[usize], named: usize) -> bool {
    let wanted = analysis.likeliest(named);
    wanted.is_some() && list.iter().any(|member| analysis.likeliest(*member) == wanted)
}

/// Puts the lead first; adds it if the list leaves it out. Whether there is a lead then.
fn put_first(analysis: &Analysis<'_, '_>, members: &mut Vec<usize>, lead: usize) -> bool {
    let wanted = analysis.likeliest(lead);
    if wanted.is_none() {
        return false;
    }
    match members
        .iter()
        .position(|member| analysis.likeliest(*member) == wanted)
    {
        Some(at) => {
            let member = members.remove(at);
            members.insert(0, member);
        }
        None => members.insert(0, lead),
    }
    true
}

/// The alliance's name: “Alliance” with a capital, and the words behind it up to a name.
fn title(analysis: &Analysis<'_, '_>) -> Option<String> {
    let sentences = analysis.sentences.iter().enumerate();
    sentences
        .flat_map(|(at, sentence)| sentence.cues.iter().map(move |cue| (at, sentence, cue)))
        .find_map(|(at, sentence, cue)| {
            let word = sentence.words.get(cue.first)?;
            if cue.concept != Concept::Alliance || word.shape != Shape::Title {
                return None;
            }
            let name = analysis.names_in(sentence.span).iter().find(|one| {
                one.sentence == Some(at) && one.words.1 > cue.end && one.words.1 <= cue.end + 3
            })?;
            super::phrase::between(analysis, sentence, cue.first, name.words.2)
        })
}
