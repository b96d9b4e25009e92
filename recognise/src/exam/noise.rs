//! Names as hurried people, scanners and other scripts write them: one damage done to one name of the gazetteer.
//!
//! In: a written name. Out: the same name damaged, or `None` where the damage does not apply to it.
//!
//! # Invariants
//! A damage never gives the name back unchanged, nor a name of fewer than three letters.

use super::dice::Dice;
use crate::fold;

/// A way in which a name is written differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noise {
    /// As the list has it.
    Clean,
    /// Accents left out.
    Accents,
    /// Hyphens and apostrophes left out or put in, words joined.
    Hyphens,
    /// All in capitals, or all small.
    Case,
    /// Saint as St, St. or S., and short for long: sur as s/.
    Abbreviation,
    /// The article left out.
    Article,
    /// Words that say what it is put around it.
    TypeWord,
    /// The country or the region in brackets behind it.
    Bracket,
    /// One letter left out.
    Missing,
    /// One letter too many.
    Extra,
    /// One letter changed for another.
    Changed,
    /// Two neighbours swapped.
    Swapped,
    /// Two slips in a longer name.
    TwoSlips,
    /// What a scanner takes one letter for.
    Scanner,
    /// Written in the other script.
    Script,
    /// Another romanisation: French, German, Polish or from the Russian.
    Romanisation,
    /// With the ending of a case.
    Inflected,
    /// The end cut off.
    Truncated,
}

impl Noise {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Clean,
        Self::Accents,
        Self::Hyphens,
        Self::Case,
        Self::Abbreviation,
        Self::Article,
        Self::TypeWord,
        Self::Bracket,
        Self::Missing,
        Self::Extra,
        Self::Changed,
        Self::Swapped,
        Self::TwoSlips,
        Self::Scanner,
        Self::Script,
        Self::Romanisation,
        Self::Inflected,
        Self::Truncated,
    ];

    /// Its name in the table of results.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Accents => "accents",
            Self::Hyphens => "hyphens",
            Self::Case => "case",
            Self::Abbreviation => "abbreviation",
            Self::Article => "article",
            Self::TypeWord => "type word",
            Self::Bracket => "bracket",
            Self::Missing => "letter missing",
            Self::Extra => "letter too many",
            Self::Changed => "letter changed",
            Self::Swapped => "letters swapped",
            Self::TwoSlips => "two slips",
            Self::Scanner => "scanner",
            Self::Script => "other script",
            Self::Romanisation => "romanisation",
            Self::Inflected => "inflected",
            Self::Truncated => "truncated",
        }
    }
}

/// What the damage may know of the name beside its letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    /// Words that may stand before the name, and behind it: “Ville de ”, “ громада”.
    pub(super) type_words: &'a [(&'a str, &'a str)],
    /// The country in the reader's languages.
    pub(super) country: &'a str,
}

/// The damaged name.
pub(super) fn damaged(name: &str, noise: Noise, about: About<'_>, dice: &mut Dice) -> Option<String> {
    let damaged = match noise {
        Noise::Clean => return Some(name.to_owned()),
        Noise::Accents => without_accents(name),
        Noise::Hyphens => hyphens(name, dice),
        Noise::Case => {
            if dice.hits(50) {
                name.to_uppercase()
            } else {
                name.to_lowercase()
            }
        }
        Noise::Abbreviation => abbreviated(name, dice)?,
        Noise::Article => without_article(name)?,
        Noise::TypeWord => {
            let (before, behind) = dice.pick(about.type_words)?;
            format!("{before}{name}{behind}")
        }
        Noise::Bracket => format!("{name} ({})", about.country),
        Noise::Missing | Noise::Extra | Noise::Changed | Noise::Swapped => slip(name, noise, dice)?,
        Noise::TwoSlips => {
            let kinds = [Noise::Missing, Noise::Extra, Noise::Changed, Noise::Swapped];
            let first = *dice.pick(&kinds)?;
            let second = *dice.pick(&kinds)?;
            let long = name.chars().filter(|letter| letter.is_alphabetic()).count() >= 9;
            long.then(|| slip(name, first, dice).and_then(|once| slip(&once, second, dice)))??
        }
        Noise::Scanner => scanned(name, dice)?,
        Noise::Script => other_script(name)?,
        Noise::Romanisation => romanised(name, dice)?,
        Noise::Inflected => inflected(name, dice)?,
        Noise::Truncated => truncated(name, dice)?,
    };
    let letters = damaged.chars().filter(|letter| letter.is_alphabetic()).count();
    (damaged != name && letters >= 3).then_some(damaged)
}

