//! A change of the record: what, by whom, when, which fields; on the page of what was changed, and of who changed it.

use super::{DayView, LinkView};
use crate::words::Lang;
use askama::Template;
use askama::filters::HtmlSafe;

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldRow {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/change.html")]
pub(crate) struct ChangeRow {
    pub(crate) lang: Lang,
    pub(crate) position: String,
    pub(crate) on: Option<DayView>,
    pub(crate) what: String,
    /// What was changed, where the page is not about it: the sort of thing, and which; an empty address leads nowhere.
    pub(crate) thing: Option<(String, LinkView)>,
    /// Who changed it; empty where the page is about them, without an address where it is not said who that is.
    pub(crate) by: LinkView,
    pub(crate) fields: Vec<FieldRow>,
    /// Where the decision can be taken back.
    pub(crate) undo: Option<String>,
}

impl ChangeRow {
    /// Whether something stood before: of what is new, nothing did.
    fn had_before(&self) -> bool {
        self.fields.iter().any(|field| !field.before.is_empty())
    }
}

impl HtmlSafe for ChangeRow {}
