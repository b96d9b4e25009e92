//! How likely two bodies are told to be partners by a sentence and what stands around it.
//!
//! In: two names, at least one of a sentence, and what the rules of [`super::joining`] make of them. Out: numbers whose
//! weights are data (`data/ties.tsv`), fitted on the first half of the corpus by `jumelage exam fit --of ties`.
//!
//! The rules propose, the weights decide: a rule that reads too much into a sentence is outvoted by what stands around
//! it, and a pair that no rule joins may be told all the same.
//!
//! # Invariants
//! Linear in the number of names: of long lists only pairs with their first names and with neighbours are looked at.

use super::Findings;
use super::joining::{Tie, speaks};
use super::line_words::Line;
use super::roles::Role;
use crate::document::lexicon::Concept;
use crate::document::tokens::Gap;
use crate::document::{Analysis, Named, Sentence};
use crate::gazetteer::BodyId;
use crate::weighing::{self, Numbers, features, logarithm};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use vocabulary::{Country, Level};

features! {
    Always "always" "Every pair has it.",
    Firm "joined firmly" "A rule joins them by words that need no second country.",
    Said "joined by words" "A rule joins them by words.",
    Near "joined weakly" "A rule joins them for want of another.",
    FirmLeftOut "firmly, one left out" "The same, one of them left out in the sentence.",
    SaidLeftOut "by words, one left out" "The same by words.",
    NearLeftOut "weakly, one left out" "The same weakly.",
    InLarger "in a larger one" "A rule joins them with others.",
    JoinedElse "joined with another" "A rule joins one of them with another body.",
    Abroad "two countries" "Of two countries.",
    AbroadHere "two countries, one sentence" "Of two countries and in one sentence.",
    Nested "one inside the other" "One lies in the other.",
    SameRegion "same region" "Of one first-level division.",
    SameLevel "same level" "Of one level.",
    FarLevel "levels apart" "One is a region, the other a settlement.",
    Here "one sentence" "Both in the sentence.",
    Dash "dash between" "Only a dash, hyphen or stroke between them.",
    And "and between" "Only “and” between them.",
    Fellows "in one list" "In a list, of one country.",
    FellowsAbroad "in one list, two countries" "In a list, of two countries.",
    Distance "words between" "Logarithm of the words between them.",
    CueBetween "partnership between" "A word of partnership between them.",
    PartnerBetween "partner between" "A word for a partner between them.",
    WithBetween "with between" "A preposition of company before the second.",
    BetweenBefore "between before" "“Between” before the first.",
    CueBefore "partnership before" "A word of partnership before the first.",
    CueBehind "partnership behind" "A word of partnership behind the second.",
    StopBetween "stop between" "A semicolon or full stop between them.",
    BothBehind "both behind" "A word of partnership before both, and another name before it.",
    Subject "first name" "The first of them is the first name of the sentence.",
    SubjectSpeaks "first name, told" "And a word of partnership stands between them.",
    PairLine "line of a pair" "A short line of just the two, tied, of two countries.",
    Home "with who speaks" "One is who speaks, left out in the sentence.",
    HomeSpeaks "with who speaks, told" "And the sentence speaks of a partnership.",
    HomeAbroad "with who speaks, abroad" "And the other is abroad.",
    HomeHere "who speaks is here" "One is who speaks, and named in the sentence.",
    NotHome "neither speaks" "Somebody else speaks.",
    NotHomeSpeaks "neither speaks, told" "And the sentence speaks of a partnership.",
    NoHome "nobody speaks" "Nobody is known to speak.",
    Topic "with the topic" "One is the topic of the passage, left out in the sentence.",
    TopicSpeaks "with the topic, told" "And the sentence speaks of a partnership.",
    Before "with the one before" "One is the only body of the sentence before.",
    BeforeSpeaks "with the one before, told" "And the sentence speaks of a partnership.",
    Our "ours" "“Our” and a word for a partner before it.",
    PartnerWord "partner word beside" "A word for a partner beside it.",
    With "with before" "A preposition of company before it.",
    YearBehind "year behind" "A year or “since” behind it.",
    Bracket "bracket behind" "A bracket behind it.",
    Venue "venue" "Something takes place there.",
    Landmark "landmark" "It says where another place lies.",
    Supporter "supporter" "It supports or gives.",
    Beneficiary "beneficiary" "It receives.",
    Aside "aside" "In a bracket behind another name.",
    Twinning "twinning told" "The sentence speaks of twinning.",
    PartnerTold "partner told" "The sentence speaks of a partner.",
    PartnershipTold "partnership told" "The sentence speaks of a partnership.",
    PaperTold "paper told" "The sentence speaks of an agreement, a memorandum, a declaration.",
    SignTold "signature told" "The sentence speaks of a signature.",
    NotTold "negation" "The sentence denies something.",
    HappensTold "event told" "The sentence speaks of an event, a stay, a visit.",
    GivesTold "gift told" "The sentence speaks of help, money or goods.",
    Silent "silent" "The sentence says none of this.",
    ManyNames "many names" "Logarithm of the names in the sentence.",
    Heading "heading" "It is a heading.",
    Line "short line" "It is a short line.",
    Headed "heading of partners" "A heading over it speaks of partners.",
    EntryHeaded "entry under it" "It begins a short line under such a heading.",
    EntryDated "dated entry" "It begins a short line, and a year stands behind it.",
    EntryAbroad "entry abroad" "It begins a short line and is of another country than who speaks.",
    Under "under a country" "It stands under the heading of a country.",
    Announced "announced" "The sentence before announced partners.",
    PassageSpeaks "passage speaks" "The passage spoke of partnerships.",
    DocumentSpeaks "document speaks" "Logarithm of the sentences of the document that do.",
    Often "often named" "Logarithm of how often the rarer one is named.",
    OftenBoth "centre often named" "Logarithm of how often the other is named.",
    InTitle "both in the title" "Both are named in the first two sentences.",
    Large "large" "The second is a city of millions.",
}

