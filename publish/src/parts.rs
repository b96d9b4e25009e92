//! The recurring parts of pages, each with its own small template in `templates/parts/`.
//!
//! # Invariants
//! A part holds finished words and addresses; its template only places them.

mod change;
mod chart;
mod counts;
mod form;
mod map;
mod picture;
mod queue;

pub(crate) use change::{ChangeRow, FieldRow};
pub(crate) use chart::{Bars, Columns, Measured};
pub(crate) use counts::{Count, Counts};
pub(crate) use form::{Ask, Field, Problems};
pub(crate) use map::MapView;
pub(crate) use picture::Picture;
pub(crate) use queue::{AssignmentView, Tally};

use crate::pieces::Piece;
use crate::words::Lang;
use askama::Template;
use askama::filters::HtmlSafe;

/// Words with the language they are in, and whether a machine or an older original stands behind them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Said {
    pub(crate) words: String,
    /// Empty where the language is not known.
    pub(crate) language: String,
    /// Made by a machine, or of an older original: the note that says so.
    pub(crate) note: Option<String>,
}

impl Said {
    /// Characters from which on a title is a sentence, and set smaller.
    const LONG: usize = 70;

    /// Whether it is rather a sentence than a name.
    pub(crate) fn is_long(&self) -> bool {
        self.words.chars().nth(Self::LONG).is_some()
    }
}

/// A body as a link: name in the reader's language, country beside it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/party.html")]
pub(crate) struct PartyView {
    pub(crate) url: Option<String>,
    pub(crate) name: Said,
    pub(crate) country: String,
    pub(crate) country_code: String,
    /// What it is, or the part it plays.
    pub(crate) note: String,
}

/// One side of a partnership; a country that all its bodies share stands once.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = "{% for party in parties %}<li>{{ party }}</li>{% endfor %}{% if !country.is_empty() %}<li class=\"country\">{{ country }}</li>{% endif %}",
    ext = "html"
)]
pub(crate) struct SideView {
    pub(crate) parties: Vec<PartyView>,
    pub(crate) country: String,
}

/// Whom one body of a partnership works with, and who stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartnersView {
    pub(crate) side: SideView,
    /// The others of its own side, in words.
    pub(crate) beside: Option<String>,
}

/// A partnership as a row of a list or table.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/partnership_row.html")]
pub(crate) struct PartnershipRow {
    pub(crate) lang: Lang,
    pub(crate) url: String,
    pub(crate) left: SideView,
    pub(crate) right: SideView,
    /// In the table of one body its partners stand in place of both sides.
    pub(crate) partners: Option<PartnersView>,
    pub(crate) kind: String,
    pub(crate) status: Chip,
    pub(crate) day: Option<DayView>,
    /// How long ago a party confirmed it, where one did and it is alive.
    pub(crate) confirmed: Option<String>,
    pub(crate) programme: Option<LinkView>,
    /// “A, B – C”, for titles and labels.
    pub(crate) label: String,
}

/// The partnerships of a list as a table that becomes cards on narrow screens.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/partnerships.html")]
pub(crate) struct PartnershipTable {
    pub(crate) lang: Lang,
    pub(crate) caption: String,
    pub(crate) rows: Vec<Piece>,
}

/// The partnerships of one body: its partners, in a table of the same form.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/partners.html")]
pub(crate) struct PartnerTable {
    pub(crate) lang: Lang,
    pub(crate) caption: String,
    pub(crate) rows: Vec<Piece>,
}

/// A status with its colour class.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/chip.html")]
pub(crate) struct Chip {
    pub(crate) word: String,
    /// `live`, `open`, `closed` or `note`.
    pub(crate) tone: &'static str,
}

/// A day in words with its machine form.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(source = "<time datetime=\"{{ machine }}\">{{ words }}</time>", ext = "html")]
pub(crate) struct DayView {
    pub(crate) words: String,
    pub(crate) machine: String,
}

/// A link with finished words.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = "<a href=\"{{ url }}\"{% if !words.language.is_empty() %} lang=\"{{ words.language }}\"{% endif %}>{{ words.words }}</a>{% if let Some(note) = words.note %} <small class=\"soft\">{{ note }}</small>{% endif %}",
    ext = "html"
)]
pub(crate) struct LinkView {
    pub(crate) url: String,
    pub(crate) words: Said,
}

/// A piece of proof: a quote with its place, a statement, or a rule.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/quote.html")]
pub(crate) struct QuoteView {
    pub(crate) lang: Lang,
    pub(crate) words: Said,
    /// `quote`, `statement` or `rule`.
    pub(crate) sort: &'static str,
    /// The source page at the place of the quote.
    pub(crate) place: Option<LinkView>,
    /// The public address of the original.
    pub(crate) original: Option<String>,
    pub(crate) by: String,
    pub(crate) read_on: Option<DayView>,
}

/// Proof as a list.
#[derive(Debug, Clone, Template)]
#[template(
    source = "<ul class=\"quotes\">{% for quote in quotes %}<li>{{ quote }}</li>{% endfor %}</ul>",
    ext = "html"
)]
pub(crate) struct QuoteList {
    pub(crate) quotes: Vec<QuoteView>,
}

/// One step of a life line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepView {
    pub(crate) day: DayView,
    pub(crate) what: String,
    pub(crate) proof: Option<LinkView>,
}

/// A life line, earliest first.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/lifeline.html")]
pub(crate) struct LifeLine {
    pub(crate) steps: Vec<StepView>,
}

/// An action: a delivery, a stay, an event, a support.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/action.html")]
pub(crate) struct ActionView {
    pub(crate) anchor: String,
    pub(crate) kind: String,
    pub(crate) title: Said,
    pub(crate) quantity: Option<String>,
    pub(crate) day: Option<DayView>,
    pub(crate) parties: Vec<PartyView>,
    pub(crate) quotes: Vec<QuoteView>,
}

/// A project, campaign, grant, alliance, story or source as a card.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/card.html")]
pub(crate) struct Card {
    pub(crate) link: LinkView,
    pub(crate) over: String,
    pub(crate) day: Option<DayView>,
    pub(crate) summary: Option<Said>,
    pub(crate) figure: Option<String>,
    pub(crate) chip: Option<Chip>,
}

/// Cards beside each other.
#[derive(Debug, Clone, Template)]
#[template(
    source = "<ul class=\"cards\">{% for card in cards %}<li>{{ card }}</li>{% endfor %}</ul>",
    ext = "html"
)]
pub(crate) struct CardList {
    pub(crate) cards: Vec<Card>,
}

/// The grants of one body: those it gives and those it receives.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/grants.html")]
pub(crate) struct SidedGrants {
    pub(crate) lang: Lang,
    pub(crate) given: CardList,
    pub(crate) received: CardList,
}

impl SidedGrants {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.given.cards.is_empty() && self.received.cards.is_empty()
    }
}

/// Links to the next part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/pager.html")]
pub(crate) struct Pager {
    pub(crate) lang: Lang,
    pub(crate) first: Option<String>,
    pub(crate) next: Option<String>,
}

macro_rules! html_safe {
    ($($part:ty),* $(,)?) => {$(
        // Each of these templates escapes what it is given.
        impl HtmlSafe for $part {}
    )*};
}
html_safe!(
    PartyView,
    Piece,
    SideView,
    PartnershipTable,
    PartnerTable,
    Chip,
    DayView,
    LinkView,
    QuoteView,
    QuoteList,
    LifeLine,
    ActionView,
    Card,
    CardList,
    SidedGrants,
    MapView,
    Pager
);
