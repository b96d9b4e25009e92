//! What was found, as a page and the interface show it: each hit with the words that it was found by.
//!
//! # Invariants
//! - Every hit says why it stands there, with its own words where they can be shown.
//! - Bodies of the record come first, then those that only the gazetteer knows.

use super::Finder;
use super::analysis::{is_little, words};
use super::entry::{Entry, Part, Sort, entry_of};
use super::find::{Answer, Fit, Question};
use super::tally::Tallied;
use crate::pages::authority::find;
use crate::parts::{LinkView, Said};
use crate::urls;
use crate::view::View;
use askama::Template;
use askama::filters::HtmlSafe;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use tantivy::TantivyError;
use uuid::Uuid;
use vocabulary::{Authority, AuthorityCode, AuthorityId, Candidate, Id, PartyRef};

/// From this confidence on a name that the record does not have is taken for what the gazetteer says.
const SURE: f32 = 0.6;
/// A body of the gazetteer without a word of the question is shown from this confidence on.
const LIKELY: f32 = 0.2;
/// Longest excerpt, in characters.
const EXCERPT: usize = 160;
/// How much of a text stands before the first word that was found, in characters.
const BEFORE: usize = 40;

/// Why something was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Why {
    /// What of it has the words: “name”, “reason”.
    pub(crate) role: String,
    /// The text, in pieces.
    pub(crate) pieces: Vec<Piece>,
    /// The language of the text; empty where it is not known.
    pub(crate) language: String,
}

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) words: String,
    /// Whether the question asked for it.
    pub(crate) asked: bool,
}

/// One hit.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/hit.html")]
pub(crate) struct Hit {
    pub(crate) sort: Sort,
    pub(crate) link: LinkView,
    /// What it is: a kind of body, “partnership”, “project”.
    pub(crate) what: String,
    pub(crate) why: Why,
    pub(crate) detail: String,
}

impl HtmlSafe for Hit {}

/// What a search found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) bodies: Vec<Hit>,
    pub(crate) others: Vec<Hit>,
    /// How many others match; `None` where they are too many to be counted.
    pub(crate) count: Option<usize>,
    pub(crate) tally: Option<Tallied>,
    /// The question as it was understood, if it had to be mended.
    pub(crate) mended: Option<String>,
    pub(crate) fit: Fit,
}

/// Answers a question.
pub(crate) fn found(
    view: &View<'_>,
    finder: &Finder,
    question: &Question<'_>,
) -> Result<Found, TantivyError> {
    let mut answer = finder.find(question)?;
    let known = if wants_bodies(question) || !answer.is_sure() {
        finder.known(view.places, question.text, question.bodies.max(1))
    } else {
        Vec::new()
    };
    let meant = if answer.is_sure() {
        None
    } else {
        known.first().and_then(|best| meant(view, best))
    };
    if let Some((Some(_), body)) = &meant {
        // The gazetteer knows a spelling that no fact has: what its body does is what was asked for.
        let named = Question {
            text: body.name(),
            ..*question
        };
        answer = finder.find(&named)?;
        answer.mended = Some(view.name(body).words);
    }
    let others = answer.others.iter();
    let others = others
        .filter_map(|(sort, key)| other(view, &answer, *sort, *key))
        .collect();
    Ok(Found {
        bodies: bodies(view, question, &answer, (meant, known)),
        others,
        count: answer.count,
        tally: answer.tally,
        mended: answer.mended,
        fit: answer.fit,
    })
}

/// A body with its key in the record, if it stands there.
type Known = (Option<AuthorityId>, Authority);

/// Whether bodies are a part of the answer.
fn wants_bodies(question: &Question<'_>) -> bool {
    let wanted = question.narrowed.sort.is_none_or(Sort::is_body) && question.skipped == 0;
    wanted && !question.text.trim().is_empty()
}

/// The body that the gazetteer is rather sure of.
fn meant(view: &View<'_>, best: &Candidate) -> Option<Known> {
    let sure = best.confidence >= SURE;
    sure.then(|| find(view, &best.code)).flatten()
}

