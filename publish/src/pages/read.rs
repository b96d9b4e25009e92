//! The page where anybody has a text read: the form, then the marked text, what it claims, and every name to correct.
//!
//! # Invariants
//! - Everything works by sending the form again; nothing of a text stays behind.
//! - So many names are offered for correction as a page can hold; the file has all of them.

use super::source::{ClaimRow, Marked, MentionRow, RemarkRow, claim_row, marked, mention_row, remark_rows};
use super::{Layout, render, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::imports::told::why;
use crate::limits::seconds;
use crate::pages::authority::find;
use crate::parts::{LinkView, Problems, Said};
use crate::reader::chosen::{self, Chosen};
use crate::reader::{self, LARGEST, Recognised};
use crate::urls;
use crate::view::View;
use crate::words::{Lang, number};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use recognise::Recognition;
use register::{ReadSource, StoredClaim, StoredRemark};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use vocabulary::{
    Authority, AuthorityCode, ClaimState, Id, Mention, Moment, Reason, Revision, Rights, Source, SourceFormat,
};

/// Most names that can be corrected on the page.
const MOST_NAMES: usize = 200;
/// Bodies that a name may be said to mean instead.
const OFFERED: usize = 6;

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There are no words in it.
    Empty,
    /// It is an address.
    Address,
    /// It is larger than is read.
    TooLong,
    /// Too many texts are read at this moment.
    Busy,
    /// The same address has had too many read, and may come again after this time.
    TooOften(Duration),
    /// Reading it takes too long.
    TooSlow,
    /// The engine failed on it.
    Stumbled,
    /// It cannot be read, for this reason.
    Unreadable(Reason),
}

impl Trouble {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.t("read-empty"),
            Self::Address => lang.t("read-address"),
            Self::TooLong => lang.say("read-too-long", &[("count", number(LARGEST / 1_000))]),
            Self::Busy => lang.t("read-busy"),
            Self::TooOften(wait) => {
                let count = usize::try_from(seconds(*wait)).unwrap_or(usize::MAX);
                lang.n("read-too-often", count)
            }
            Self::TooSlow => lang.t("read-too-slow"),
            Self::Stumbled => lang.t("read-stumbled"),
            Self::Unreadable(reason) => lang.with("read-unreadable", &why(lang, &told(reason))),
        }
    }
}

/// A problem of a document as an import tells it, which is how its words ask for it.
fn told(problem: &Reason) -> Reason {
    let params = problem.params.iter();
    params.fold(
        Reason::new("import_problem").with("problem", &problem.code),
        |told, (name, value)| told.with(name, value),
    )
}

/// A name with what it may be said to mean.
pub(crate) struct NameRow {
    pub(crate) row: MentionRow,
    /// The field that corrects it.
    pub(crate) field: String,
    /// Value, words, whether it is chosen.
    pub(crate) options: Vec<(String, String, bool)>,
}

/// What was read.
pub(crate) struct Found {
    pub(crate) about: Vec<(String, String)>,
    pub(crate) names: Vec<NameRow>,
    /// The names that only the file has.
    pub(crate) more: usize,
    pub(crate) claims: Vec<ClaimRow>,
    pub(crate) remarks: Vec<RemarkRow>,
}