/// The numbers of one pair.
pub(crate) type Pair = Numbers<COUNT>;

/// The fitted weights.
static WEIGHTS: LazyLock<[f32; COUNT]> =
    LazyLock::new(|| weighing::weights(include_str!("../../data/ties.tsv"), NAMES));

/// What a pair must reach: a little under even odds, for the weights are held back and few words say much.
const ENOUGH: f32 = -0.25;

/// What a pair must reach that the sentence itself joins by words, of two countries: little, for that is how
/// partnerships are told.
const ENOUGH_SAID: f32 = -1.5;

/// What a name must reach beside who speaks in a sentence of prose that says nothing of partners, agreements or visits:
/// most such names are of places on the way.
const ENOUGH_SILENT: f32 = 0.0;

/// Whether the numbers speak for a partnership. Where both stand in the sentence and words of partnership tie two
/// countries, “between A and B”, nothing speaks against it.
pub(super) fn is_told(pair: &Pair) -> bool {
    let is_abroad = pair.of(Feature::AbroadHere) > 0.0;
    let is_firm = pair.of(Feature::Firm) > 0.0;
    let is_plain = pair.of(Feature::With) > 0.0 || pair.of(Feature::PartnerTold) == 0.0;
    let is_paper = pair.of(Feature::PaperTold) > 0.0 && is_plain && pair.of(Feature::Nested) == 0.0;
    let is_left_out = is_paper && pair.of(Feature::Home) * pair.of(Feature::FirmLeftOut) > 0.0;
    let is_said = is_firm || is_left_out || is_abroad && pair.of(Feature::Said) > 0.0;
    let is_entry = pair.of(Feature::Line) + pair.of(Feature::YearBehind) + pair.of(Feature::Bracket) > 0.0;
    let is_silent = !is_entry && pair.of(Feature::Silent) * pair.of(Feature::Home) > 0.0;
    let enough = match (is_said, is_silent) {
        (true, _) => ENOUGH_SAID,
        (_, true) => ENOUGH_SILENT,
        _ => ENOUGH,
    };
    is_firm && is_abroad || weight(pair) >= enough
}

/// How much they speak for one, as log-odds.
pub(super) fn weight(pair: &Pair) -> f32 {
    pair.score(&WEIGHTS)
}

/// What the rules make of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ruled {
    /// Nothing.
    Not,
    /// Joined, perhaps with one left out.
    Joined { tie: Tie, is_left_out: bool },
    /// Joined with others.
    Larger,
    /// One of them is joined with another.
    Else,
}

/// Where the name that the sentence leaves out comes from; `Here` where it names both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Centre {
    Here,
    Home,
    Topic,
    Before,
}

/// A pair to be judged: the first is the centre, the second always stands in the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) centre: Centre,
    pub(super) ruled: Ruled,
}

