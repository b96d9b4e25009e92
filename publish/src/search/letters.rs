//! Characters as words are compared by: without accents, in small letters.
//!
//! In goes a character; out come the letters that stand for it, and whether it is a part of a word.
//!
//! # Invariants
//! What is looked up is what the rules of Unicode give: the table is made from them when it is first asked.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Latin, Greek and Cyrillic characters come before this one: nearly all there are, so these are kept.
const END: char = '\u{530}';

/// What is kept of one character.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    folded: Box<str>,
    is_inside: bool,
}

static TABLE: LazyLock<Box<[Kept]>> = LazyLock::new(|| {
    let kept = |c| Kept {
        folded: worked_out(c),
        is_inside: c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c),
    };
    ('\0'..END).map(kept).collect()
});

fn kept(c: char) -> Option<&'static Kept> {
    TABLE.get(usize::try_from(u32::from(c)).ok()?)
}

/// Writes the letters that stand for a character behind a text; none for an apostrophe or an accent.
pub(super) fn write_folded(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match kept(c) {
        Some(kept) => out.push_str(&kept.folded),
        None => out.push_str(&worked_out(c)),
    }
}

/// Whether a character is a part of a word.
pub(super) fn is_inside(c: char) -> bool {
    match kept(c) {
        _ if c.is_ascii_alphanumeric() => true,
        Some(kept) => kept.is_inside,
        None => c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c),
    }
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '′')
}

fn worked_out(c: char) -> Box<str> {
    let mut out = String::new();
    let parts = c.nfkd().filter(|c| !is_combining_mark(*c));
    for c in parts.flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ґ' => out.push('г'),
            c if is_apostrophe(c) => {}
            c => out.push(c),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_lose_their_accents_and_their_height() {
        let folded = |text: &str| {
            let mut out = String::new();
            text.chars().for_each(|c| write_folded(c, &mut out));
            out
        };
        assert_eq!(folded("Œuvre d’Été"), "oeuvre dete");
        assert_eq!(folded("Ґанок Їжак Йод"), "ганок іжак иод");
        assert_eq!(folded("Việt ﬁn"), "viet fin");
    }

    #[test]
    fn a_text_folded_whole_is_its_characters_folded() {
        for text in [
            "Saint-Étienne",
            "Кам’янець-Подільський",
            "e\u{301}\u{323}q\u{307}\u{323}",
            "각가",
        ] {
            let whole: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
            let each: String = text
                .chars()
                .flat_map(|c| c.nfkd().filter(|c| !is_combining_mark(*c)))
                .collect();
            assert_eq!(whole, each);
        }
    }

    #[test]
    fn the_table_ends_where_the_rules_begin() {
        assert_eq!(TABLE.len(), 0x530);
        assert!(kept('\u{52F}').is_some() && kept(END).is_none());
        assert!(is_inside('ї') && is_inside('’') && is_inside('漢') && !is_inside('—'));
    }
}
