//! What a cooperation is about, by the words that tell it.
//!
//! In: a text and its language. Out: the themes that its words tell, each with the first word that does. The words stand in
//! `data/themes.tsv`, a line for each theme and language: whole words, stems with a star behind them, and, for languages
//! that write words in one, stems with a star before them too.
//!
//! # Invariants
//! - A theme is never stored: it follows from words that the record has, so it changes when they do.
//! - Words of a language that has no line tell no theme.

use crate::Language;
use crate::partnership::words;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

words! {
    /// A theme, by the sectors that French and Ukrainian programmes use.
    Theme {
        /// Culture, heritage.
        Culture = "culture",
        /// Schools, training, youth.
        Education = "education",
        /// Sport.
        Sport = "sport",
        /// Health, social care.
        Health = "health",
        /// Water, sanitation, waste.
        Water = "water",
        /// Environment, climate, agriculture.
        Environment = "environment",
        /// Economy, tourism.
        Economy = "economy",
        /// Local government.
        Governance = "governance",
        /// Rebuilding after destruction.
        Reconstruction = "reconstruction",
        /// Emergency help.
        Solidarity = "solidarity",
    }
}

impl Theme {
    /// The themes that a text tells, each once, with the first word that tells it, in small letters.
    pub fn told(text: &str, language: Language) -> Vec<(Self, String)> {
        let mut told: Vec<(Self, String)> = Vec::new();
        let Some(stems) = LANGUAGES.get(&language) else {
            return told;
        };
        let small = text.to_lowercase();
        let words = small.split(|letter: char| !letter.is_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            for theme in stems.of(word) {
                if !told.iter().any(|(known, _)| *known == theme) {
                    told.push((theme, word.to_owned()));
                }
            }
        }
        told
    }

    /// The category of purposes of the OECD's Development Assistance Committee that holds most of the theme: three digits
    /// of the creditor reporting system (DAC and CRS code lists, “Purpose codes”).
    pub const fn dac_category(self) -> &'static str {
        match self {
            // “Other social infrastructure and services”, with culture and recreation.
            Self::Culture | Self::Sport => "160",
            Self::Education => "111",
            Self::Health => "121",
            Self::Water => "140",
            Self::Environment => "410",
            Self::Economy => "250",
            Self::Governance => "151",
            Self::Reconstruction => "730",
            Self::Solidarity => "720",
        }
    }
}

/// Where a stem may stand in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It is the word.
    Whole,
    /// The word begins with it.
    First,
    /// The word holds it.
    Within,
}

/// The stems of one language.
#[derive(Debug, Default)]
struct Stems {
    by_letters: HashMap<&'static str, (Theme, Stands)>,
    /// Whether one may stand within a word.
    within: bool,
}

impl Stems {
    /// The themes that a word tells.
    fn of(&self, word: &str) -> impl Iterator<Item = Theme> {
        let firsts = word.char_indices().map(|(at, _)| at);
        let firsts = firsts.take(if self.within { usize::MAX } else { 1 });
        let pieces = firsts.flat_map(move |first| {
            let rest = word.get(first..).unwrap_or_default();
            rest.char_indices()
                .map(move |(at, letter)| (first, first + at + letter.len_utf8()))
        });
        pieces.filter_map(move |(first, end)| {
            let (theme, stands) = self.by_letters.get(word.get(first..end)?)?;
            let fits = match stands {
                Stands::Whole => first == 0 && end == word.len(),
                Stands::First => first == 0,
                Stands::Within => true,
            };
            fits.then_some(*theme)
        })
    }

    fn add(&mut self, theme: Theme, written: &'static str) {
        let (letters, stands) = match (written.strip_prefix('*'), written.strip_suffix('*')) {
            (Some(behind), _) => (behind.trim_end_matches('*'), Stands::Within),
            (None, Some(stem)) => (stem, Stands::First),
            (None, None) => (written, Stands::Whole),
        };
        self.within |= stands == Stands::Within;
        self.by_letters.insert(letters, (theme, stands));
    }
}

static LANGUAGES: LazyLock<HashMap<Language, Stems>> = LazyLock::new(|| {
    let mut languages: HashMap<Language, Stems> = HashMap::new();
    for (theme, language, stem) in rows() {
        languages.entry(language).or_default().add(theme, stem);
    }
    languages
});

/// The table: theme, language, stem. A line that is none gives nothing; a test holds that each is one.
fn rows() -> impl Iterator<Item = (Theme, Language, &'static str)> {
    let lines = include_str!("../data/themes.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let cells = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let theme = Theme::named(cells.next()?)?;
        Some((theme, cells.next()?.parse::<Language>().ok()?, cells.next()?))
    });
    cells.flat_map(|(theme, language, stems)| {
        let stems = stems.split('|').map(str::trim);
        stems.map(move |stem| (theme, language, stem))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn told(text: &str, language: &str) -> Vec<&'static str> {
        let language = language.parse().expect("a language");
        let mut themes: Vec<&str> = Theme::told(text, language)
            .into_iter()
            .map(|(theme, _)| theme.as_str())
            .collect();
        themes.sort_unstable();
        themes
    }

    #[test]
    fn words_tell_what_a_cooperation_is_about() {
        for (language, text, themes) in [
            (
                "fr",
                "Accès à l’EAU potable et échanges scolaires",
                vec!["education", "water"],
            ),
            ("fr", "Agriculture de montagne", vec!["environment"]),
            (
                "en",
                "Rebuilding the hospital's water supply",
                vec!["health", "reconstruction", "water"],
            ),
            ("en", "A visit to Waterford and Sportown", vec![]),
            (
                "uk",
                "Співпраця у сфері охорони здоров’я та освіти",
                vec!["education", "health"],
            ),
            ("uk", "Делегація сільської ради", vec![]),
            ("uk", "за допомогою партнерів", vec![]),
            (
                "de",
                "Schüleraustausch und Trinkwasserversorgung",
                vec!["education", "water"],
            ),
            ("de", "Transport und Handeln", vec![]),
            (
                "pl",
                "Wymiana młodzieży i odbudowa szpitala",
                vec!["education", "health", "reconstruction"],
            ),
            ("pl", "Wizyta w Przemyślu u gospodarza", vec![]),
            ("it", "cultura e sport", vec![]),
            ("fr", "", vec![]),
        ] {
            assert_eq!(told(text, language), themes, "{language}: {text}");
        }
    }

    #[test]
    fn each_theme_names_the_first_word_that_tells_it() {
        let told = Theme::told("École de musique, puis concert", Language::FR);
        let told: Vec<(&str, &str)> = told
            .iter()
            .map(|(theme, word)| (theme.as_str(), word.as_str()))
            .collect();
        assert_eq!(told, [("education", "école"), ("culture", "musique")]);
    }

    #[test]
    fn every_line_of_the_table_is_read_and_every_theme_has_words_in_five_languages() {
        let lines = include_str!("../data/themes.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#')).count();
        let pairs: BTreeSet<(Theme, Language)> =
            rows().map(|(theme, language, _)| (theme, language)).collect();
        assert_eq!(pairs.len(), lines, "a line for each theme and language");
        assert_eq!(pairs.len(), Theme::ALL.len() * 5);
        let mut seen = BTreeSet::new();
        for (theme, language, stem) in rows() {
            let letters = stem.trim_matches('*');
            assert_eq!(letters, letters.to_lowercase(), "{theme:?} {language}");
            assert!(
                letters.chars().all(char::is_alphanumeric),
                "{theme:?} {language} “{stem}”"
            );
            assert!(
                seen.insert((language, letters)),
                "{language} “{stem}” stands twice"
            );
        }
    }
}