/// What stands around a sentence.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of what stands around"
)]
pub(super) struct Passing {
    pub(super) home: Option<BodyId>,
    pub(super) announces: bool,
    pub(super) speaks: bool,
    /// A heading over it speaks of partners.
    pub(super) headed: bool,
    /// The sentence answers a question about the partners of who speaks, or calls them “its”: the two are as good as one
    /// sentence.
    pub(super) asked: bool,
    /// How many names the sentence has.
    pub(super) names: usize,
    /// Where the first of them ends.
    pub(super) first_end: usize,
}

/// What a document says of its names, counted once.
pub(super) struct Counts {
    named: FxHashMap<BodyId, usize>,
    in_title: Vec<BodyId>,
    speaking: usize,
}

/// Sentences of the title.
const TITLE: usize = 2;

impl Counts {
    pub(super) fn of(analysis: &Analysis<'_, '_>) -> Self {
        let mut named: FxHashMap<BodyId, usize> = FxHashMap::default();
        let mut in_title = Vec::new();
        for one in &analysis.named {
            let Some(body) = one.likeliest().filter(|_| one.stands_for.is_none()) else {
                continue;
            };
            *named.entry(body).or_default() += 1;
            if one.sentence.is_some_and(|sentence| sentence < TITLE) {
                in_title.push(body);
            }
        }
        Self {
            named,
            in_title,
            speaking: analysis.sentences.iter().filter(|one| speaks(one)).count(),
        }
    }

    /// Whether the document speaks of partnerships at all.
    pub(super) fn speaks(&self) -> bool {
        self.speaking > 0
    }

    fn often(&self, body: BodyId) -> f32 {
        logarithm(self.named.get(&body).copied().unwrap_or(0))
    }
}

/// The numbers that all pairs of a sentence have.
pub(super) fn shared(counts: &Counts, sentence: &Sentence, passing: Passing) -> Pair {
    let mut pair = Pair::NONE;
    pair.mark(Feature::Always);
    told(&mut pair, sentence);
    pair.set(Feature::ManyNames, logarithm(passing.names));
    pair.mark_if(Feature::Heading, sentence.is_heading);
    pair.mark_if(Feature::Line, sentence.words.len() <= SHORT);
    pair.mark_if(Feature::Headed, passing.headed);
    pair.mark_if(Feature::Under, sentence.under.is_some());
    pair.mark_if(Feature::Announced, passing.announces);
    pair.mark_if(Feature::PassageSpeaks, passing.speaks);
    pair.set(Feature::DocumentSpeaks, logarithm(counts.speaking));
    pair
}

/// The numbers of a pair, over those of its sentence; `None` where the names mean nothing or the same.
pub(super) fn pair(
    analysis: &Analysis<'_, '_>,
    findings: &Findings,
    counts: &Counts,
    (sentence, passing, shared): (&Sentence, Passing, Pair),
    asked: Asked,
) -> Option<Pair> {
    let (first, second) = (
        analysis.named.get(asked.first)?,
        analysis.named.get(asked.second)?,
    );
    let (one, other) = (first.likeliest()?, second.likeliest()?);
    if one == other {
        return None;
    }
    let mut pair = shared;
    let answers = passing.asked && asked.centre == Centre::Home;
    ruled(&mut pair, asked.ruled, answers);
    let is_abroad = bodies(&mut pair, analysis, (one, other));
    centre(
        &mut pair,
        asked.centre,
        speaks(sentence),
        is_abroad,
        (passing.home, one, other),
    );
    let line = Line { sentence };
    pair.mark_if(Feature::AbroadHere, answers && is_abroad);
    if asked.centre == Centre::Here {
        here(&mut pair, line, (first, second), (passing, is_abroad));
    }
    beside(&mut pair, line, second);
    match findings.roles.role(asked.second) {
        Role::Party | Role::Lead => {}
        Role::Venue => pair.mark(Feature::Venue),
        Role::Landmark | Role::Denied => pair.mark(Feature::Landmark),
        Role::Supporter | Role::Giver => pair.mark(Feature::Supporter),
        Role::Beneficiary => pair.mark(Feature::Beneficiary),
    }
    let is_line = pair.of(Feature::Line) > 0.0;
    if is_line && asked.centre != Centre::Here && second.words.0 <= 1 {
        pair.mark_if(Feature::EntryHeaded, passing.headed);
        pair.mark_if(Feature::EntryDated, pair.of(Feature::YearBehind) > 0.0);
        pair.mark_if(Feature::EntryAbroad, is_abroad);
    }
    let (often, other_often) = (counts.often(one), counts.often(other));
    pair.set(Feature::Often, often.min(other_often));
    pair.set(Feature::OftenBoth, often.max(other_often));
    let is_title = |body: &BodyId| counts.in_title.contains(body);
    pair.mark_if(Feature::InTitle, is_title(&one) && is_title(&other));
    Some(pair)
}

