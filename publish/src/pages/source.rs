//! The page of a source: its text with every mention and claim marked where the rights allow it, else its quotes;
//! the names with code, confidence and reasons; the claims with their state; the remarks.

use super::authority::find;
use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::highlight::{Span, pieces};
use crate::parts::{Chip, DayView, LinkView, PartyView, QuoteView, Said};
use crate::urls;
use crate::view::{View, cut, is_web};
use crate::words::Lang;
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{ReadSource, StoredClaim, StoredRemark};
use std::collections::BTreeSet;
use vocabulary::{ClaimState, Evidence, Mention, Rights, SourceFormat, SourceId, VerdictKind};

/// Longest text that the page shows, in scalars; what was read behind it stands in the lists.
const LONGEST_TEXT: usize = 100_000;

/// A piece of the text with its marks.
pub(crate) struct Marked {
    /// Anchors that lead here.
    pub(crate) anchors: Vec<String>,
    pub(crate) text: String,
    /// CSS classes: what covers the piece; empty for plain text.
    pub(crate) classes: String,
    /// The page of the body that is named here.
    pub(crate) url: Option<String>,
    pub(crate) title: String,
}

/// A name that was found.
pub(crate) struct MentionRow {
    pub(crate) text: String,
    pub(crate) place: String,
    pub(crate) url: Option<String>,
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) verdict: Chip,
    pub(crate) confidence: String,
    pub(crate) reasons: Vec<String>,
    pub(crate) choices: Vec<(String, String)>,
}

/// What a claim says of one thing: words, or bodies.
pub(crate) struct Fact {
    pub(crate) what: String,
    pub(crate) words: String,
    /// The bodies in place of the words.
    pub(crate) bodies: Vec<PartyView>,
}

/// A claim that was made.
pub(crate) struct ClaimRow {
    pub(crate) anchor: String,
    pub(crate) kind: String,
    pub(crate) state: Chip,
    pub(crate) confidence: String,
    /// Whom it names, in one line.
    pub(crate) names: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) quotes: Vec<QuoteView>,
    pub(crate) reasons: Vec<String>,
}

/// A remark with the words it speaks of.
#[derive(PartialEq, Eq)]
pub(crate) struct RemarkRow {
    pub(crate) words: String,
    pub(crate) quote: Option<Said>,
}

/// The page of a source.
#[derive(Template)]
#[template(path = "pages/source.html")]
pub(crate) struct SourcePage {
    pub(crate) page: Layout,
    pub(crate) title: Said,
    /// Whether the title is the name of a file or an address, which is shown as it is.
    pub(crate) named: bool,
    pub(crate) publisher: String,
    pub(crate) format: String,
    pub(crate) rights: String,
    pub(crate) original: Option<String>,
    pub(crate) read_on: Option<DayView>,
    pub(crate) sha256: String,
    pub(crate) engine: String,
    pub(crate) language: String,
    /// The marked text; empty where only quotes may be shown.
    pub(crate) text: Vec<Marked>,
    pub(crate) shortened: bool,
    pub(crate) quoted: bool,
    pub(crate) mentions: Vec<MentionRow>,
    pub(crate) claims: Vec<ClaimRow>,
    pub(crate) remarks: Vec<RemarkRow>,
}

/// `GET /{lang}/sources/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: SourceId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.source(id).ok_or_else(|| ctx.missing())?;
    render(ctx.lang, &build(&ctx, &view, &view.snapshot.opened(found)))
}

