//! Which language a text is in, by counting its commonest small words and those of headings and lists of towns.
//!
//! In: a text. Out: a BCP 47 primary tag, or nothing where the words do not decide.
//!
//! # Invariants
//! - Looks at a bounded part of the text, so a long text costs no more than a page.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How many words are looked at.
const WORDS: usize = 3000;

/// Letters that of the languages here only Polish has.
const POLISH: [char; 7] = ['ą', 'ę', 'ł', 'ś', 'ż', 'ź', 'ć'];

/// Bytes of a word that is looked at: sixteen letters of Cyrillic.
const LONGEST: usize = 32;

/// The commonest small words of each language; a word common to several is in each.
const COMMON: [(&str, &[&str]); 9] = [
    (
        "fr",
        &[
            "le", "la", "les", "des", "du", "de", "et", "un", "une", "dans", "pour", "par", "sur", "avec",
            "est", "sont", "que", "qui", "au", "aux", "en", "ce", "cette", "ont", "leur", "plus", "ces", "a",
            "été", "à", "d", "l",
        ],
    ),
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "is", "for", "with", "that", "this", "was", "were", "are", "by",
            "from", "has", "have", "its", "at", "on", "be", "will", "their", "which", "an", "it", "as", "a",
            "we",
        ],
    ),
    (
        "uk",
        &[
            "та",
            "і",
            "й",
            "в",
            "у",
            "на",
            "що",
            "з",
            "із",
            "до",
            "для",
            "це",
            "не",
            "за",
            "від",
            "про",
            "як",
            "яка",
            "який",
            "були",
            "було",
            "між",
            "під",
            "року",
            "також",
            "є",
            "їх",
            "цього",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "in", "den", "von", "zu", "mit", "für", "auf", "ist", "im", "dem",
            "des", "ein", "eine", "nicht", "wird", "wurde", "sich", "auch", "zwischen", "sind", "bei", "aus",
        ],
    ),
    (
        "pl",
        &[
            "i", "w", "z", "na", "do", "się", "że", "nie", "jest", "dla", "oraz", "przez", "od", "po", "o",
            "za", "został", "została", "które", "który", "roku", "między", "są", "ze", "we",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "de", "del", "y", "en", "que", "por", "con", "para", "una", "un", "es",
            "al", "se", "su", "como", "más", "fue", "entre", "sus", "lo",
        ],
    ),
    (
        "it",
        &[
            "il", "la", "di", "e", "che", "del", "della", "dei", "in", "per", "con", "un", "una", "è",
            "sono", "al", "alla", "nel", "gli", "le", "si", "da", "tra", "anche", "stato",
        ],
    ),
    (
        "pt",
        &[
            "o", "a", "os", "as", "de", "do", "da", "dos", "das", "e", "em", "que", "para", "com", "uma",
            "um", "no", "na", "por", "é", "foi", "não", "ao", "entre", "mais",
        ],
    ),
    (
        "ru",
        &[
            "и",
            "в",
            "на",
            "что",
            "с",
            "по",
            "для",
            "это",
            "не",
            "за",
            "от",
            "о",
            "как",
            "был",
            "была",
            "были",
            "между",
            "года",
            "также",
            "к",
            "из",
            "который",
            "их",
            "во",
            "при",
        ],
    ),
];