/// Words of a short line.
const SHORT: usize = 12;

fn ruled(pair: &mut Pair, ruled: Ruled, answers: bool) {
    pair.mark(match ruled {
        Ruled::Not => return,
        Ruled::Larger => Feature::InLarger,
        Ruled::Else => Feature::JoinedElse,
        Ruled::Joined { tie, is_left_out } => match (tie, is_left_out && !answers) {
            (Tie::Firm, false) => Feature::Firm,
            (Tie::Said, false) => Feature::Said,
            (Tie::Near, false) => Feature::Near,
            (Tie::Firm, true) => Feature::FirmLeftOut,
            (Tie::Said, true) => Feature::SaidLeftOut,
            (Tie::Near, true) => Feature::NearLeftOut,
        },
    });
}

/// What the bodies themselves say. Whether they are of two countries.
fn bodies(pair: &mut Pair, analysis: &Analysis<'_, '_>, (one, other): (BodyId, BodyId)) -> bool {
    let gazetteer = analysis.resolver.gazetteer();
    let is_abroad = gazetteer.country(one) != gazetteer.country(other);
    pair.mark_if(Feature::Abroad, is_abroad);
    if !is_abroad {
        let holds = |upper: BodyId, lower: BodyId| gazetteer.parents(lower).any(|parent| parent == upper);
        pair.mark_if(Feature::Nested, holds(one, other) || holds(other, one));
        let region = |body: BodyId| {
            gazetteer
                .parents(body)
                .find(|parent| gazetteer.level(*parent) == Level::First)
        };
        pair.mark_if(
            Feature::SameRegion,
            region(one).is_some_and(|own| region(other) == Some(own)),
        );
    }
    let (level, other_level) = (gazetteer.level(one), gazetteer.level(other));
    let is_upper = |level: Level, body: BodyId| match level {
        Level::First => true,
        Level::Second => !has_municipalities(gazetteer.country(body)),
        _ => false,
    };
    pair.mark_if(Feature::SameLevel, level == other_level);
    pair.mark_if(
        Feature::FarLevel,
        is_upper(level, one) != is_upper(other_level, other),
    );
    pair.mark_if(
        Feature::Large,
        gazetteer.size(other).is_some_and(|size| size >= 6.0),
    );
    is_abroad
}

/// Countries whose second level of divisions in GeoNames are the municipalities themselves.
const MUNICIPAL: [&str; 15] = [
    "NL", "NO", "SE", "DK", "PT", "GB", "IE", "EE", "LT", "JP", "KR", "BR", "MX", "CO", "CU",
];

fn has_municipalities(country: Option<Country>) -> bool {
    country.is_some_and(|country| MUNICIPAL.contains(&country.as_str()))
}

/// What the sentence speaks of.
fn told(pair: &mut Pair, sentence: &Sentence) {
    pair.mark(Feature::Silent);
    for cue in &sentence.cues {
        let feature = match cue.concept {
            Concept::Twinning => Feature::Twinning,
            Concept::PartnerBody => Feature::PartnerTold,
            Concept::Partnership => Feature::PartnershipTold,
            Concept::CooperationAgreement
            | Concept::Memorandum
            | Concept::FriendshipDeclaration
            | Concept::LetterOfIntent => Feature::PaperTold,
            Concept::Sign => Feature::SignTold,
            Concept::Not => Feature::NotTold,
            Concept::Event | Concept::Held | Concept::Stay | Concept::Welcome => Feature::HappensTold,
            Concept::Send | Concept::Grant | Concept::Gift | Concept::Support | Concept::Fund => {
                Feature::GivesTold
            }
            _ => continue,
        };
        pair.mark(feature);
        pair.set(Feature::Silent, 0.0);
    }
}

fn centre(
    pair: &mut Pair,
    centre: Centre,
    speaks: bool,
    is_abroad: bool,
    (home, one, other): (Option<BodyId>, BodyId, BodyId),
) {
    match home {
        None => pair.mark(Feature::NoHome),
        Some(home) if home == one || home == other => pair.mark_if(Feature::HomeHere, centre == Centre::Here),
        Some(_) => {
            pair.mark(Feature::NotHome);
            pair.mark_if(Feature::NotHomeSpeaks, speaks);
        }
    }
    match centre {
        Centre::Here => {}
        Centre::Home => {
            pair.mark(Feature::Home);
            pair.mark_if(Feature::HomeSpeaks, speaks);
            pair.mark_if(Feature::HomeAbroad, is_abroad);
        }
        Centre::Topic => {
            pair.mark(Feature::Topic);
            pair.mark_if(Feature::TopicSpeaks, speaks);
        }
        Centre::Before => {
            pair.mark(Feature::Before);
            pair.mark_if(Feature::BeforeSpeaks, speaks);
        }
    }
}

