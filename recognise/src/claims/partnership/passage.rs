//! What was named and told just before a sentence, and who is meant where it leaves a party out.
//!
//! In: the sentences before. Out: the [`Passage`] that the next one stands in.
//!
//! # Invariants
//! A new item, or a piece of news that a date begins, knows nothing of the one before.

use super::{Teller, says};
use crate::claims::joining::{SPEAKING, speaks};
use crate::claims::line_words::goes_on;
use crate::claims::roles::Role;
use crate::claims::standing::{self, Part};
use crate::document::home::writes;
use crate::document::lexicon::{Concept, Cue};
use crate::document::{Sentence, find};
use crate::gazetteer::BodyId;
use crate::resolve::type_words;
use vocabulary::{Country, Precision};

/// The date that begins a piece of news, with the place named behind it, if one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dateline {
    #[default]
    None,
    At(Option<usize>),
}

impl Dateline {
    pub(super) fn place(self) -> Option<usize> {
        match self {
            Self::At(place) => place,
            Self::None => None,
        }
    }
}

/// What was named and told just before.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of the words before"
)]
pub(super) struct Passage {
    pub(super) item: usize,
    pub(super) block: usize,
    /// Who the item or block is about.
    pub(super) topic: Option<usize>,
    /// Behind the date that begins a piece of news: the place named there, if one is.
    pub(super) dateline: Dateline,
    /// The kind of partnership last named.
    pub(super) relation: Option<&'static str>,
    /// What the line over a list says of all in it: “Ended”.
    pub(super) heading: Option<&'static str>,
    /// The sentence begins a piece of news.
    pub(super) begins: bool,
    /// Parties of the sentence before.
    pub(super) named_before: Vec<usize>,
    /// Parties named of late, the last at the end.
    pub(super) recent: Vec<usize>,
    /// The claims of the last sentence that told any.
    pub(super) latest: Vec<usize>,
    /// The sentence before announced partners.
    pub(super) announces: bool,
    /// Some sentence of the block spoke of a partnership.
    pub(super) speaks: bool,
    /// The heading, or a short line like one, speaks of partners.
    pub(super) headed: bool,
    /// The only body that the question before asks about: what follows answers of it.
    pub(super) asked: Option<usize>,
    /// Whom the sentences before make this one be about.
    pub(super) meant: Option<usize>,
}

/// Words of a line over the titles of other articles.
const RELATED: usize = 5;

/// Words of a title.
const LINE: usize = 24;

/// Names remembered from the sentences before.
pub(super) const MOST_RECENT: usize = 24;

/// How many words “its” reaches to a word of partnership.
const OWNS: usize = 3;

/// “its link with”, “son jumelage avec”, “seine Partnerschaft mit”, “its council voted”: the sentence is about whoever was
/// told of before.
fn is_possessed(sentence: &Sentence) -> bool {
    let owned = |owner: &Cue| {
        let reach = owner.end..owner.end + OWNS;
        sentence
            .cues
            .iter()
            .filter(|cue| reach.contains(&cue.first))
            .any(|cue| SPEAKING.contains(&cue.concept) || cue.concept == Concept::Council)
    };
    let mut owners = sentence.cues.iter().filter(|cue| cue.concept == Concept::Their);
    owners.any(|owner| owner.first < OWNS && owned(owner))
}

/// “La ville reste jumelée avec …”, “Miasto ma umowę z …”: a sentence that begins with the kind of a body and names none
/// there.
fn is_about_the_town(sentence: &Sentence) -> bool {
    let language = sentence.language.as_deref();
    let has_articles = !matches!(language, Some("uk" | "pl"));
    let kind = match sentence.words.as_slice() {
        [article, kind, next, ..] if has_articles && find::is_determiner(&article.key, language) => {
            Some((kind, next))
        }
        [kind, next, ..] if !has_articles => Some((kind, next)),
        _ => None,
    };
    kind.is_some_and(|(kind, next)| type_words::is_of_one(&kind.key) && !next.is_capital())
}

