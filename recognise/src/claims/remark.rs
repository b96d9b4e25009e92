//! What the engine remarks beside the claims: statements that are wrong in law, tables nobody can read.
//!
//! In: the analysed document. Out: remarks with the words they speak of.
//!
//! # Invariants
//! A remark quotes and never corrects: what the document says stays as it is.

use crate::document::Analysis;
use crate::document::lexicon::Concept;
use read::Span;
use vocabulary::Reason;

/// A remark and the place it speaks of.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    pub(crate) remark: Reason,
    pub(crate) span: Span,
}

/// The remarks on a document.
pub(crate) fn remarks(analysis: &Analysis<'_, '_>) -> Vec<Noted> {
    let mut found = taxes(analysis);
    found.extend(analysis.strange_tables.iter().map(|span| {
        let headings = span
            .of(&analysis.document.text)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        Noted {
            remark: Reason::new("table_without_known_headings").with("headings", headings),
            span: *span,
        }
    }));
    found
}

/// A gift to a body of general interest reduces the tax, not the taxable income (French Code général des impôts,
/// articles 200 and 238 bis): a text that speaks of a percentage taken off the income is remarked on.
fn taxes(analysis: &Analysis<'_, '_>) -> Vec<Noted> {
    analysis
        .sentences
        .iter()
        .filter(|sentence| {
            let says = |concept| sentence.cues.iter().any(|cue| cue.concept == concept);
            let has_percent = sentence.span.of(&analysis.document.text).contains('%');
            has_percent && says(Concept::Tax) && says(Concept::Deduct)
        })
        .map(|sentence| Noted {
            remark: Reason::new("deduction_from_income"),
            span: sentence.span,
        })
        .collect()
}
