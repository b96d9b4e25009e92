//! What was done, in a note above the page that it led to.
//!
//! # Invariants
//! Only words of the list become notes: nothing that an address says is shown.

use crate::context::Context;

/// The words that addresses carry; the key of each note is `done-` and the word.
pub(crate) const DONE: [&str; 31] = [
    "speaks",
    "asked",
    "joined",
    "left",
    "invited",
    "invitation-withdrawn",
    "role",
    "removed",
    "restored",
    "last-manager",
    "meanwhile",
    "accepted",
    "refused",
    "undone",
    "domain-added",
    "domain-dropped",
    "role-given",
    "role-taken",
    "blocked",
    "unblocked",
    "stated",
    "unstated",
    "proposed",
    "agreed",
    "declined",
    "proposal-withdrawn",
    "questions-on",
    "questions-off",
    "taken",
    "given-back",
    "given",
];

/// The note of a page: what was done, or that a form came back filled in; empty where there is nothing to say.
pub(crate) fn note(ctx: &Context) -> String {
    let done = ctx.query("done");
    if DONE.contains(&done) {
        ctx.lang.word("done", done)
    } else if ctx.typed.is_there() {
        ctx.lang.t("form-kept")
    } else {
        String::new()
    }
}
