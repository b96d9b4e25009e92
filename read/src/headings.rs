//! Whether a row of cells holds the headings of a table.
//!
//! In: the cells. Out: yes or no.
//!
//! # Invariants
//! - A row with a figure or a bracket in it is a record, whatever its words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Beginnings of words that head the columns of tables about authorities, partners and projects, in five languages;
/// what has at most five letters is a whole word.
const KNOWN: [&str; 159] = [
    // French
    "région",
    "collectivité",
    "chef",
    "partenaire",
    "titre",
    "projet",
    "pays",
    "montant",
    "date",
    "nom",
    "code",
    "commune",
    "ville",
    "département",
    "dept",
    "statut",
    "année",
    "subv",
    "subvention",
    "bénéficiaire",
    "programme",
    "thème",
    "thématique",
    "intitulé",
    "objet",
    "budget",
    "cofinancement",
    "autorité",
    "porteur",
    "lauréat",
    "observation",
    "remarque",
    "nature",
    "état",
    "etat",
    "début",
    "debut",
    "fin",
    "depuis",
    "num",
    "jumel",
    "décision",
    "habitants",
    "signature",
    "commentaire",
    // English
    "region",
    "authority",
    "lead",
    "partner",
    "title",
    "project",
    "country",
    "amount",
    "town",
    "city",
    "name",
    "grant",
    "year",
    "theme",
    "status",
    "beneficiary",
    "applicant",
    "municipality",
    "council",
    "state",
    "since",
    "type",
    "kind",
    "remarks",
    "notes",
    "ref",
    "population",
    "twin",
    "sister",
    "county",
    "agreement",
    "signed",
    "funding",
    "established",
    "comment",
    // Ukrainian
    "регіон",
    "область",
    "громада",
    "партнер",
    "назва",
    "проєкт",
    "проект",
    "країна",
    "держава",
    "сума",
    "місто",
    "рік",
    "керівник",
    "заявни",
    "грант",
    "документ",
    "дата",
    "стан",
    "статус",
    "примітк",
    "сторона",
    "форма",
    "коли",
    "бюджет",
    "угода",
    "вид",
    "побратим",
    "фінансування",
    "тема",
    // German
    "land",
    "bundesland",
    "stadt",
    "kommune",
    "gemeinde",
    "projekt",
    "titel",
    "betrag",
    "zuschuss",
    "förder",
    "antragsteller",
    "art",
    "stand",
    "beginn",
    "seit",
    "jahr",
    "datum",
    "bemerkung",
    "staat",
    "ort",
    "lfd",
    "anmerkung",
    "landkreis",
    "thema",
    "vertrag",
    // Polish
    "kraj",
    "miasto",
    "tytuł",
    "kwota",
    "województwo",
    "wnioskodawca",
    "lider",
    "dotacja",
    "gmina",
    "powiat",
    "samorząd",
    "rodzaj",
    "dokument",
    "państwo",
    "rok",
    "uwagi",
    "środki",
    "wkład",
    "nazwa",
    "temat",
    "umowa",
    "data",
    "hromada",
    "kommun",
    "lp",
];

/// Headings are short.
const LONGEST: usize = 80;

/// Words up to this many letters must stand whole: “land” heads a column, “Landes” is in one.
const WHOLE: usize = 5;

/// Whether at least half of the cells are headings known here.
pub(crate) fn are_known(cells: &[&str]) -> bool {
    let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let figures = filled.iter().filter(|cell| has_figure(cell)).count();
    let plain = filled
        .iter()
        .all(|cell| cell.chars().count() <= LONGEST && is_unit_bracket(cell));
    let known = || filled.iter().filter(|cell| heads(cell)).count();
    plain && filled.len() >= 2 && figures * 4 <= filled.len() && known() * 2 >= filled.len()
}

/// Whether the row holds values rather than headings: dates, amounts, numbers.
pub(crate) fn are_values(cells: &[&str]) -> bool {
    !are_known(cells) && cells.iter().any(|cell| has_figure(cell))
}

/// A figure with letters around it may be a heading (“funds in 2024”) only where the words are.
fn has_figure(cell: &str) -> bool {
    cell.bytes().any(|byte| byte.is_ascii_digit())
}

