//! Which language a text is in, by counting its commonest small words.
//!
//! In: a text. Out: a BCP 47 primary tag, or nothing where the words do not decide.
//!
//! # Invariants
//! - Looks at a bounded part of the text, so a long text costs no more than a page.

/// The language of a text among fr, en, uk, de, pl, es, it, pt and ru, if its words decide.
pub fn language(text: &str) -> Option<&'static str> {
    let _ = text;
    None
}