/// Words of headings and lists of towns, where small words are few: bodies, partnerships, countries.
const FIELD: [(&str, &[&str]); 5] = [
    (
        "fr",
        &[
            "ville",
            "villes",
            "commune",
            "communes",
            "mairie",
            "jumelage",
            "jumelages",
            "jumelée",
            "jumelées",
            "jumelles",
            "partenaire",
            "partenaires",
            "partenariat",
            "partenariats",
            "depuis",
            "nos",
            "notre",
            "pays",
            "année",
            "conseil",
            "allemagne",
            "pologne",
            "espagne",
            "italie",
            "roumanie",
            "hongrie",
            "royaume",
            "belgique",
            "maroc",
            "sénégal",
            "états",
            "chine",
            "suisse",
            "tchèque",
            "grèce",
        ],
    ),
    (
        "en",
        &[
            "town",
            "towns",
            "city",
            "cities",
            "council",
            "county",
            "district",
            "twin",
            "twinned",
            "twinning",
            "sister",
            "partner",
            "partners",
            "partnership",
            "since",
            "our",
            "country",
            "year",
            "germany",
            "poland",
            "spain",
            "italy",
            "romania",
            "hungary",
            "kingdom",
            "belgium",
            "china",
            "japan",
            "states",
            "republic",
            "switzerland",
            "czech",
            "greece",
            "netherlands",
        ],
    ),
    (
        "de",
        &[
            "stadt",
            "städte",
            "gemeinde",
            "gemeinden",
            "landkreis",
            "kreis",
            "partnerstadt",
            "partnerstädte",
            "partnergemeinde",
            "partnergemeinden",
            "partnerkommunen",
            "städtepartnerschaft",
            "rat",
            "jahr",
            "städtepartnerschaften",
            "partnerschaft",
            "partnerschaften",
            "seit",
            "unsere",
            "land",
            "hat",
            "einer",
            "frankreich",
            "polen",
            "spanien",
            "italien",
            "rumänien",
            "ungarn",
            "großbritannien",
            "belgien",
            "schweiz",
            "österreich",
            "tschechien",
            "griechenland",
            "niederlande",
        ],
    ),
    (
        "pl",
        &[
            "miasto",
            "miasta",
            "miast",
            "gmina",
            "gminy",
            "powiat",
            "urząd",
            "partnerskie",
            "partnerska",
            "partnerskich",
            "bliźniacze",
            "współpraca",
            "umowa",
            "kraj",
            "rok",
            "nasze",
            "niemcy",
            "francja",
            "hiszpania",
            "włochy",
            "rumunia",
            "węgry",
            "wielka",
            "brytania",
            "belgia",
            "chiny",
            "litwa",
            "słowacja",
            "szwajcaria",
            "czechy",
            "grecja",
            "holandia",
            "ukraina",
        ],
    ),
    (
        "uk",
        &[
            "місто",
            "міста",
            "громада",
            "громади",
            "побратим",
            "побратими",
            "партнер",
            "партнери",
            "країна",
            "наші",
            "рада",
            "польща",
            "франція",
            "туреччина",
            "словаччина",
            "грузія",
            "молдова",
            "болгарія",
            "румунія",
            "угорщина",
            "литва",
            "чехія",
            "австрія",
            "німеччина",
        ],
    ),
];

/// A set of languages of [`COMMON`], a bit for each.
type Languages = u16;

/// The languages that have each small word or word of our field.
static LANGUAGES_OF: LazyLock<FxHashMap<&'static str, Languages>> = LazyLock::new(|| {
    let mut languages_of = FxHashMap::default();
    for (at, (language, small)) in COMMON.iter().enumerate() {
        let field = FIELD.iter().filter(|(known, _)| known == language);
        for word in field.flat_map(|(_, words)| *words).chain(*small) {
            *languages_of.entry(*word).or_default() |= 1 << at;
        }
    }
    languages_of
});

/// The languages that a word of small letters speaks for.
fn languages_of(word: &str) -> Languages {
    let common = LANGUAGES_OF.get(word).copied().unwrap_or_default();
    if word.is_ascii() {
        return common;
    }
    let by_letters = |language: &str, letters: &[char]| match place(language) {
        Some(at) if word.contains(letters) => 1 << at,
        _ => 0,
    };
    common | by_letters("uk", &['і', 'ї', 'є', 'ґ']) | by_letters("ru", &['ы', 'э', 'ъ', 'ё'])
}