fn build(ctx: &Context, view: &View<'_>, found: &ReadSource) -> SourcePage {
    let lang = ctx.lang;
    let source = &found.source;
    let title = View::source_title(&found.source);
    let text = Resource::SourceText {
        rights: source.rights.clone(),
        owner: found.owner,
    };
    let whole = ctx.may(Action::See, &text);
    let mut mentions: Vec<&Mention> = found.mentions.iter().collect();
    mentions.sort_by_key(|mention| (mention.start, mention.end));
    SourcePage {
        page: ctx.layout(&cut(&title.words, 120)),
        title,
        named: source.title.is_none(),
        publisher: source.publisher.clone().unwrap_or_default(),
        format: lang.word("format", format(source.format)),
        rights: match &source.rights {
            Rights::Own => lang.t("rights-own"),
            Rights::Licensed { licence, holder } => lang.say(
                "rights-licensed",
                &[
                    ("licence", licence.as_str().into()),
                    ("holder", holder.as_str().into()),
                ],
            ),
            Rights::Quotation => lang.t("rights-quotation"),
        },
        original: source.address.clone().filter(|address| is_web(address)),
        read_on: view.moment(&found.revision.read_on),
        sha256: found.revision.sha256.clone(),
        engine: found.revision.engine.clone(),
        language: source
            .language
            .map_or_else(String::new, |language| language.as_str().to_owned()),
        text: if whole {
            marked(view, found, &story_starts(view, found))
        } else {
            Vec::new()
        },
        shortened: whole && found.revision.text.chars().nth(LONGEST_TEXT).is_some(),
        quoted: !whole,
        mentions: mentions
            .into_iter()
            .map(|mention| mention_row(view, mention))
            .collect(),
        claims: found
            .claims
            .iter()
            .map(|claim| here(view, whole, claim_row(view, found, claim)))
            .collect(),
        remarks: remark_rows(view, found),
    }
}

fn format(format: SourceFormat) -> &'static str {
    match format {
        SourceFormat::WordPress => "word_press",
        SourceFormat::NewsList => "news_list",
        SourceFormat::Communique => "communique",
        SourceFormat::Text => "text",
        SourceFormat::Html => "html",
        SourceFormat::Sheet => "sheet",
        SourceFormat::Feed => "feed",
        SourceFormat::Statement => "statement",
    }
}

/// What a span of the text is.
enum Mark<'a> {
    Name(&'a Mention),
    Claim(&'a StoredClaim),
    Remark,
}

fn spans(found: &ReadSource) -> Vec<Span<Mark<'_>>> {
    let mut spans: Vec<Span<Mark<'_>>> = Vec::new();
    for claim in &found.claims {
        let places = claim.claim.evidence.iter().map(|quote| (quote.start, quote.end));
        let own = (claim.claim.start, claim.claim.end);
        let distinct: BTreeSet<(usize, usize)> = places.chain([own]).collect();
        spans.extend(distinct.into_iter().map(|(start, end)| Span {
            start,
            end,
            what: Mark::Claim(claim),
        }));
    }
    for remark in &found.remarks {
        spans.extend(remark.span.map(|(start, end)| Span {
            start,
            end,
            what: Mark::Remark,
        }));
    }
    spans.extend(found.mentions.iter().map(|mention| Span {
        start: mention.start,
        end: mention.end,
        what: Mark::Name(mention),
    }));
    spans
}

/// Where the stories of this source start: other pages lead there, as they do to names and claims.
fn story_starts(view: &View<'_>, found: &ReadSource) -> BTreeSet<usize> {
    let stories = view.snapshot.stories_of(found.source.id);
    stories.map(|story| story.span.0).collect()
}

/// The text in pieces; places that other pages lead to get anchors, as names and claims do.
pub(crate) fn marked(view: &View<'_>, found: &ReadSource, starts: &BTreeSet<usize>) -> Vec<Marked> {
    let text: String = found.revision.text.chars().take(LONGEST_TEXT).collect();
    let spans = spans(found);
    let mut out = Vec::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for piece in pieces(&text, &spans) {
        let end = piece.start + piece.text.chars().count();
        let anchors = starts
            .range(piece.start..end.max(piece.start + 1))
            .chain(
                piece
                    .starts
                    .iter()
                    .any(|mark| !matches!(mark, Mark::Remark))
                    .then_some(&piece.start),
            )
            .filter(|start| used.insert(**start))
            .map(|start| format!("at-{start}"))
            .collect();
        out.push(dressed(view, piece.text, &piece.covers, anchors));
    }
    out
}