impl Teller<'_, '_, '_> {
    /// Begins a new passage where an item or block begins.
    pub(super) fn enter(&mut self, sentence: &Sentence) {
        let blocks = &self.analysis.document.blocks;
        let block = blocks.partition_point(|block| block.span.start <= sentence.span.start);
        if sentence.item != self.passage.item || self.begins_news(sentence) {
            self.passage = Passage {
                item: sentence.item,
                begins: self.begins_news(sentence),
                ..Passage::default()
            };
        } else if block != self.passage.block {
            self.passage.latest.clear();
            self.passage.named_before.clear();
            self.passage.announces &= block == self.passage.block + 1;
            if self.analysis.document.items.is_empty() {
                self.passage.topic = None;
            }
        }
        self.passage.block = block;
    }

    /// “What are the twins of Nice?”: the only body of a question about partners.
    pub(super) fn asked(&self, sentence: &Sentence, named: &[usize]) -> Option<usize> {
        let text = sentence.span.of(&self.analysis.document.text);
        let is_question = text.trim_end().ends_with('?');
        match named {
            [one] if is_question && (self.passage.speaks || speaks(sentence)) => Some(*one),
            _ => None,
        }
    }

    /// “Related news”, “Читайте також:”: a short line over the titles of other articles.
    pub(super) fn begins_related(&self, sentence: &Sentence) -> bool {
        let is_short = sentence.words.len() <= RELATED && self.is_line(sentence);
        is_short && says(sentence, Concept::Related).is_some_and(|cue| cue.first <= 1)
    }

    /// Whether a sentence is a line and not one of prose.
    pub(super) fn is_line(&self, sentence: &Sentence) -> bool {
        let text = sentence.span.of(&self.analysis.document.text);
        !text.trim_end().ends_with(['.', '!', '…']) && sentence.words.len() <= LINE
    }

    /// A line of its own over what follows: its words of partnership and of status hold for it.
    pub(super) fn head(&mut self, sentence: &Sentence, named: &[usize]) {
        let text = sentence.span.of(&self.analysis.document.text);
        let relation = standing::named_relation(sentence, Part::whole(sentence));
        self.passage.relation = relation.or(self.passage.relation);
        let is_line = sentence.words.len() <= 8 && !text.ends_with(['.', '!', '?']);
        let speaks = speaks(sentence);
        if sentence.is_heading || (is_line && speaks) || text.ends_with(':') {
            self.passage.headed = speaks;
        }
        if is_line && named.is_empty() {
            let status = standing::status(sentence, Part::whole(sentence));
            self.passage.heading =
                status.filter(|status| matches!(*status, "ended" | "suspended" | "dormant" | "refused"));
        }
    }

    /// “Karlsruhe.”, “Lahr (sdk).”: where a report in a local paper was written, before its first sentence.
    pub(super) fn is_place_line(&self, sentence: &Sentence, place: usize) -> bool {
        let Some(one) = self.analysis.named.get(place) else {
            return false;
        };
        let text = sentence.span.of(&self.analysis.document.text);
        let behind = self
            .analysis
            .document
            .text
            .get(sentence.span.end..)
            .unwrap_or_default();
        let is_bare = one.words == (0, 0, one.words.2);
        is_bare && sentence.words.len() <= one.words.2 + 1 && text.ends_with('.') && behind.starts_with(' ')
    }

    /// Whether a date stands at the head of the sentence: a piece of news begins.
    pub(super) fn begins_news(&self, sentence: &Sentence) -> bool {
        let head = sentence
            .words
            .get(..sentence.words.len().min(6))
            .unwrap_or_default();
        let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let is_short = sentence.words.len() <= 8 || begins(sentence.span.of(&self.analysis.document.text));
        is_short
            && crate::document::dates::dates(
                head,
                &self.analysis.document.text,
                sentence.today.or(self.today),
            )
            .first()
            .is_some_and(|dated| dated.first < 3 && dated.day.precision() != Precision::Year)
    }

    /// Whom the sentence before makes the sentence be about: “Bristol has four partners. Its link with B …”, “Drancy is
    /// another case. The town is twinned with B”, or a question.
    pub(super) fn meant(&self, sentence: &Sentence) -> Option<usize> {
        let owner = self.passage.named_before.first().copied();
        let subject = match self.passage.named_before.as_slice() {
            [one] => Some(*one).filter(|one| self.is_subject(*one)),
            _ => None,
        };
        owner
            .filter(|_| is_possessed(sentence))
            .or_else(|| subject.filter(|_| is_about_the_town(sentence)))
            .or_else(|| self.scene(sentence))
            .or_else(|| self.another(sentence))
            .or(self.passage.asked)
    }

    /// “In Kassel the partnership with B rests”: the town of the speaker's country that a sentence begins with as the place
    /// of what it tells, unless something is signed or met for there.
    fn scene(&self, sentence: &Sentence) -> Option<usize> {
        let is_met_for = [
            Concept::Sign,
            Concept::Event,
            Concept::Stay,
            Concept::Welcome,
            Concept::Held,
        ];
        if is_met_for
            .iter()
            .any(|concept| says(sentence, *concept).is_some())
        {
            return None;
        }
        let at = self
            .analysis
            .named
            .partition_point(|one| one.span.start < sentence.span.start);
        let one = self.analysis.named.get(at)?;
        let is_first = one.words.0 == 1 && one.span.end <= sentence.span.end;
        let home = self.analysis.home.at(sentence.item, sentence.span.start);
        let home = home.map(|home| home.named);
        let is_near = home.is_none_or(|home| self.country(home) == self.country(at));
        (is_first && is_near && self.findings.roles.role(at) == Role::Venue).then_some(at)
    }

    /// “Eugene already counts Kakegawa, Jinju and …”: a third town of the speaker's country that is the subject.
    fn another(&self, sentence: &Sentence) -> Option<usize> {
        let at = self
            .analysis
            .named
            .partition_point(|one| one.span.start < sentence.span.start);
        let one = self.analysis.named.get(at)?;
        let home = self.analysis.home.at(sentence.item, sentence.span.start)?;
        let is_first = one.words.0 == 0 && one.span.end <= sentence.span.end;
        let is_subject = sentence.words.get(one.words.2).is_some_and(goes_on);
        let is_other = self.analysis.likeliest(at).is_some_and(|body| body != home.body);
        (is_first && is_subject && is_other && self.country(home.named) == self.country(at)).then_some(at)
    }

    /// Who a passage is about behind a sentence that names some: the first body whose councils write its language, else the
    /// first of all.
    pub(super) fn topic(&self, sentence: &Sentence, named: &[usize]) -> Option<usize> {
        let known = self.passage.topic;
        if known.is_some_and(|topic| self.is_at_home(topic, sentence)) {
            return known;
        }
        let mut own = named.iter().copied();
        own.find(|named| self.is_at_home(*named, sentence))
            .or(known)
            .or_else(|| named.first().copied())
    }

    /// Whether the councils of a body's country write the language of a sentence.
    fn is_at_home(&self, named: usize, sentence: &Sentence) -> bool {
        let language = sentence.language.as_deref();
        self.country(named)
            .zip(language)
            .is_some_and(|(country, language)| writes(country.as_str(), language) == Some(true))
    }

    /// The country of the body that a name means.
    fn country(&self, named: usize) -> Option<Country> {
        let body = self.analysis.likeliest(named)?;
        self.analysis.resolver.gazetteer().country(body)
    }

    /// Whether a name begins its sentence, perhaps behind its kind.
    fn is_subject(&self, named: usize) -> bool {
        let one = self.analysis.named.get(named);
        one.is_some_and(|one| one.words.0 == 0 || one.is_introduced && one.words.0 == 1)
    }

    /// The name of whoever speaks: the town that the question before asks about, or that of the record that the
    /// sentence stands in, else of the document.
    pub(super) fn home(&self, sentence: &Sentence) -> Option<usize> {
        if self.passage.meant.is_some() || self.is_related {
            return self.passage.meant;
        }
        self.homes.at(self.analysis, sentence.span.start).or_else(|| {
            let speaker = self.analysis.home.at(sentence.item, sentence.span.start);
            speaker.map(|speaker| speaker.named)
        })
    }

    /// Who is meant where a sentence leaves it out: whoever speaks, else who the passage is about.
    pub(super) fn speaker(&self, sentence: &Sentence, without: &[BodyId]) -> Option<usize> {
        let fits = |named: &usize| {
            self.analysis
                .likeliest(*named)
                .is_some_and(|body| !without.contains(&body))
        };
        // “25 September 2023 | Poltava”: the piece of news is about the place of its dateline.
        let dateline = self
            .passage
            .dateline
            .place()
            .filter(|_| self.passage.meant.is_none());
        let home = self.home(sentence);
        let is_of_home = |named: &usize| home.is_none_or(|home| self.country(home) == self.country(*named));
        if let Some(named) = dateline.filter(fits).filter(is_of_home) {
            return Some(named);
        }
        home.filter(fits)
            .or_else(|| self.passage.topic.filter(fits).filter(|_| home.is_none()))
            .or_else(|| self.met_at(sentence).filter(fits))
    }

    /// “W urzędzie w Busku-Zdroju podpisano umowę z Truskawcem”, “Gäste aus der Partnergemeinde B waren in A”: where nobody
    /// else is meant, the town of the document's language in which something is signed or partners are met.
    fn met_at(&self, sentence: &Sentence) -> Option<usize> {
        let at = sentence.span;
        let first = self
            .analysis
            .named
            .partition_point(|one| one.span.start < at.start);
        let names = self.analysis.named.iter().enumerate().skip(first);
        let here: Vec<usize> = names
            .take_while(|(_, one)| one.span.end <= at.end)
            .map(|(named, _)| named)
            .collect();
        let tells = [Concept::PartnerBody, Concept::Partnership, Concept::Twinning];
        let is_met = here.len() == 2 && tells.iter().any(|concept| says(sentence, *concept).is_some());
        let is_signed = says(sentence, Concept::Sign).is_some();
        let mut venues = here
            .iter()
            .copied()
            .filter(|named| self.findings.roles.role(*named) == Role::Venue);
        venues.find(|named| is_met || is_signed && self.is_at_home(*named, sentence))
    }

    /// The last bodies named before, so many.
    pub(super) fn last(&self, count: usize, without: &[BodyId]) -> Option<Vec<usize>> {
        let mut bodies: Vec<BodyId> = without.to_vec();
        let mut found = Vec::new();
        for named in self.passage.recent.iter().rev() {
            let Some(body) = self.analysis.likeliest(*named) else {
                continue;
            };
            if !bodies.contains(&body) {
                bodies.push(body);
                found.push(*named);
            }
            if found.len() == count {
                found.reverse();
                return Some(found);
            }
        }
        None
    }
}