impl Found {
    /// How many names there are altogether.
    fn count(&self) -> usize {
        self.names.len() + self.more
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/read.html")]
pub(crate) struct ReadPage {
    pub(crate) page: Layout,
    pub(crate) action: String,
    pub(crate) pasted: String,
    pub(crate) problems: Option<Problems>,
    pub(crate) hint: String,
    pub(crate) largest: usize,
    /// The marked text.
    pub(crate) text: Vec<Marked>,
    pub(crate) language: String,
    pub(crate) found: Option<Found>,
}

impl ReadPage {
    /// The same page in the other languages: what was pasted goes with it.
    fn others(&self) -> Vec<(String, Lang)> {
        let others = Lang::ALL.into_iter().filter(|lang| *lang != self.page.lang);
        others.map(|lang| (urls::plain(lang, "read"), lang)).collect()
    }

    fn of(page: Layout, pasted: &str) -> Self {
        let lang = page.lang;
        Self {
            action: urls::plain(lang, "read"),
            page,
            pasted: echoed(pasted),
            problems: None,
            hint: lang.say("read-hint", &[("count", number(LARGEST / 1_000))]),
            largest: LARGEST,
            text: Vec::new(),
            language: String::new(),
            found: None,
        }
    }
}

/// What was pasted as a page may hold it: control characters are no part of one.
fn echoed(pasted: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' | '\t' => letter,
        other if other.is_control() => char::REPLACEMENT_CHARACTER,
        other => other,
    };
    pasted.chars().map(shown).collect()
}

/// `GET /{lang}/read`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut layout = ctx.layout(&ctx.lang.t("read-title"));
    layout.description = ctx.lang.t("read-lead");
    render(ctx.lang, &ReadPage::of(layout, ""))
}

/// The form again, with what was pasted and why it is not read.
pub(crate) fn again(page: Layout, pasted: &str, trouble: &Trouble) -> Result<Response, PageError> {
    let lang = page.lang;
    let problems = Problems {
        title: lang.t("form-problems"),
        list: vec![("pasted".to_owned(), trouble.words(lang))],
    };
    let page = ReadPage {
        problems: Some(problems),
        ..ReadPage::of(page, pasted)
    };
    let mut answer = render_private(lang, &page)?;
    reader::told(trouble, &mut answer);
    Ok(answer)
}

/// Name as written → the bodies that it may be said to mean.
pub(crate) type Offers = BTreeMap<String, Vec<AuthorityCode>>;

/// What each name of a text may be said to mean: its choices, else what the gazetteer finds.
pub(crate) fn offers(view: &View<'_>, found: &Recognition) -> Offers {
    let mut offers = Offers::new();
    for mention in found.mentions.iter().take(MOST_NAMES) {
        if offers.contains_key(&mention.text) {
            continue;
        }
        let mut codes: Vec<AuthorityCode> = mention.code.iter().cloned().collect();
        codes.extend(mention.choices.iter().map(|choice| choice.code.clone()));
        if mention.choices.is_empty() {
            let near = view.places.search(&mention.text, OFFERED);
            codes.extend(near.into_iter().map(|candidate| candidate.code));
        }
        let mut seen = BTreeSet::new();
        codes.retain(|code| seen.insert(code.clone()));
        offers.insert(mention.text.clone(), codes);
    }
    offers
}

/// The page with what was recognised.
pub(crate) fn found(
    ctx: &Context,
    (pasted, read): (&str, &Recognised),
    offers: &Offers,
    chosen: &Chosen,
) -> Result<Response, PageError> {
    let view = ctx.view();
    let as_source = source(read);
    let mut layout = ctx.layout(&ctx.lang.t("read-title"));
    layout.description = ctx.lang.t("read-lead");
    let mentions = as_source.mentions.iter().take(MOST_NAMES);
    let names = mentions.map(|mention| name_row(&view, mention, offers, chosen));
    let page = ReadPage {
        text: marked(&view, &as_source, &BTreeSet::new()),
        language: read.recognition.language.clone().unwrap_or_default(),
        found: Some(Found {
            about: about(&view, &read.recognition),
            names: names.collect(),
            more: as_source.mentions.len().saturating_sub(MOST_NAMES),
            claims: as_source
                .claims
                .iter()
                .map(|claim| placed(claim_row(&view, &as_source, claim), &view))
                .collect(),
            remarks: remark_rows(&view, &as_source),
        }),
        ..ReadPage::of(layout, pasted)
    };
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::OK;
    Ok(answer)
}