fn without_accents(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // In Cyrillic й and ї are letters of their own, not letters with marks.
    if name.chars().any(fold::is_cyrillic) {
        return name.to_owned();
    }
    let bare = name
        .nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    bare.map(|letter| match letter {
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        '’' => '\'',
        other => other,
    })
    .collect()
}

fn hyphens(name: &str, dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => name.replace(['-', '’', '\''], " "),
        1 => name.replace(['-', ' ', '’', '\''], ""),
        _ => name.replace(' ', "-"),
    }
}

fn abbreviated(name: &str, dice: &mut Dice) -> Option<String> {
    let words: Vec<&str> = name.split_inclusive(['-', ' ']).collect();
    let mut short = String::new();
    for word in words {
        let bare = word.strip_suffix(['-', ' ']).unwrap_or(word);
        let end = word.strip_prefix(bare).unwrap_or_default();
        let said = match bare {
            "Saint" => *dice.pick(&["St", "St.", "St"])?,
            "Sainte" => *dice.pick(&["Ste", "Ste."])?,
            other => other,
        };
        short.push_str(said);
        short.push_str(end);
    }
    let short = if dice.hits(60) || short == name {
        short.replace("-sur-", " s/ ").replace("-sous-", " s/s ")
    } else {
        short
    };
    (short != name).then_some(short)
}

fn without_article(name: &str) -> Option<String> {
    ["Le ", "La ", "Les ", "L'", "L’", "El ", "Los ", "Las ", "The "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .map(str::to_owned)
}

/// One slip of the pen, never in the first letter, which people seldom miss.
fn slip(name: &str, noise: Noise, dice: &mut Dice) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let places: Vec<usize> = letters
        .iter()
        .enumerate()
        .filter(|(at, letter)| *at > 0 && letter.is_alphabetic())
        .map(|(at, _)| at)
        .collect();
    if places.len() < 4 {
        return None;
    }
    let at = *dice.pick(&places)?;
    let alphabet: Vec<char> = if name.chars().any(fold::is_cyrillic) {
        "абвгдежзийклмнопрстуіїхцчшюя".chars().collect()
    } else {
        "abcdefghijklmnopqrstuvwxyz".chars().collect()
    };
    match noise {
        Noise::Missing => {
            letters.remove(at);
        }
        Noise::Extra => {
            let doubled = letters.get(at).copied()?;
            let letter = if dice.hits(40) {
                doubled
            } else {
                *dice.pick(&alphabet)?
            };
            letters.insert(at, letter);
        }
        Noise::Swapped => {
            let next = at + 1;
            if !letters.get(next)?.is_alphabetic() {
                return None;
            }
            letters.swap(at, next);
        }
        _ => *letters.get_mut(at)? = *dice.pick(&alphabet)?,
    }
    Some(letters.into_iter().collect())
}

fn scanned(name: &str, dice: &mut Dice) -> Option<String> {
    const CONFUSED: [(&str, &str); 21] = [
        ("rn", "m"),
        ("m", "rn"),
        ("l", "1"),
        ("I", "l"),
        ("l", "i"),
        ("o", "0"),
        ("O", "0"),
        ("e", "c"),
        ("c", "e"),
        ("u", "ii"),
        ("n", "ri"),
        ("h", "b"),
        ("é", "è"),
        ("S", "5"),
        ("B", "8"),
        ("cl", "d"),
        ("vv", "w"),
        ("t", "f"),
        ("н", "п"),
        ("о", "0"),
        ("ш", "щ"),
    ];
    let known: Vec<&(&str, &str)> = CONFUSED.iter().filter(|(from, _)| name.contains(from)).collect();
    let (from, to) = **dice.pick(&known)?;
    let places: Vec<usize> = name.match_indices(from).map(|(at, _)| at).collect();
    let at = *dice.pick(&places)?;
    let (head, tail) = name.split_at_checked(at)?;
    Some(format!("{head}{to}{}", tail.strip_prefix(from)?))
}

