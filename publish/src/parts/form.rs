//! Parts of forms: a field with its label, hint and problem; the summary of problems above a form; a form of one section.
//!
//! # Invariants
//! What is wrong with a field is told twice, above the form and at the field, and the first leads to the second.

use crate::words::Lang;
use askama::Template;
use askama::filters::HtmlSafe;

/// One field of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/field.html")]
pub(crate) struct Field {
    /// Its anchor; also the start of the anchors of its hint and problem.
    pub(crate) id: String,
    pub(crate) name: &'static str,
    /// `text`, `email` or `password`.
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    /// What the browser may fill in (WCAG 1.3.5).
    pub(crate) autocomplete: &'static str,
    pub(crate) longest: usize,
    /// Whether it may stay empty.
    pub(crate) optional: bool,
    pub(crate) value: String,
    pub(crate) problem: String,
}

impl Field {
    /// A field with this name, also its anchor, and this label.
    pub(crate) fn new(name: &'static str, kind: &'static str, label: String) -> Self {
        Self {
            id: name.to_owned(),
            name,
            kind,
            label,
            longest: 254,
            ..Self::default()
        }
    }

    /// The anchors of hint and problem, for those who hear the page.
    fn described_by(&self) -> String {
        let parts = [(&self.hint, "hint"), (&self.problem, "problem")];
        let parts = parts.iter().filter(|(text, _)| !text.is_empty());
        let anchors: Vec<String> = parts.map(|(_, end)| format!("{}-{end}", self.id)).collect();
        anchors.join(" ")
    }
}

/// The problems of a form, each leading to its field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/problems.html")]
pub(crate) struct Problems {
    pub(crate) title: String,
    /// Anchor and words.
    pub(crate) list: Vec<(String, String)>,
}

impl Problems {
    /// The problems of these fields.
    pub(crate) fn of(lang: Lang, fields: &[&Field]) -> Option<Self> {
        let list: Vec<(String, String)> = fields
            .iter()
            .filter(|field| !field.problem.is_empty())
            .map(|field| (field.id.clone(), field.problem.clone()))
            .collect();
        let title = lang.t("form-problems");
        (!list.is_empty()).then_some(Self { title, list })
    }
}

/// One thing that a page asks for: a heading, perhaps a sentence, a small form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/ask.html")]
pub(crate) struct Ask {
    /// The anchor of its heading.
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) fields: Vec<Field>,
    /// Where it is posted.
    pub(crate) action: String,
    pub(crate) button: String,
    /// The class of the button: none, `quiet` or `danger`.
    pub(crate) tone: &'static str,
}

// Each of these templates escapes what it is given.
impl HtmlSafe for Ask {}
impl HtmlSafe for Field {}
impl HtmlSafe for Problems {}
