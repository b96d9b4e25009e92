//! Things that are sent: generators, beds, fire engines, tonnes of clothes.
//!
//! In: a word. Out: whether it names goods, a measure of goods, or a single thing told without a number. The words are
//! data (`data/goods.tsv`).
//!
//! # Invariants
//! Words are compared by the beginnings of their plain keys, so that one row serves all endings.

use std::collections::HashMap;
use std::sync::LazyLock;

struct Goods {
    /// Beginnings by their first letters; the flag says that the whole word is meant.
    things: HashMap<String, Vec<(String, bool)>>,
    ones: Vec<String>,
    loads: Vec<String>,
}

/// Letters under which beginnings are listed.
const STEM: usize = 2;

static GOODS: LazyLock<Goods> = LazyLock::new(|| {
    let rows = include_str!("../../data/goods.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let mut goods = Goods {
        things: HashMap::new(),
        ones: Vec::new(),
        loads: Vec::new(),
    };
    for row in rows {
        let mut cells = row.split('\t');
        let (kind, words) = (cells.next().unwrap_or_default(), cells.nth(1).unwrap_or_default());
        for word in words.split('|').map(str::trim) {
            let key = crate::fold::plain_key(word.trim_end_matches('='));
            match kind {
                "thing" => {
                    let list = goods.things.entry(stem(&key).to_owned()).or_default();
                    list.push((key, word.ends_with('=')));
                }
                "one" => goods.ones.push(key),
                "load" => goods.loads.push(key),
                other => panic!("goods.tsv: “{other}” is no kind"),
            }
        }
    }
    goods
});

fn stem(key: &str) -> &str {
    key.char_indices()
        .nth(STEM)
        .map_or(key, |(end, _)| key.get(..end).unwrap_or(key))
}

/// Whether a word (or two, joined by a space) names goods.
pub(crate) fn is_thing(key: &str) -> bool {
    GOODS.things.get(stem(key)).is_some_and(|list| {
        list.iter().any(|(thing, is_whole)| {
            if *is_whole {
                key == thing
            } else {
                key.starts_with(thing.as_str())
            }
        })
    })
}

/// Whether a word is a single thing where no article says so: “передали автобус”.
pub(crate) fn is_one(key: &str) -> bool {
    GOODS.ones.iter().any(|one| one == key)
}

/// Whether a word measures goods: “tonnes”, “palet”.
pub(crate) fn is_load(key: &str) -> bool {
    GOODS.loads.iter().any(|load| load == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_known_in_five_languages() {
        for word in [
            "générateurs",
            "ambulances",
            "генераторів",
            "Feuerwehrfahrzeuge",
            "łóżka",
            "autobusów",
            "beds",
            "ліжок",
        ] {
            assert!(is_thing(&crate::fold::plain_key(word)), "{word}");
        }
        assert!(!is_thing("habitants") && !is_thing("bedrooms"));
    }
}