/// What stands in brackets is a plural or a unit: “Partenaire(s)”, “(lider)”, “Grant (k€)”; a record has “(Mali)” there.
fn is_unit_bracket(cell: &str) -> bool {
    cell.split('(').skip(1).all(|rest| {
        let inside = rest.split(')').next().unwrap_or_default().trim();
        let first = inside.split(' ').next().unwrap_or_default();
        inside.chars().next().is_none_or(|sign| !sign.is_uppercase())
            || inside.chars().count() == 1
            || (first.chars().count() == 3 && first.chars().all(|sign| sign.is_ascii_uppercase()))
            || cell.chars().all(|sign| !sign.is_lowercase())
    })
}

/// Stems by their first letter.
type Stems = HashMap<char, Vec<&'static str>>;

/// The words of [`KNOWN`] that stand whole, with their usual endings, and the stems by their first letter.
static BY_WORD: LazyLock<(HashSet<String>, Stems)> = LazyLock::new(|| {
    let (mut whole, mut stems) = (HashSet::new(), Stems::new());
    for known in KNOWN {
        if known.chars().count() <= WHOLE {
            let endings = ["", "s", "e", "es", "n", "en", "и", "і"];
            whole.extend(endings.iter().map(|ending| format!("{known}{ending}")));
        } else if let Some(first) = known.chars().next() {
            stems.entry(first).or_default().push(known);
        }
    }
    (whole, stems)
});

fn heads(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let (whole, stems) = &*BY_WORD;
    let mut words = lower
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_stem = |word: &str| {
        let first = word.chars().next().and_then(|first| stems.get(&first));
        first.is_some_and(|stems| stems.iter().any(|stem| word.starts_with(stem)))
    };
    words.any(|word| whole.contains(word) || is_stem(word))
        || matches!(lower.trim(), "№" | "no" | "nr" | "n°" | "#")
}

#[cfg(test)]
mod tests {
    use super::are_known;

    #[test]
    fn headings_are_told_from_a_record_with_the_same_words() {
        assert!(are_known(&[
            "Région de France",
            "Chef de file",
            "Partenaire",
            "Titre du projet"
        ]));
        assert!(are_known(&["Регіон", "Громада", "Партнер", "Назва проєкту"]));
        assert!(!are_known(&[
            "",
            "Crolles",
            "Commune de Zapatoca (Colombie)",
            "Des Alpes aux Andes"
        ]));
        assert!(!are_known(&["Bretagne", "Brest", "Sacaba", "Eau"]));
        assert!(!are_known(&["Landes", "Villeneuve", "Normandie", "Eau"]));
    }

    #[test]
    fn headings_may_give_a_plural_a_unit_or_a_year_in_five_languages() {
        for headings in [
            &[
                "RÉGION",
                "CHEF DE FILE",
                "PARTENAIRE(S)",
                "INTITULÉ",
                "COFINANCEMENT",
            ][..],
            &[
                "Country / region",
                "Lead municipality",
                "Partner",
                "Title",
                "Grant (k€)",
            ],
            &[
                "Land",
                "Deutsche Kommune",
                "Partnerkommune",
                "Projekt",
                "Zuschuss in T€",
            ],
            &[
                "Województwo",
                "Wnioskodawca (lider)",
                "Partner zagraniczny",
                "Tytuł zadania",
                "Dotacja",
            ],
            &[
                "Lp.",
                "Partner",
                "Kraj",
                "Rodzaj dokumentu",
                "Środki w 2024 r.",
                "Uwagi",
            ],
            &[
                "Ref",
                "Council",
                "Partner country",
                "Annual budget (AUD unless stated)",
            ],
            &["Місто", "Держава", "Коли", "Форма"],
        ] {
            assert!(are_known(headings), "{headings:?}");
        }
    }

    #[test]
    fn a_first_row_of_values_is_no_heading() {
        assert!(super::are_values(&["Brest", "Kyiv", "1994"]));
        assert!(!super::are_values(&["lfd nr", "kommune", "partner"]));
    }
}