/// The bodies that are meant: by a code, by what the gazetteer is sure of, in the record, in the gazetteer.
fn bodies(
    view: &View<'_>,
    question: &Question<'_>,
    answer: &Answer,
    (meant, known): (Option<Known>, Vec<Candidate>),
) -> Vec<Hit> {
    if !wants_bodies(question) {
        return Vec::new();
    }
    let mut hits = Vec::new();
    let mut seen: BTreeSet<AuthorityCode> = BTreeSet::new();
    let mut within: BTreeMap<String, AuthorityCode> = BTreeMap::new();
    let mut meet = |found: Option<Known>| {
        found
            .filter(|(_, body)| {
                question
                    .narrowed
                    .country
                    .is_none_or(|country| body.country == country)
            })
            .filter(|(_, body)| seen.insert(body.code().clone()))
            .map(|(id, body)| {
                let hit = authority(view, answer, id, &body);
                // Of what a body belongs to, the middle: between its association of communes and its region the département.
                let wider = body.parents.get(body.parents.len() / 2).cloned();
                within.extend(wider.map(|wider| (hit.link.url.clone(), wider)));
                hit
            })
    };
    let code = question.text.trim().parse().ok();
    hits.extend(meet(code.and_then(|code| find(view, &code))));
    hits.extend(meet(meant.filter(|(id, _)| id.is_some())));
    for (sort, key) in &answer.bodies {
        hits.extend(match sort {
            Sort::Authority => {
                let id = AuthorityId::of(*key);
                let body = view.snapshot.authority(id).cloned();
                meet(body.map(|body| (Some(id), body)))
            }
            _ => organisation(view, answer, *key),
        });
    }
    if question.narrowed.sort != Some(Sort::Organisation) {
        let left = question.bodies.saturating_sub(hits.len());
        for candidate in known.into_iter().take(left) {
            let hit = meet(find(view, &candidate.code));
            hits.extend(hit.filter(|hit| !hit.why.pieces.is_empty() || candidate.confidence >= LIKELY));
        }
    }
    hits.truncate(question.bodies);
    tell_apart(view, &mut hits, &within);
    hits
}

/// Says of bodies of one name where each of them lies; `within` knows by address what they belong to.
fn tell_apart(view: &View<'_>, hits: &mut [Hit], within: &BTreeMap<String, AuthorityCode>) {
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    for hit in hits.iter() {
        *bearers.entry(hit.link.words.words.clone()).or_default() += 1;
    }
    for hit in hits {
        if bearers
            .get(&hit.link.words.words)
            .is_none_or(|bearers| *bearers < 2)
        {
            continue;
        }
        let wider = within.get(&hit.link.url).and_then(|code| find(view, code));
        if let Some((_, wider)) = wider {
            hit.what = format!("{} · {}", hit.what, view.name(&wider).words);
        }
    }
}

fn authority(view: &View<'_>, answer: &Answer, id: Option<AuthorityId>, body: &Authority) -> Hit {
    let partners = id.map_or(0, |id| view.snapshot.partnerships_of(PartyRef::Authority(id)));
    let entry = Entry::of_authority(id.unwrap_or_else(|| AuthorityId::of(Uuid::nil())), body);
    Hit {
        sort: Sort::Authority,
        link: LinkView {
            url: urls::authority(view.lang, body.code()),
            words: view.name(body),
        },
        what: view.kind_and_country(body),
        why: why(view, answer, &entry).unwrap_or_else(|| Why {
            role: view.lang.with("found-spelling", body.name()),
            ..Why::default()
        }),
        detail: view.lang.n("found-partnerships", partners),
    }
}

fn organisation(view: &View<'_>, answer: &Answer, key: Uuid) -> Option<Hit> {
    let entry = entry_of(view.snapshot, Sort::Organisation, key)?;
    let body = view.snapshot.organisation(Id::of(key))?;
    Some(Hit {
        sort: Sort::Organisation,
        link: LinkView {
            url: urls::organisation(view.lang, body.id),
            words: View::said(&body.name, None),
        },
        what: view.lang.t("found-organisation"),
        why: why(view, answer, &entry).unwrap_or_default(),
        detail: String::new(),
    })
}

/// A hit that is no body.
fn other(view: &View<'_>, answer: &Answer, sort: Sort, key: Uuid) -> Option<Hit> {
    let entry = entry_of(view.snapshot, sort, key)?;
    let (link, what, detail) = shown(view, sort, key)?;
    let why = why(view, answer, &entry).unwrap_or_default();
    Some(Hit {
        sort,
        link,
        what,
        why,
        detail,
    })
}

/// An entity as a link, with what it is and where it stands.
fn shown(view: &View<'_>, sort: Sort, key: Uuid) -> Option<(LinkView, String, String)> {
    let (snapshot, lang) = (view.snapshot, view.lang);
    let named = |url, name: &str| LinkView {
        url,
        words: View::said(name, None),
    };
    let (link, over) = match sort {
        Sort::Authority | Sort::Organisation => return None,
        Sort::Partnership => {
            let found = snapshot.partnership(Id::of(key))?;
            let words = Said {
                words: view.label(found),
                ..Said::default()
            };
            let link = LinkView {
                url: urls::partnership(lang, found.id),
                words,
            };
            let kind = lang.word("partnership-kind", found.kind.as_str());
            return Some((link, kind, view.status(found.status).word));
        }
        Sort::Project => (
            view.project_card(snapshot.project(Id::of(key))?).link,
            "project-over",
        ),
        Sort::Campaign => (
            view.campaign_card(snapshot.campaign(Id::of(key))?).link,
            "campaign-over",
        ),
        Sort::Alliance => (
            view.alliance_card(snapshot.alliance(Id::of(key))?).link,
            "alliance-over",
        ),
        Sort::Story => (view.story_card(snapshot.story(Id::of(key))?).link, "story-over"),
        Sort::Source => (
            view.source_card(snapshot.source(Id::of(key))?, None).link,
            "source-over",
        ),
        Sort::Call => {
            let found = snapshot.call(Id::of(key))?;
            (named(urls::call(lang, found.id), &found.name), "call-over")
        }
        Sort::Programme => {
            let found = snapshot.programme(Id::of(key))?;
            (
                named(urls::programme(lang, found.id), &found.name),
                "programme-over",
            )
        }
    };
    Some((link, lang.t(over), String::new()))
}