fn dressed(view: &View<'_>, text: &str, covers: &[&Mark<'_>], anchors: Vec<String>) -> Marked {
    let mut classes: BTreeSet<&str> = BTreeSet::new();
    let (mut url, mut title) = (None, String::new());
    for mark in covers {
        match mark {
            Mark::Name(mention) => {
                classes.insert(match mention.verdict {
                    VerdictKind::One => "name",
                    VerdictKind::Several => "name several",
                    VerdictKind::Unknown => "name unknown",
                });
                url = mention.code.as_ref().map(|code| urls::authority(view.lang, code));
                let name = mention.name.as_deref().unwrap_or(&mention.text);
                title = mention
                    .code
                    .as_ref()
                    .map_or_else(String::new, |code| format!("{name} · {code}"));
            }
            Mark::Claim(claim) => {
                classes.insert("claim");
                if claim.state == ClaimState::Rejected {
                    classes.insert("rejected");
                }
            }
            Mark::Remark => {
                classes.insert("remark");
            }
        }
    }
    let classes: Vec<&str> = classes.into_iter().collect();
    Marked {
        anchors,
        text: text.to_owned(),
        classes: classes.join(" "),
        url,
        title,
    }
}

fn percent(view: &View<'_>, confidence: f32) -> String {
    let whole = format!("{:.0}", f64::from(confidence.clamp(0.0, 1.0)) * 100.0);
    view.lang.say(
        "percent",
        &[("number", figures::decimal(view.lang, &whole).into())],
    )
}

/// A name as a row.
pub(crate) fn mention_row(view: &View<'_>, mention: &Mention) -> MentionRow {
    let (word, tone) = match mention.verdict {
        VerdictKind::One => ("one", "live"),
        VerdictKind::Several => ("several", "note"),
        VerdictKind::Unknown => ("unknown", "closed"),
    };
    MentionRow {
        text: cut(&mention.text, Evidence::QUOTE_LIMIT),
        place: format!("#at-{}", mention.start),
        url: mention.code.as_ref().map(|code| urls::authority(view.lang, code)),
        name: meant(view, mention),
        code: mention
            .code
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        verdict: Chip {
            word: view.lang.word("verdict", word),
            tone,
        },
        confidence: percent(view, mention.confidence),
        reasons: view.reasons(&mention.reasons),
        choices: mention
            .choices
            .iter()
            .map(|choice| (urls::authority(view.lang, &choice.code), choice.name.clone()))
            .collect(),
    }
}

/// A claim on the page of its own source: its quotes lead to their place in the text above, where that is shown.
fn here(view: &View<'_>, whole: bool, mut row: ClaimRow) -> ClaimRow {
    for quote in &mut row.quotes {
        quote.original = None;
        quote.place = quote.place.take().filter(|_| whole).map(|place| LinkView {
            words: View::said(&view.lang.t("quote-in-text"), None),
            ..place
        });
    }
    row
}

/// The name of the body that is meant, for this reader.
fn meant(view: &View<'_>, mention: &Mention) -> String {
    let known = mention.code.as_ref().and_then(|code| view.places.authority(code));
    known.map_or_else(
        || mention.name.clone().unwrap_or_default(),
        |authority| view.name(&authority).words,
    )
}

/// The state of a claim as a chip.
pub(crate) fn state(view: &View<'_>, state: ClaimState) -> Chip {
    let tone = match state {
        ClaimState::Waiting => "open",
        ClaimState::Accepted => "live",
        ClaimState::Rejected | ClaimState::Superseded => "closed",
    };
    Chip {
        word: view.lang.word("claim-state", state.as_str()),
        tone,
    }
}

/// A claim with what it says, in rows of word and value.
pub(crate) fn claim_row(view: &View<'_>, found: &ReadSource, stored: &StoredClaim) -> ClaimRow {
    let claim = &stored.claim;
    let quotes = if claim.evidence.is_empty() {
        let whole = vocabulary::Quote {
            quote: claim.quote.clone(),
            start: claim.start,
            end: claim.end,
        };
        vec![view.quote(&found.source, &whole, None)]
    } else {
        claim
            .evidence
            .iter()
            .map(|quote| view.quote(&found.source, quote, None))
            .collect()
    };
    ClaimRow {
        anchor: stored.id.to_string(),
        kind: view.lang.word("claim-kind", claim.kind.as_str()),
        state: state(view, stored.state),
        confidence: percent(view, claim.confidence),
        names: {
            let names = stored.claim.parties.iter();
            let names = names.map(|party| claimed(view, party).name.words);
            view.joined(&names.collect::<Vec<_>>())
        },
        facts: facts(view, stored),
        quotes,
        reasons: view.reasons(&claim.reasons),
    }
}

