//! Which part each name plays in its sentence: a party, or only a place, a distance, a funder, a birthplace.
//!
//! In: the names and the words before them. Out: a role for each name.
//!
//! # Invariants
//! A name is a party unless the words around it say otherwise; the words are concepts of the lexicon, so that one
//! rule serves five languages.

use super::line_words::Line;
use crate::document::bystanders::{self, Beside};
use crate::document::evidence;
use crate::document::find::{self, is_connector};
use crate::document::lexicon::{Concept, Cue};
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{Analysis, Named, Sentence};
use vocabulary::Level;

/// The part a name plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// May be a party.
    Party,
    /// Leads a group: “grouped around the municipality of …”.
    Lead,
    /// Where something takes place.
    Venue,
    /// Only says where another place lies.
    Landmark,
    /// Backs or funds.
    Supporter,
    /// Gives: “an endowment from …”.
    Giver,
    /// Receives: “for children of …”.
    Beneficiary,
    /// Set against the one that is meant: “Limerick, not Cork”.
    Denied,
}

/// Names in a list that one word introduces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    /// Which sentence.
    pub(crate) sentence: usize,
    /// Its names, by their place.
    pub(crate) members: Vec<usize>,
}

/// The roles of all names, and the lists they form.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    of_names: Vec<Role>,
    by_sentence: Vec<Vec<usize>>,
    /// Lists of two or more.
    pub(crate) series: Vec<Series>,
}

impl Roles {
    /// Reads the role of each name off the words before it.
    pub(crate) fn of(analysis: &Analysis<'_, '_>) -> Self {
        let mut by_sentence = vec![Vec::new(); analysis.sentences.len()];
        for (at, one) in analysis.named.iter().enumerate() {
            if let Some(list) = one.sentence.and_then(|sentence| by_sentence.get_mut(sentence)) {
                list.push(at);
            }
        }
        let mut roles = Self {
            of_names: vec![Role::Party; analysis.named.len()],
            by_sentence,
            series: Vec::new(),
        };
        for at in 0..analysis.sentences.len() {
            roles.read_sentence(analysis, at);
        }
        roles
    }

    /// The role of a name.
    pub(crate) fn role(&self, named: usize) -> Role {
        self.of_names.get(named).copied().unwrap_or(Role::Party)
    }

    /// The names of a sentence, in order.
    pub(crate) fn in_sentence(&self, sentence: usize) -> &[usize] {
        self.by_sentence.get(sentence).map_or(&[], Vec::as_slice)
    }

    fn read_sentence(&mut self, analysis: &Analysis<'_, '_>, at: usize) {
        let Some(sentence) = analysis.sentences.get(at) else {
            return;
        };
        let lists = lists(analysis, sentence, self.in_sentence(at));
        for mut list in lists {
            let own: Vec<Role> = list
                .iter()
                .filter_map(|named| Some(role(analysis, sentence, analysis.named.get(*named)?)))
                .collect();
            let shared = own
                .first()
                .copied()
                .filter(|_| is_series(analysis, sentence, &list));
            // “Avec le soutien de la Région, Arles et Nîmes ont …”: what is said first holds for the first alone.
            let is_set_off = list.len() > 2
                && ends_in_and(analysis, sentence, &list)
                && shared.is_some_and(|role| is_opening(analysis, sentence, &list, role));
            for (member, (named, own)) in list.iter().zip(own).enumerate() {
                // “A, на Харківщині, та B”: what holds A is no fellow of B.
                let is_fellow = list
                    .first()
                    .is_some_and(|first| are_of_one_sort(analysis, *first, *named));
                let shared =
                    shared.filter(|_| own != Role::Denied && is_fellow && (!is_set_off || member == 0));
                let role = shared.unwrap_or(own);
                if let Some(slot) = self.of_names.get_mut(*named) {
                    *slot = role;
                }
            }
            if is_set_off {
                list.remove(0);
            }
            if list.len() > 1 && shared.is_some() {
                self.series.push(Series {
                    sentence: at,
                    members: list,
                });
            }
        }
    }
}