/// The place of a language among those that are counted.
fn place(language: &str) -> Option<usize> {
    COMMON.iter().position(|(known, _)| *known == language)
}

/// A word in small letters.
fn small(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// How often the small words of each language, and those of our field, occur in a text.
pub(crate) struct WordCounts {
    hits: [usize; COMMON.len()],
}

/// The language of a text among fr, en, uk, de, pl, es, it, pt and ru, if its words decide.
pub fn language(text: &str) -> Option<&'static str> {
    WordCounts::of(text).leader().map(|(language, _)| language)
}

impl WordCounts {
    pub(crate) fn of(text: &str) -> Self {
        let mut hits = [0; COMMON.len()];
        // A single endless word must not be walked through: 16 bytes a word are plenty.
        let sample = prefix(text, WORDS * 16);
        let words = sample
            .split(|character: char| !character.is_alphabetic())
            .filter(|word| !word.is_empty());
        for word in words.take(WORDS).filter(|word| word.len() <= LONGEST) {
            let mut languages = languages_of(&small(word));
            // Names keep their letters in every language; a small word with these is Polish.
            let is_polish = !word.is_ascii() && word.starts_with(char::is_lowercase) && word.contains(POLISH);
            languages |= place("pl").filter(|_| is_polish).map_or(0, |at| 1 << at);
            for (at, count) in hits.iter_mut().enumerate() {
                *count += usize::from(languages >> at & 1);
            }
        }
        Self { hits }
    }

    /// The language with the most hits, if it has enough and clearly more than the next.
    pub(crate) fn leader(&self) -> Option<(&'static str, usize)> {
        let mut ranked: Vec<(usize, &'static str)> = self
            .hits
            .iter()
            .copied()
            .zip(COMMON.map(|(language, _)| language))
            .collect();
        ranked.sort_by_key(|&(hits, _)| std::cmp::Reverse(hits));
        match ranked.as_slice() {
            [(first, language), (second, _), ..] if *first >= 2 && first * 4 >= second * 5 => {
                Some((language, *first))
            }
            _ => None,
        }
    }

    /// How often words of this language occur; none for a language that is not counted.
    pub(crate) fn hits(&self, language: &str) -> Option<usize> {
        place(language).and_then(|at| self.hits.get(at).copied())
    }
}

/// The first `bytes` bytes of a text, or a few less, so as not to cut a character.
fn prefix(text: &str, bytes: usize) -> &str {
    (0..4)
        .find_map(|less| text.get(..bytes.checked_sub(less)?))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn each_language_is_known_by_one_sentence() {
        let sentences = [
            (
                "fr",
                "Les deux villes ont signé une convention pour la reconstruction de l'école.",
            ),
            (
                "en",
                "The two towns have signed an agreement for the rebuilding of the school.",
            ),
            (
                "uk",
                "Два міста підписали угоду про співпрацю та відбудову школи цього року.",
            ),
            (
                "de",
                "Die beiden Städte haben einen Vertrag für den Wiederaufbau der Schule unterzeichnet.",
            ),
            (
                "pl",
                "Oba miasta podpisały w tym roku umowę na odbudowę szkoły i współpracę z gminami.",
            ),
            (
                "ru",
                "Города подписали в этом году соглашение о сотрудничестве и восстановлении школы.",
            ),
            (
                "es",
                "Las dos ciudades firmaron un acuerdo para la reconstrucción de la escuela y el hospital.",
            ),
        ];
        for (expected, sentence) in sentences {
            assert_eq!(language(sentence), Some(expected), "{sentence}");
        }
        assert_eq!(language("Kryvyi Rih"), None);
        assert_eq!(
            language("Bath: twin towns\n- Hangzhou, China\n- Aarhus, Denmark"),
            Some("en")
        );
        assert_eq!(
            language("Partnerstädte\nTurin – Italien\nKattowitz – Polen"),
            Some("de")
        );
    }
}