/// How a word of a text is compared with those of the question.
#[derive(Debug, Clone, Copy)]
enum Compared {
    /// As it is written, and in Latin letters: cheap, and nearly always enough.
    AsWritten,
    /// By its stems too.
    ByStem,
}

/// Of the texts of an entry the one that has most words of the question, with those marked.
fn why(view: &View<'_>, answer: &Answer, entry: &Entry<'_>) -> Option<Why> {
    [Compared::AsWritten, Compared::ByStem]
        .into_iter()
        .find_map(|compared| {
            let mut best: Option<(Having, &Part<'_>, Vec<Range<usize>>)> = None;
            for part in &entry.parts {
                let (having, places) = asked_for(part, answer, compared);
                if !places.is_empty() && best.as_ref().is_none_or(|best| having > best.0) {
                    best = Some((having, part, places));
                }
            }
            let (_, part, places) = best?;
            Some(Why {
                role: view.lang.word("why", part.role.as_str()),
                pieces: excerpt(&part.text, &places),
                language: part
                    .language
                    .map_or_else(String::new, |language| language.as_str().to_owned()),
            })
        })
}

/// How well a text explains why its entry was found; of two the greater explains better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Having {
    /// How many different words of the question it has that say something.
    telling: usize,
    /// How many it has letter by letter.
    written: usize,
    /// How many little words.
    little: usize,
    /// A short name says it better than a long one.
    short: Reverse<usize>,
}

/// What a text has of the question, and where.
fn asked_for(part: &Part<'_>, answer: &Answer, compared: Compared) -> (Having, Vec<Range<usize>>) {
    let (mut telling, mut little, mut written) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut places = Vec::new();
    let words = words(&part.text);
    let mut plain = String::new();
    for word in &words {
        word.write_plain(&mut plain);
        let asked = |form: &str| answer.found_by.get(form);
        let form = match compared {
            Compared::AsWritten => asked(&plain).or_else(|| word.roman().and_then(|roman| asked(&roman))),
            Compared::ByStem => word.forms(part.language).iter().find_map(|form| asked(form)),
        };
        let Some(form) = form else {
            continue;
        };
        written.extend(answer.written.get(&plain));
        places.push(word.place());
        if is_little(&plain) {
            little.insert(form);
        } else {
            telling.insert(form);
        }
    }
    let having = Having {
        telling: telling.len(),
        written: written.len(),
        little: little.len(),
        short: Reverse(words.len()),
    };
    (having, places)
}

/// A text, or the part of it that has most marked places, cut into pieces.
fn excerpt(text: &str, places: &[Range<usize>]) -> Vec<Piece> {
    let window = window(text, places);
    let mut pieces = Vec::new();
    let mut say = |words: &str, asked| {
        if !words.is_empty() {
            pieces.push(Piece {
                words: words.replace(['\n', '\r', '\t'], " "),
                asked,
            });
        }
    };
    say(if window.start > 0 { "… " } else { "" }, false);
    let mut at = window.start;
    for place in places
        .iter()
        .filter(|place| window.start <= place.start && place.end <= window.end)
    {
        say(text.get(at..place.start).unwrap_or_default(), false);
        say(text.get(place.clone()).unwrap_or_default(), true);
        at = place.end;
    }
    say(text.get(at..window.end).unwrap_or_default(), false);
    say(if window.end < text.len() { " …" } else { "" }, false);
    pieces
}

/// What of a text is shown: all of a short one, else whole words around the densest places.
fn window(text: &str, places: &[Range<usize>]) -> Range<usize> {
    if text.len() <= EXCERPT {
        return 0..text.len();
    }
    let from = |place: &Range<usize>| text.floor_char_boundary(place.start.saturating_sub(BEFORE));
    let until = |start: usize| text.floor_char_boundary(start + EXCERPT);
    let within = |start: usize| {
        places
            .iter()
            .filter(|place| place.start >= start && place.end <= until(start))
            .count()
    };
    let start = places
        .iter()
        .map(from)
        .max_by_key(|start| (within(*start), Reverse(*start)))
        .unwrap_or(0);
    let end = until(start);
    // No word is cut, unless it is as long as all this.
    let head = text.get(start..end).unwrap_or_default();
    let skipped = if start == 0 {
        0
    } else {
        head.find(' ').filter(|at| *at < BEFORE).map_or(0, |at| at + 1)
    };
    let kept = if end == text.len() {
        head.len()
    } else {
        head.rfind(' ')
            .filter(|at| *at > EXCERPT / 2)
            .unwrap_or(head.len())
    };
    start + skipped..start + kept
}