/// Whether two names mean regions both, or both towns.
fn are_of_one_sort(analysis: &Analysis<'_, '_>, one: usize, other: usize) -> bool {
    let gazetteer = analysis.resolver.gazetteer();
    let is_upper = |named: usize| {
        let level = analysis.likeliest(named).map(|body| gazetteer.level(body));
        level.map(|level| matches!(level, Level::First | Level::Second))
    };
    match (is_upper(one), is_upper(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The names of a sentence in runs that only joining words hold together.
fn lists(analysis: &Analysis<'_, '_>, sentence: &Sentence, names: &[usize]) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut end = 0;
    for named in names {
        let Some(one) = analysis.named.get(*named) else {
            continue;
        };
        match lists.last_mut() {
            Some(list) if is_joint(sentence, end, one.words.0) => list.push(*named),
            _ => lists.push(vec![*named]),
        }
        end = one.words.2;
    }
    lists
}

/// Whether the names are told as one list: three or more, or two that “and” joins. “A, B” alone is two phrases.
fn is_series(analysis: &Analysis<'_, '_>, sentence: &Sentence, list: &[usize]) -> bool {
    list.len() > 2 || ends_in_and(analysis, sentence, list)
}

/// Whether “and” joins the last two of the names. “A, B et C, D” goes on behind the list.
fn ends_in_and(analysis: &Analysis<'_, '_>, sentence: &Sentence, list: &[usize]) -> bool {
    let [.., second, end] = list else { return false };
    let (Some(before), Some(behind)) = (analysis.named.get(*second), analysis.named.get(*end)) else {
        return false;
    };
    let between = sentence
        .words
        .get(before.words.2..behind.words.0)
        .unwrap_or_default();
    between.iter().any(|word| is_and(&word.key))
}

/// Whether the list begins the sentence behind a preposition of place or support, with a comma after its first name.
fn is_opening(analysis: &Analysis<'_, '_>, sentence: &Sentence, list: &[usize], role: Role) -> bool {
    let Some(first) = list.first().and_then(|named| analysis.named.get(*named)) else {
        return false;
    };
    let has_comma = sentence
        .words
        .get(first.words.2)
        .is_some_and(|word| word.gap == Gap::Comma);
    matches!(role, Role::Venue | Role::Supporter) && first.words.0 <= 5 && has_comma
}

/// Whether only joining words stand between one name and the next.
fn is_joint(sentence: &Sentence, end: usize, next: usize) -> bool {
    let between = sentence.words.get(end..next).unwrap_or_default();
    let first_gap = sentence.words.get(end).map(|word| word.gap);
    let has_joint = between.iter().any(|word| is_and(&word.key)) || matches!(first_gap, Some(Gap::Comma));
    let gaps = sentence.words.get(end..=next).unwrap_or_default();
    let is_plain = gaps
        .iter()
        .all(|word| matches!(word.gap, Gap::Comma | Gap::Space | Gap::Apostrophe));
    has_joint
        && is_plain
        && between.len() <= 5
        && between
            .iter()
            .all(|word| is_connector(&word.key) || is_type(&word.key))
}

/// Words that join the last two of a list.
pub(super) fn is_and(key: &str) -> bool {
    find::is_and(key) || matches!(key, "sowie" | "ainsi")
}

fn is_type(key: &str) -> bool {
    crate::resolve::type_words::levels_of(key).is_some()
}

/// How many words before a name are looked at.
const REACH: usize = 6;

fn role(analysis: &Analysis<'_, '_>, sentence: &Sentence, one: &Named) -> Role {
    let intro = one.words.0;
    let near = |concept: Concept, reach: usize| {
        sentence.cues.iter().any(|cue| {
            cue.concept == concept
                && cue.end <= intro
                && intro - cue.end <= reach
                && is_clause(sentence, cue.end, intro)
        })
    };
    if is_denied(sentence, intro) {
        return Role::Denied;
    }
    // “500 km von seiner Partnerstadt Nördlingen”: whoever is called a partner is one.
    let is_called = |cue: &Cue| cue.concept == Concept::PartnerBody && cue.end == intro;
    if sentence.cues.iter().any(is_called) {
        return Role::Party;
    }
    if near(Concept::Support, 4) {
        return Role::Supporter;
    }
    if near(Concept::Lead, 3) {
        return Role::Lead;
    }
    if near(Concept::Distance, 4) || near(Concept::Outskirts, 2) {
        return Role::Landmark;
    }
    let line = Line { sentence };
    if near(Concept::Birthplace, 2)
        || is_capital_label(sentence, intro)
        || line.is_aside(intro) && !is_of_country(analysis, line, intro)
        || is_half(analysis, sentence, one)
        || holds_entry(analysis, one)
        || is_of_house(sentence, one)
    {
        return Role::Landmark;
    }
    let place = preposition(sentence, intro);
    let before = place.and_then(|place| sentence.words.get(place));
    let written = before.map(|word| word.span.of(&analysis.document.text).to_lowercase());
    let is_linked =
        (place.unwrap_or(intro)..intro).all(|at| sentence.words.get(at + 1).is_some_and(Token::is_joined));
    match written.as_deref() {
        // “jumelée à”, “partenaire à”: the preposition belongs to the word of partnership.
        Some(word)
            if is_linked
                && is_locative(word)
                && !near(Concept::Twinning, 1)
                && !near(Concept::Partnership, 1)
                && !place.is_some_and(|place| {
                    is_told_again(analysis, sentence, place) || is_joined_to(sentence, place)
                }) =>
        {
            Role::Venue
        }
        Some(word) if is_linked && is_origin(word) && near(Concept::Send, REACH) => Role::Giver,
        _ if receives(analysis, sentence, intro) => Role::Beneficiary,
        _ => Role::Party,
    }
}

/// “у Польщі (Ольштин)”: a bracket behind a country names who is meant there.
fn is_of_country(analysis: &Analysis<'_, '_>, line: Line<'_>, intro: usize) -> bool {
    let countries = analysis.resolver.countries();
    let before = intro.checked_sub(1).and_then(|at| line.sentence.words.get(at));
    line.gap(intro) == Some(Gap::Open)
        && before.is_some_and(|word| {
            countries.by_key(&word.key).is_some() || countries.by_adjective(&word.key).is_some()
        })
}

/// “Hechtel-Eksel”: a hyphen ties two places of one country to the name of one body, and the first stands for it.
fn is_half(analysis: &Analysis<'_, '_>, sentence: &Sentence, one: &Named) -> bool {
    let is_tied = sentence
        .words
        .get(one.words.0)
        .is_some_and(|word| word.gap == Gap::Hyphen);
    let country = |one: &Named| {
        one.likeliest()
            .and_then(|body| analysis.resolver.gazetteer().country(body))
    };
    let before = analysis
        .named
        .partition_point(|other| other.span.start < one.span.start);
    let before = before.checked_sub(1).and_then(|at| analysis.named.get(at));
    is_tied
        && before
            .is_some_and(|before| before.span.end + 1 == one.span.start && country(before) == country(one))
}

/// “l'université de Limoges”, “the Bishop of Ripon”: a house of that place is the matter and not the place, but for those
/// that care for its twins.
fn is_of_house(sentence: &Sentence, one: &Named) -> bool {
    let at = (one.words.0, one.words.2);
    let beside = bystanders::beside(&sentence.words, at, sentence.language.as_deref());
    beside >= Beside::House && !evidence::is_of_twins(sentence, at)
}

/// “• Bédarieux, Hérault”: what holds the entry of a list before it says where that lies.
fn holds_entry(analysis: &Analysis<'_, '_>, one: &Named) -> bool {
    let gazetteer = analysis.resolver.gazetteer();
    let at = analysis
        .named
        .partition_point(|other| other.span.start < one.span.start);
    let Some(before) = at.checked_sub(1).and_then(|at| analysis.named.get(at)) else {
        return false;
    };
    let between = analysis.document.text.get(before.span.end..one.span.start);
    let bodies = before.likeliest().zip(one.likeliest());
    before.sentence.is_none()
        && between == Some(", ")
        && bodies.is_some_and(|(held, body)| gazetteer.parents(held).any(|parent| parent == body))
}

/// The word right before a name, but for an article: “dans les Yvelines”.
fn preposition(sentence: &Sentence, intro: usize) -> Option<usize> {
    let at = intro.checked_sub(1)?;
    let is_article = sentence.words.get(at).is_some_and(|word| {
        word.shape == Shape::Lower && matches!(word.key.as_str(), "le" | "la" | "les" | "l" | "the")
    });
    if is_article { at.checked_sub(1) } else { Some(at) }
}

/// “A est jumelée à B, C à D”: the preposition behind a name is that of the word of twinning before, left out here.
fn is_told_again(analysis: &Analysis<'_, '_>, sentence: &Sentence, place: usize) -> bool {
    let key = |at: usize| sentence.words.get(at).map(|word| word.key.as_str());
    let is_told = sentence.cues.iter().any(|cue| {
        matches!(cue.concept, Concept::Twinning | Concept::Partnership)
            && cue.end < place
            && key(cue.end) == key(place)
    });
    // “jumelée à B et à C”, “jumelée à B, en Angleterre, et à C”: only where B lies stands between.
    let before = sentence.words.get(place).filter(|_| is_told);
    let behind = before.map(|word| {
        analysis
            .named
            .partition_point(|one| one.span.start < word.span.start)
    });
    let last = behind.and_then(|behind| analysis.named.get(behind.checked_sub(1)?));
    let between = last.and_then(|last| sentence.words.get(last.words.2..place));
    let language = sentence.language.as_deref();
    let is_locating = |word: &Token| {
        word.is_capital()
            || word.shape == Shape::Number
            || is_and(&word.key)
            || find::is_place_word(&word.key, language)
            || find::is_determiner(&word.key, language)
    };
    last.is_some_and(|last| last.span.start >= sentence.span.start)
        && between.is_some_and(|between| between.len() <= LOCATING && between.iter().all(is_locating))
}

/// Words between two names that only say where the first lies.
const LOCATING: usize = 5;

/// “lie le département A à la région B”: the “à” of a verb that joins two.
fn is_joined_to(sentence: &Sentence, place: usize) -> bool {
    let is_to = sentence
        .words
        .get(place)
        .is_some_and(|word| matches!(word.key.as_str(), "a" | "au" | "aux"));
    let line = Line { sentence };
    is_to
        && line
            .says(Concept::Join, place.saturating_sub(JOINED), place)
            .is_some_and(|verb| line.is_unbroken(verb.end, place))
}

/// Words between a verb that joins two and the second of them.
const JOINED: usize = 12;

/// “Limerick, not Cork, …”, “Lviv et non Kyiv”: a “not” right before the name, behind a comma or a joining word.
fn is_denied(sentence: &Sentence, intro: usize) -> bool {
    let mut nots = sentence
        .cues
        .iter()
        .filter(|cue| cue.concept == Concept::Not && cue.end == intro);
    nots.any(|not| {
        let begins = sentence.words.get(not.first).map(|word| word.gap);
        let before = not.first.checked_sub(1).and_then(|at| sentence.words.get(at));
        let is_linked = sentence
            .words
            .get(intro)
            .is_some_and(|word| word.gap == Gap::Space);
        is_linked
            && (matches!(begins, Some(Gap::Comma | Gap::Open | Gap::Dash))
                || before.is_some_and(|word| is_and(&word.key) || is_but(&word.key)))
    })
}

/// Words that set one name against another.
fn is_but(key: &str) -> bool {
    matches!(key, "but" | "mais" | "aber" | "ale" | "lecz" | "а" | "але" | "a")
}

/// “Lettonie - Capitale Riga”, “Lettland (Hauptstadt Riga)”: a label that says which country is meant.
pub(crate) fn is_capital_label(sentence: &Sentence, intro: usize) -> bool {
    let mut capitals = sentence
        .cues
        .iter()
        .filter(|cue| cue.concept == Concept::Capital && cue.end == intro);
    capitals.any(|cue| {
        let gap = sentence.words.get(cue.first).map(|word| word.gap);
        cue.first == 0 || !matches!(gap, None | Some(Gap::Space | Gap::Apostrophe | Gap::Hyphen))
    })
}

/// Whether no comma or bracket stands between a cue and what it would govern.
fn is_clause(sentence: &Sentence, from: usize, to: usize) -> bool {
    let words = sentence.words.get(from..=to).unwrap_or_default();
    words
        .iter()
        .all(|word| !matches!(word.gap, Gap::Comma | Gap::Close | Gap::Stop))
}

/// Prepositions of place; `à` is told from the verb `a` by its accent.
fn is_locative(written: &str) -> bool {
    matches!(
        written,
        "à" | "au"
            | "aux"
            | "en"
            | "dans"
            | "via"
            | "in"
            | "im"
            | "at"
            | "über"
            | "durch"
            | "у"
            | "в"
            | "на"
            | "через"
            | "w"
            | "we"
            | "na"
            | "przez"
    )
}

fn is_origin(written: &str) -> bool {
    matches!(written, "from" | "від" | "von" | "od" | "de" | "par" | "by")
}

/// “pour des enfants de …”, “for children from …”: people of the place receive, the place is no party of the verb.
fn receives(analysis: &Analysis<'_, '_>, sentence: &Sentence, intro: usize) -> bool {
    let start = intro.saturating_sub(8);
    let words = sentence.words.get(start..intro).unwrap_or_default();
    let clause = words
        .iter()
        .rposition(|word| !matches!(word.gap, Gap::Space | Gap::Apostrophe | Gap::Hyphen))
        .unwrap_or(0);
    let words = words.get(clause..).unwrap_or_default();
    let text = &analysis.document.text;
    let is_for = |word: &Token| {
        matches!(
            word.span.of(text).to_lowercase().as_str(),
            "pour" | "à" | "aux" | "for" | "to" | "для" | "für" | "an" | "dla"
        )
    };
    let is_people = |word: &Token| {
        [
            "enfant", "jeune", "famille", "child", "young", "famil", "діт", "kind", "dzieci", "eleve",
            "refugie",
        ]
        .iter()
        .any(|stem| word.key.starts_with(stem))
    };
    let first = words.iter().position(is_for);
    let behind = first.and_then(|at| words.get(at + 1..)).unwrap_or_default();
    behind.iter().any(is_people)
}
