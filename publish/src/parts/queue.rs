//! Parts of the review queue: whose a source is with its buttons, and how much waits that is whose.

use super::DayView;
use crate::words::Lang;
use askama::Template;
use askama::filters::HtmlSafe;

/// Whose a source of the queue is, with the buttons that its reader may press.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/assignment.html")]
pub(crate) struct AssignmentView {
    pub(crate) lang: Lang,
    /// Where the buttons post.
    pub(crate) action: String,
    /// What tells its fields from those of others on the page.
    pub(crate) key: String,
    /// The page to come back to.
    pub(crate) page: &'static str,
    /// Whose it is and since when; empty where it is nobody's.
    pub(crate) whose: String,
    pub(crate) is_anothers: bool,
    /// What the one button does, and its whole name for who hears it.
    pub(crate) button: Option<(&'static str, String)>,
    /// Who has it, for the form that gives it to somebody else.
    pub(crate) from: String,
    pub(crate) give_label: String,
    /// To whom it may be given: key and name.
    pub(crate) choices: Vec<(String, String)>,
}

impl AssignmentView {
    /// The words on the one button.
    fn words(&self) -> String {
        match self.button {
            Some(("give-back", _)) => self.lang.t("assignment-back"),
            _ => self.lang.t("assignment-take"),
        }
    }
}

impl HtmlSafe for AssignmentView {}

/// How much waits that is the reader's, nobody's, or anybody's.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/tally.html")]
pub(crate) struct Tally {
    pub(crate) lang: Lang,
    /// The queue narrowed to it.
    pub(crate) url: String,
    pub(crate) words: String,
    pub(crate) sources: String,
    pub(crate) claims: String,
    /// When the oldest of them was read.
    pub(crate) oldest: Option<DayView>,
    pub(crate) chosen: bool,
}

impl HtmlSafe for Tally {}