/// A reading in the form of a source of the record, so that it is shown by the same parts.
fn source(read: &Recognised) -> ReadSource {
    let recognition = &read.recognition;
    let language = recognition.language.as_deref().and_then(|tag| tag.parse().ok());
    let nowhere = uuid::Uuid::nil();
    ReadSource {
        source: Source {
            id: Id::of(nowhere),
            origin: String::new(),
            address: None,
            title: recognition.title.clone(),
            publisher: None,
            language,
            format: SourceFormat::Text,
            rights: Rights::Own,
            newest: Id::of(nowhere),
        },
        owner: None,
        revision: Revision {
            id: Id::of(nowhere),
            source: Id::of(nowhere),
            sha256: String::new(),
            text: read.text.clone(),
            read_on: Moment::utc(0),
            engine: String::new(),
            gazetteer: String::new(),
        },
        mentions: recognition.mentions.clone(),
        claims: recognition
            .claims
            .iter()
            .map(|claim| StoredClaim {
                id: Id::of(nowhere),
                claim: claim.clone(),
                state: ClaimState::Waiting,
            })
            .collect(),
        remarks: recognition
            .remarks
            .iter()
            .map(|remark| StoredRemark {
                remark: remark.remark.clone(),
                span: remark.start.zip(remark.end),
            })
            .collect(),
    }
}

/// A claim whose quotes lead to their places in the text above.
fn placed(mut row: ClaimRow, view: &View<'_>) -> ClaimRow {
    for quote in &mut row.quotes {
        quote.place = quote.place.take().map(|place| LinkView {
            url: place
                .url
                .split_once('#')
                .map_or_else(String::new, |(_, anchor)| format!("#{anchor}")),
            words: View::said(&view.lang.t("quote-in-text"), None),
        });
    }
    row
}

/// What is known of the text as a whole, in rows of word and value.
fn about(view: &View<'_>, found: &Recognition) -> Vec<(String, String)> {
    let lang = view.lang;
    let language = found
        .language
        .as_deref()
        .map(|tag| lang.word("language", tag_word(tag)));
    let rows = [
        ("read-about-language", language),
        ("fact-title", found.title.clone()),
        ("fact-dates", found.date.map(|day| view.day(day).words)),
    ];
    let rows = rows.into_iter();
    rows.filter_map(|(key, value)| Some((lang.t(key), value.filter(|value| !value.is_empty())?)))
        .collect()
}

/// The languages that have a name here; of others it is only said that they are others.
fn tag_word(tag: &str) -> &'static str {
    const NAMED: [&str; 9] = ["fr", "en", "uk", "de", "es", "it", "pl", "pt", "ru"];
    NAMED.into_iter().find(|known| *known == tag).unwrap_or("other")
}

fn name_row(view: &View<'_>, mention: &Mention, offers: &Offers, chosen: &Chosen) -> NameRow {
    let said = chosen.get(&(mention.start, mention.end)).map(String::as_str);
    let codes = offers.get(&mention.text).map(Vec::as_slice).unwrap_or_default();
    let mut options = vec![(String::new(), view.lang.t("read-as-read"), said.is_none())];
    for code in codes {
        let Some((_, body)) = find(view, code) else {
            continue;
        };
        let value = body.code().to_string();
        let is_said = said == Some(value.as_str());
        options.push((value, label(view, &body), is_said));
    }
    let none = chosen::NONE;
    options.push((none.to_owned(), view.lang.t("read-none"), said == Some(none)));
    NameRow {
        row: mention_row(view, mention),
        field: chosen::field(mention.start, mention.end),
        options,
    }
}

/// A body with what tells it from those of the same name.
fn label(view: &View<'_>, body: &Authority) -> String {
    let Said { words: name, .. } = view.name(body);
    let parent = body.parents.first().and_then(|code| view.places.authority(code));
    let parts = [
        body.kind.name(view.lang.tag()).to_owned(),
        parent.map_or_else(String::new, |parent| view.name(&parent).words),
        view.country(body.country),
        body.code().to_string(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{name} – {}", parts.join(", "))
}
