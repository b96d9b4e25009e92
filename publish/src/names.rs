//! What a body is called by readers of a language.
//!
//! In: a body with all its names. Out: the one to show, with the language that it is in where that is another.

use crate::parts::Said;
use crate::words::Lang;
use vocabulary::{Authority, Language, NameUse};

/// The kind of the bodies that Ukrainian towns form with the villages around them.
const HROMADA: &str = "hromada";

/// Whether a text is written in Cyrillic letters.
fn cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c))
}

/// The name of a body for readers of a language, with the language it is in.
pub(crate) fn said(lang: Lang, authority: &Authority) -> Said {
    let own = lang.language();
    let shown = short_name(lang, authority).unwrap_or_else(|| authority.name_for(own));
    let language = authority
        .names
        .iter()
        .find(|name| name.text == shown && name.name_use != NameUse::Transliteration)
        .and_then(|name| name.language)
        .filter(|language| cyrillic(shown) || *language != Language::UK);
    let language = language.or_else(|| (cyrillic(shown) && lang != Lang::Uk).then_some(Language::UK));
    let language = language.filter(|language| *language != own);
    // Some lists name a hromada by its adjective alone; a reader expects the noun behind it.
    let words = if authority.kind.as_str() == HROMADA && shown.ends_with("ька") {
        lang.with("name-of-hromada", shown)
    } else {
        shown.to_owned()
    };
    Said {
        words,
        language: language.map_or_else(String::new, |language| language.as_str().to_owned()),
        note: None,
    }
}

/// What people call a hromada: its formal name of four words (“… міська територіальна громада”) stands on its
/// page, lists and titles use the short one, which outside Ukraine is the name of its town.
fn short_name(lang: Lang, authority: &Authority) -> Option<&str> {
    if authority.kind.as_str() != HROMADA {
        return None;
    }
    let ukrainian = lang == Lang::Uk;
    let short = authority
        .names
        .iter()
        .find(|name| name.name_use == NameUse::Short && cyrillic(&name.text) == ukrainian);
    short.map(|name| name.text.as_str())
}