/// What stands between and around two names of one sentence.
fn here(
    pair: &mut Pair,
    line: Line<'_>,
    (first, second): (&Named, &Named),
    (passing, is_abroad): (Passing, bool),
) {
    let is_in_order = first.words.0 <= second.words.0;
    let (left, right) = if is_in_order {
        (first, second)
    } else {
        (second, first)
    };
    let (from, to) = (left.words.2, right.words.0.max(left.words.2));
    pair.mark(Feature::Here);
    pair.mark_if(Feature::AbroadHere, is_abroad);
    between(pair, line, (from, to), is_abroad);
    pair.mark_if(
        Feature::WithBetween,
        line.preposition(right.words.0).is_some_and(|at| at >= from),
    );
    let before = left.words.0.saturating_sub(REACH);
    pair.mark_if(
        Feature::BetweenBefore,
        line.says(Concept::Between, before, left.words.0).is_some(),
    );
    pair.mark_if(Feature::CueBefore, line.speaks(before, left.words.0));
    pair.mark_if(
        Feature::CueBehind,
        line.speaks(right.words.2, right.words.2 + REACH),
    );
    let is_subject = left.words.2 <= passing.first_end;
    pair.mark_if(Feature::Subject, is_subject);
    pair.mark_if(
        Feature::SubjectSpeaks,
        is_subject && pair.of(Feature::CueBetween) > 0.0,
    );
    pair.mark_if(
        Feature::BothBehind,
        !is_subject && line.speaks(passing.first_end, left.words.0),
    );
    let is_tied = pair.of(Feature::Dash) + pair.of(Feature::And) > 0.0;
    let is_line = line.sentence.words.len() <= SHORT + 4 && passing.names == 2 && left.words.0 <= 1;
    pair.mark_if(Feature::PairLine, is_line && is_tied && is_abroad);
}

/// What stands between two names.
fn between(pair: &mut Pair, line: Line<'_>, (from, to): (usize, usize), is_abroad: bool) {
    pair.mark_if(Feature::Dash, line.is_dashed(from, to));
    let words = line.sentence.words.get(from..to).unwrap_or_default();
    let has_and = words.iter().any(|word| super::roles::is_and(&word.key));
    pair.mark_if(Feature::And, has_and && words.len() <= 3);
    let is_list = words.len() <= 24
        && !line.speaks(from, to)
        && (has_and
            || line
                .sentence
                .words
                .get(to)
                .is_some_and(|word| word.gap == Gap::Comma));
    if is_list {
        pair.mark(if is_abroad {
            Feature::FellowsAbroad
        } else {
            Feature::Fellows
        });
    }
    pair.set(Feature::Distance, logarithm(to - from));
    pair.mark_if(Feature::CueBetween, line.speaks(from, to));
    pair.mark_if(
        Feature::PartnerBetween,
        line.says(Concept::PartnerBody, from, to).is_some(),
    );
    pair.mark_if(Feature::StopBetween, !line.is_unbroken(from, to + 1));
}

/// Words around a name that are looked at.
const REACH: usize = 8;

/// What stands beside the second name.
fn beside(pair: &mut Pair, line: Line<'_>, second: &Named) {
    let (intro, _, end) = second.words;
    let from = intro.saturating_sub(5);
    let has_partner = line.says(Concept::PartnerBody, from, intro).is_some();
    pair.mark_if(
        Feature::Our,
        has_partner && line.says(Concept::Our, intro.saturating_sub(8), intro).is_some(),
    );
    pair.mark_if(
        Feature::PartnerWord,
        has_partner || line.says(Concept::PartnerBody, end, end + 3).is_some(),
    );
    pair.mark_if(Feature::With, line.preposition(intro).is_some());
    pair.mark_if(
        Feature::YearBehind,
        line.has_year(end, end + 5) || line.says(Concept::Since, end, end + 3).is_some(),
    );
    pair.mark_if(Feature::Bracket, line.gap(end) == Some(Gap::Open));
    pair.mark_if(Feature::Aside, line.is_aside(intro));
}