fn other_script(name: &str) -> Option<String> {
    if name.chars().any(fold::is_cyrillic) {
        return Some(crate::build::romanise(name));
    }
    None
}

/// The letters that habits of romanising write in ways of their own.
const WRITTEN_APART: [char; 17] = [
    'щ', 'ч', 'ш', 'ж', 'з', 'в', 'у', 'х', 'ц', 'г', 'и', 'і', 'ї', 'й', 'я', 'ю', 'є',
];

/// How the French, the Germans, the Poles and those who read Russian write them.
#[rustfmt::skip]
const ROMANISATIONS: [[&str; 17]; 4] = [
    ["chtch", "tch", "ch", "j", "z", "v", "ou", "kh", "ts", "h", "y", "i", "ï", "ï", "ia", "iou", "ie"],
    ["schtsch", "tsch", "sch", "sch", "s", "w", "u", "ch", "z", "h", "y", "i", "ji", "j", "ja", "ju", "je"],
    ["szcz", "cz", "sz", "ż", "z", "w", "u", "ch", "c", "h", "y", "i", "ji", "j", "ja", "ju", "je"],
    ["shch", "ch", "sh", "zh", "z", "v", "u", "kh", "ts", "g", "i", "i", "yi", "y", "ya", "yu", "ye"],
];

/// A name as one of these habits writes it; the soft sign and the apostrophe are silent.
fn romanised(name: &str, dice: &mut Dice) -> Option<String> {
    if !name.chars().any(fold::is_cyrillic) {
        return None;
    }
    let habit = dice.pick(&ROMANISATIONS)?;
    let mut latin = String::new();
    for letter in name.chars() {
        let small: String = letter.to_lowercase().collect();
        let place = WRITTEN_APART.iter().position(|apart| small.starts_with(*apart));
        let sound = match place.and_then(|place| habit.get(place)) {
            Some(sound) => (*sound).to_owned(),
            None if matches!(letter, 'ь' | 'Ь' | '\'' | '’') => continue,
            None => crate::build::romanise(&small),
        };
        if letter.is_uppercase() {
            let mut letters = sound.chars();
            latin.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            latin.push_str(letters.as_str());
        } else {
            latin.push_str(&sound);
        }
    }
    Some(latin)
}

/// Endings of the Ukrainian cases, by the ending of the nominative.
fn inflected(name: &str, dice: &mut Dice) -> Option<String> {
    const ENDINGS: [(&str, &[&str]); 15] = [
        ("ськ", &["ська", "ську", "ськом"]),
        ("цьк", &["цька", "цьку", "цьком"]),
        ("ів", &["ова", "ову", "овом", "ові"]),
        ("їв", &["єва", "єву", "євом", "єві"]),
        ("ське", &["ського", "ському", "ським"]),
        ("ка", &["ки", "ці", "кою", "ку"]),
        ("га", &["ги", "зі", "гою", "гу"]),
        ("ця", &["ці", "цею", "цю"]),
        ("ля", &["лі", "лею", "лю"]),
        ("а", &["и", "і", "ою", "у"]),
        ("и", &["ів", "ам", "ами", "ах"]),
        ("е", &["ого", "ому", "им"]),
        ("о", &["а", "у", "ом", "і"]),
        ("ль", &["ля", "лю", "лем", "лі"]),
        ("р", &["ра", "ру", "ром", "рі"]),
    ];
    if !name.chars().any(fold::is_cyrillic) || name.contains([' ', '-']) {
        return None;
    }
    let (ending, cases) = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending))?;
    let stem = name.strip_suffix(ending)?;
    Some(format!("{stem}{}", dice.pick(cases)?))
}

/// The last letters, or the last word, fall off the edge of the cell.
fn truncated(name: &str, dice: &mut Dice) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < 8 {
        return None;
    }
    let cut = 1 + dice.below(3);
    let kept: String = letters.get(..letters.len() - cut)?.iter().collect();
    let kept = kept.trim_end_matches(['-', ' ', '\'', '’']).to_owned();
    Some(if dice.hits(30) { format!("{kept}…") } else { kept })
}