/// A body that a claim names: who is meant, and what is written where that is something else.
fn claimed(view: &View<'_>, party: &vocabulary::ClaimParty) -> PartyView {
    let body = party.code.as_ref().and_then(|code| find(view, code));
    let Some((_, body)) = body else {
        return PartyView {
            url: None,
            name: View::said(&party.text, None),
            country: String::new(),
            country_code: String::new(),
            note: String::new(),
        };
    };
    let meant = view.authority(&body);
    let note = if meant.name.words == party.text {
        String::new()
    } else {
        view.lang.with("fact-written", &party.text)
    };
    PartyView { note, ..meant }
}

/// The days that a claim gives, each with what happened on it.
fn dates(lang: Lang, claim: &vocabulary::Claim) -> String {
    let dates: Vec<String> = claim
        .dates
        .iter()
        .map(|step| {
            let key = format!("step-{}", step.what);
            let what = if lang.has(&key) {
                lang.t(&key)
            } else {
                step.what.clone()
            };
            format!("{what} {}", figures::day(lang, step.date))
        })
        .collect();
    if dates.is_empty() {
        claim.date.map_or_else(String::new, |day| figures::day(lang, day))
    } else {
        dates.join(", ")
    }
}

fn facts(view: &View<'_>, stored: &StoredClaim) -> Vec<Fact> {
    let claim = &stored.claim;
    let lang = view.lang;
    let amount = claim.funding.amount.as_ref().map(|amount| {
        let currency = claim.funding.currency.map_or("", vocabulary::Currency::code);
        figures::amount(lang, amount, currency)
    });
    let count = claim
        .quantity
        .map(|count| figures::count(lang, count))
        .unwrap_or_default();
    let base = claim
        .funding
        .base
        .map(|count| figures::count(lang, count))
        .unwrap_or_default();
    let item = claim.item.as_deref().unwrap_or_default();
    let quantity = if claim.quantity.is_some() {
        format!("{count} {item}")
    } else {
        String::new()
    };
    let mut facts = vec![
        ("fact-dates", dates(lang, claim)),
        ("fact-amount", amount.unwrap_or_default()),
        ("fact-base", base),
        ("fact-quantity", quantity.trim().to_owned()),
    ];
    facts.extend(told(claim));
    let told = facts.into_iter().map(|(key, words)| Fact {
        what: lang.t(key),
        words,
        bodies: Vec::new(),
    });
    let bodies = [("fact-parties", &claim.parties), ("fact-others", &claim.others)];
    let bodies = bodies.into_iter().map(|(key, parties)| Fact {
        what: lang.t(key),
        words: String::new(),
        bodies: parties.iter().map(|party| claimed(view, party)).collect(),
    });
    let facts = bodies.chain(told);
    facts
        .filter(|fact| !fact.words.is_empty() || !fact.bodies.is_empty())
        .collect()
}

/// What the claim repeats of the source in its own words.
fn told(claim: &vocabulary::Claim) -> [(&'static str, String); 6] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        ("fact-title", text(&claim.title)),
        ("fact-region", text(&claim.region)),
        ("fact-programme", text(&claim.programme)),
        ("fact-call", text(&claim.call)),
        ("fact-place", text(&claim.place)),
        ("fact-why", text(&claim.why)),
    ]
}

/// The remarks on a source, each said once.
pub(crate) fn remark_rows(view: &View<'_>, found: &ReadSource) -> Vec<RemarkRow> {
    let mut rows: Vec<RemarkRow> = Vec::new();
    for remark in &found.remarks {
        let row = remark_row(view, found, remark);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

fn remark_row(view: &View<'_>, found: &ReadSource, remark: &StoredRemark) -> RemarkRow {
    let words = view.remark(&remark.remark);
    let quote = remark.span.map(|(start, end)| {
        let text: String = found
            .revision
            .text
            .chars()
            .skip(start)
            .take(end.saturating_sub(start))
            .collect();
        View::said(&cut(&text, Evidence::QUOTE_LIMIT), found.source.language)
    });
    RemarkRow { words, quote }
}
