//! Whether a row of cells holds the headings of a table.
//!
//! In: the cells. Out: yes or no.
//!
//! # Invariants
//! - A row with a figure or a bracket in it is a record, whatever its words.

/// Beginnings of words that head the columns of tables about authorities, partners and projects.
const KNOWN: [&str; 62] = [
    "région",
    "region",
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
    "statut",
    "année",
    "subvention",
    "bénéficiaire",
    "programme",
    "thème",
    "thématique",
    "intitulé",
    "objet",
    "budget",
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
    "регіон",
    "область",
    "громада",
    "партнер",
    "назва",
    "проєкт",
    "проект",
    "країна",
    "сума",
    "місто",
    "рік",
    "керівник",
    "land",
    "stadt",
    "gemeinde",
    "projekt",
    "titel",
    "betrag",
    "kraj",
    "miasto",
    "tytuł",
    "kwota",
];

/// Headings are short.
const LONGEST: usize = 80;

/// Whether at least half of the cells are headings known here.
pub(crate) fn are_known(cells: &[&str]) -> bool {
    let filled: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let plain = filled.iter().all(|cell| {
        cell.chars().count() <= LONGEST
            && !cell.contains(['(', '€'])
            && !cell.bytes().any(|byte| byte.is_ascii_digit())
    });
    let known = filled.iter().filter(|cell| heads(cell)).count();
    plain && filled.len() >= 2 && known * 2 >= filled.len()
}

fn heads(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    lower
        .split(|character: char| !character.is_alphanumeric())
        .any(|word| KNOWN.iter().any(|known| word.starts_with(known)))
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
    }
}
