//! Search over the public record and the gazetteer: a question in, hits with the reason they match out.
//!
//! # Invariants
//! - Every hit says why it stands there.
//! - Spelling is folded on both sides: accents, case, hyphens and apostrophes make no difference.

use crate::parts::{LinkView, Said};
use crate::urls;
use crate::view::View;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vocabulary::{Authority, AuthorityCode, PartyRef};

/// Most bodies that a search shows.
const BODIES: usize = 20;
/// Most hits of the other kinds.
const HITS: usize = 60;

/// One hit.
pub(crate) struct Hit {
    pub(crate) link: LinkView,
    /// What it is: a kind of body, “partnership”, “project”.
    pub(crate) sort: String,
    /// Why it matched.
    pub(crate) why: String,
    pub(crate) detail: String,
}

/// What a search found.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) bodies: Vec<Hit>,
    pub(crate) others: Vec<Hit>,
}

/// A text without accents, case, hyphens and apostrophes, its words apart by one blank.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | 'ʼ') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

/// Whether every word of the question begins a word of the text.
fn matches(question: &[String], text: &str) -> bool {
    let text = folded(text);
    question
        .iter()
        .all(|word| text.split(' ').any(|held| held.starts_with(word.as_str())))
}

/// Answers a question; an empty one finds nothing.
pub(crate) fn search(view: &View<'_>, question: &str) -> Found {
    let words: Vec<String> = folded(question)
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    if words.is_empty() {
        return Found::default();
    }
    let (bodies, keys) = bodies(view, question, &words);
    let mut others = Vec::new();
    partnerships(view, &words, &keys, &mut others);
    titles(view, &words, &mut others);
    others.truncate(HITS);
    Found { bodies, others }
}

/// The bodies meant by the question, those of the record first, with the parties they are in the record.
fn bodies(view: &View<'_>, question: &str, words: &[String]) -> (Vec<Hit>, BTreeSet<PartyRef>) {
    let mut hits = Vec::new();
    let mut keys = BTreeSet::new();
    let mut seen: BTreeSet<AuthorityCode> = BTreeSet::new();
    for code in codes(view, question, words) {
        let Some((id, body)) = crate::pages::authority::find(view, &code) else {
            continue;
        };
        if !seen.insert(body.code().clone()) {
            continue;
        }
        let matched = body.names.iter().find(|name| matches(words, &name.text));
        let partners = id.map_or(0, |id| {
            view.snapshot.of_party(PartyRef::Authority(id)).partnerships.len()
        });
        keys.extend(id.map(PartyRef::Authority));
        hits.push(Hit {
            link: LinkView {
                url: urls::authority(view.lang, body.code()),
                words: view.name(&body),
            },
            sort: format!(
                "{} · {}",
                body.kind.name(view.lang.tag()),
                view.country(body.country)
            ),
            why: match matched {
                Some(name) => view.lang.with("found-name", &name.text),
                None => view.lang.with("found-spelling", body.name()),
            },
            detail: view.lang.n("found-partnerships", partners),
        });
        if hits.len() >= BODIES {
            break;
        }
    }
    organisations(view, words, &mut hits, &mut keys);
    (hits, keys)
}

/// The codes that a question may mean: a code as it stands, names of the record, then what the gazetteer offers.
fn codes(view: &View<'_>, question: &str, words: &[String]) -> Vec<AuthorityCode> {
    let question = question.trim();
    let named = |body: &Authority| {
        body.names.iter().any(|name| matches(words, &name.text))
            || body
                .codes
                .iter()
                .any(|code| code.official().eq_ignore_ascii_case(question))
    };
    let known = view.snapshot.record().authorities.iter();
    let known = known
        .filter(|(_, body)| named(body))
        .map(|(_, body)| body.code().clone());
    let offered = view
        .places
        .search(question, BODIES)
        .into_iter()
        .map(|candidate| candidate.code);
    question.parse().into_iter().chain(known).chain(offered).collect()
}

/// Other bodies with a matching name.
fn organisations(view: &View<'_>, words: &[String], hits: &mut Vec<Hit>, keys: &mut BTreeSet<PartyRef>) {
    for organisation in &view.snapshot.record().organisations {
        if matches(words, &organisation.name) {
            keys.insert(PartyRef::Organisation(organisation.id));
            hits.push(Hit {
                link: LinkView {
                    url: urls::organisation(view.lang, organisation.id),
                    words: View::said(&organisation.name, None),
                },
                sort: view.lang.t("found-organisation"),
                why: view.lang.with("found-name", &organisation.name),
                detail: String::new(),
            });
        }
    }
}

fn partnerships(view: &View<'_>, words: &[String], keys: &BTreeSet<PartyRef>, hits: &mut Vec<Hit>) {
    for found in &view.snapshot.record().partnerships {
        let party = found.parties.iter().find(|party| keys.contains(&party.party));
        let label = view.label(found);
        let why = if let Some(party) = party {
            view.lang
                .with("found-party", &view.party(party.party, &party.written).name.words)
        } else if matches(words, &label) {
            view.lang.t("found-title")
        } else if found
            .why
            .as_ref()
            .is_some_and(|why| matches(words, &why.original))
        {
            view.lang.t("found-why")
        } else {
            continue;
        };
        hits.push(Hit {
            link: LinkView {
                url: urls::partnership(view.lang, found.id),
                words: Said {
                    words: label,
                    ..Said::default()
                },
            },
            sort: view.lang.word("partnership-kind", found.kind.as_str()),
            why,
            detail: view.status(found.status).word,
        });
    }
}

/// Hits by title: projects, programmes, calls, campaigns, stories, sources.
fn titles(view: &View<'_>, words: &[String], hits: &mut Vec<Hit>) {
    let record = view.snapshot.record();
    let lang = view.lang;
    let mut add = |matched: bool, link: LinkView, sort: &str| {
        if matched {
            let why = lang.t("found-title");
            hits.push(Hit {
                link,
                sort: lang.t(sort),
                why,
                detail: String::new(),
            });
        }
    };
    let text = |text: &vocabulary::Text| {
        matches(words, &text.original) || text.versions.iter().any(|version| matches(words, &version.words))
    };
    for item in &record.projects {
        add(text(&item.title), view.project_card(item).link, "project-over");
    }
    for item in &record.campaigns {
        add(text(&item.title), view.campaign_card(item).link, "campaign-over");
    }
    for item in &record.stories {
        add(text(&item.title), view.story_card(item).link, "story-over");
    }
    for item in &record.programmes {
        let link = LinkView {
            url: urls::programme(lang, item.id),
            words: View::said(&item.name, None),
        };
        add(matches(words, &item.name), link, "programme-over");
    }
    for item in &record.calls {
        let link = LinkView {
            url: urls::call(lang, item.id),
            words: View::said(&item.name, None),
        };
        add(matches(words, &item.name), link, "call-over");
    }
    for item in &record.sources {
        let card = view.source_card(item, None);
        add(matches(words, &card.link.words.words), card.link, "source-over");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_hyphens_make_no_difference() {
        assert_eq!(folded("Saint-Étienne  d’Œuvre"), "saint etienne dœuvre");
        assert!(matches(&["st".to_owned()], "Saint-Étienne et Stains"));
        assert!(!matches(&["ville".to_owned()], "Deville"));
    }
}
