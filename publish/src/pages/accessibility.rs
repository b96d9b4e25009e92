//! The accessibility statement: what was assessed, when and how, every criterion of RGAA 4.1 with its answer, whom to turn to.
//!
//! In: `rgaa.csv`, one row per criterion with its answer, the key of the reason, the day, and its short name in each language.
//!
//! # Invariants
//! Every sum on the page is counted from the table, so none can say anything else.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::words::{Lang, number};
use askama::Template;
use axum::response::Response;
use std::sync::LazyLock;
use vocabulary::Day;

/// The form of the body that people in France turn to.
const DEFENDER: &str = "https://formulaire.defenseurdesdroits.fr/";

/// The answer to a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    Met,
    NotMet,
    DoesNotApply,
}

impl Answered {
    fn named(word: &str) -> Option<Self> {
        match word {
            "yes" => Some(Self::Met),
            "no" => Some(Self::NotMet),
            "na" => Some(Self::DoesNotApply),
            _ => None,
        }
    }
}

/// One criterion as the table has it.
#[derive(Debug)]
struct Criterion {
    number: String,
    word: String,
    answered: Answered,
    why: String,
    assessed: Day,
    /// By the tag of the language, as the heads of the table have it.
    names: Vec<(String, String)>,
}

static CRITERIA: LazyLock<Vec<Criterion>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../../rgaa.csv").as_bytes());
    let heads = reader.headers().cloned().unwrap_or_default();
    let rows = reader.records().filter_map(Result::ok);
    rows.filter_map(|row| criterion(&heads, &row)).collect()
});

fn criterion(heads: &csv::StringRecord, row: &csv::StringRecord) -> Option<Criterion> {
    let cell = |at: usize| row.get(at).map(ToOwned::to_owned);
    let named = heads.iter().zip(row).skip(4);
    Some(Criterion {
        number: cell(0)?,
        answered: Answered::named(row.get(1)?)?,
        word: cell(1)?,
        why: cell(2)?,
        assessed: row.get(3)?.parse().ok()?,
        names: named
            .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
            .collect(),
    })
}

impl Criterion {
    fn theme(&self) -> &str {
        self.number.split('.').next().unwrap_or_default()
    }

    /// Its name in this language, in English where the table has none.
    fn name(&self, lang: Lang) -> &str {
        let of = |tag: &str| self.names.iter().find(|(held, _)| held == tag);
        let name = of(lang.tag()).or_else(|| of(Lang::En.tag()));
        name.map_or("", |(_, name)| name.as_str())
    }
}

/// A criterion in the reader's words.
pub(crate) struct Row {
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) tone: &'static str,
    pub(crate) why: String,
}

/// The criteria of one theme.
pub(crate) struct Theme {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

/// The statement.
#[derive(Template)]
#[template(path = "pages/accessibility.html")]
pub(crate) struct AccessibilityPage {
    pub(crate) page: Layout,
    pub(crate) state: String,
    pub(crate) not_met: Vec<Row>,
    /// Heading and paragraph.
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) defender: &'static str,
    pub(crate) themes: Vec<Theme>,
}

fn row(lang: Lang, criterion: &Criterion) -> Row {
    Row {
        number: criterion.number.clone(),
        name: criterion.name(lang).to_owned(),
        state: lang.word("rgaa-state", &criterion.word),
        tone: match criterion.answered {
            Answered::Met => "live",
            Answered::NotMet => "note",
            Answered::DoesNotApply => "closed",
        },
        why: lang.word("rgaa-why", &criterion.why),
    }
}

fn themes(lang: Lang) -> Vec<Theme> {
    let mut themes: Vec<Theme> = Vec::new();
    for criterion in CRITERIA.iter() {
        let theme = criterion.theme();
        if themes.last().is_none_or(|last| last.number != theme) {
            themes.push(Theme {
                number: theme.to_owned(),
                title: lang.word("rgaa-theme", theme),
                rows: Vec::new(),
            });
        }
        if let Some(last) = themes.last_mut() {
            last.rows.push(row(lang, criterion));
        }
    }
    themes
}

/// How many criteria apply, how many of these are met, and on which day that was found out.
fn state(lang: Lang) -> String {
    let count = |answered| {
        let with = CRITERIA.iter().filter(|criterion| criterion.answered == answered);
        with.count()
    };
    let (met, not_met) = (count(Answered::Met), count(Answered::NotMet));
    let apply = met + not_met;
    let rate = (met * 100).checked_div(apply).unwrap_or_default();
    let rate = lang.say("percent", &[("number", number(rate))]);
    let assessed = CRITERIA.iter().map(|criterion| criterion.assessed).max();
    let day = assessed.map_or_else(String::new, |day| figures::day(lang, day));
    lang.say(
        "accessibility-state-text",
        &[
            ("apply", number(apply)),
            ("met", number(met)),
            ("rate", rate.into()),
            ("day", day.into()),
        ],
    )
}

/// `GET /{lang}/accessibility`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let part = |part: &str| {
        let words = |end: &str| lang.t(&format!("accessibility-{part}-{end}"));
        (words("title"), words("text"))
    };
    let not_met = CRITERIA
        .iter()
        .filter(|criterion| criterion.answered == Answered::NotMet);
    let page = AccessibilityPage {
        page: ctx.layout(&lang.t("accessibility-title")),
        state: state(lang),
        not_met: not_met.map(|criterion| row(lang, criterion)).collect(),
        parts: ["how", "made", "map", "contact"].map(part).to_vec(),
        defender: DEFENDER,
        themes: themes(lang),
    };
    render(lang, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The criteria of each theme of RGAA 4.1.
    const THEMES: [usize; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

    #[test]
    fn every_criterion_is_answered_once_in_every_language() {
        let expected: Vec<String> = (1..)
            .zip(THEMES)
            .flat_map(|(theme, count)| (1..=count).map(move |at| format!("{theme}.{at}")))
            .collect();
        let found: Vec<&String> = CRITERIA.iter().map(|criterion| &criterion.number).collect();
        assert_eq!(found, expected.iter().collect::<Vec<_>>());
        for criterion in CRITERIA.iter() {
            for lang in Lang::ALL {
                assert!(!criterion.name(lang).is_empty());
                for key in ["why", "theme"] {
                    let value = if key == "why" {
                        &criterion.why
                    } else {
                        criterion.theme()
                    };
                    assert!(lang.has(&format!("rgaa-{key}-{value}")), "{key} {value}");
                }
            }
        }
    }

    #[test]
    fn no_reason_is_left_over() {
        let given: Vec<&str> = CRITERIA.iter().map(|criterion| criterion.why.as_str()).collect();
        let keys = Lang::En
            .file()
            .lines()
            .filter_map(|line| line.strip_prefix("rgaa-why-"));
        for key in keys.filter_map(|line| line.split(" =").next()) {
            assert!(given.contains(&key), "{key}");
        }
    }
}
