//! SCDL subventions: the grants of French authorities as France has them published, and the SIRETs that it needs.

use super::json;
use super::standards::judged_by;
use crate::{get, site};
use axum::http::header;
use publish::samples;
use register::PublicRecord;
use vocabulary::{Currency, Grant, Money, PartyRef};

/// The columns, as the schema has them written down.
const SCHEMA: &str = "docs/schemas/scdl-subventions-2.json";

fn judged(file: &str) -> Result<String, String> {
    judged_by("scdl", &[SCHEMA], &[("subventions.csv", file)])
}

/// The record with one grant, of which everything is known, as `change` leaves it.
fn granted(change: impl FnOnce(&mut Grant)) -> PublicRecord {
    let mut record = samples::record();
    record.grants.truncate(1);
    change(&mut record.grants[0]);
    record
}

fn authority(code: &str) -> PartyRef {
    let record = samples::record();
    let mut bodies = record.authorities.iter();
    let found = bodies.find(|(_, body)| body.code().to_string() == code);
    PartyRef::Authority(found.unwrap().0)
}

/// The record whose grant goes to an organisation.
fn given_to_an_organisation() -> PublicRecord {
    let mut record = granted(|_| ());
    record.grants[0].recipients = vec![PartyRef::Organisation(record.organisations[0].id)];
    record
}

/// The file, and what the data page says of it.
async fn told(record: PublicRecord) -> (String, String) {
    let router = site(record).await;
    let answer = get(&router, "/data/subventions.csv").await;
    assert!(answer.header(header::CONTENT_TYPE).starts_with("text/csv"));
    let page = get(&router, "/en/data").await.text;
    let note = page.split("subventions.csv</a>").nth(1).unwrap();
    let note = note.split("class=\"soft\">").nth(1).unwrap();
    (answer.text, note.split("</span>").next().unwrap().to_owned())
}

fn rows(file: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

#[tokio::test]
async fn a_grant_of_a_french_authority_with_a_siret_is_a_row_and_the_others_are_counted() {
    let (file, note) = told(samples::record()).await;
    let rows = rows(&file);
    assert_eq!(rows.len(), 1);
    let cells: Vec<&str> = rows[0].iter().collect();
    assert_eq!(
        cells,
        [
            "Betton",
            "21350024200010",
            "2025-03-14",
            "",
            "Хорольська",
            "",
            "",
            "La lumière pour Khorol",
            "12500.50",
            "aide en numéraire",
            "non précisées par la source ; période : de l’attribution à la fin de l’exercice budgétaire ; aucune notification à l’UE signalée",
            "2025-03-14/2025-12-31",
            "",
            "non",
            "1.00",
            "",
        ]
    );
    assert!(
        note.starts_with("It holds 1 grant. Left out: 1 given on an unknown day."),
        "{note}"
    );
}

#[tokio::test]
async fn the_file_is_valid_by_the_published_fields_whatever_stands_in_the_record() {
    let hostile = granted(|grant| grant.title.original = "=HYPERLINK(\"https://x\")\n;".repeat(40));
    let to_lille = granted(|grant| grant.recipients = vec![authority("fr-com-59350")]);
    let to_friends = given_to_an_organisation();
    for record in [
        samples::record(),
        samples::empty(),
        samples::longest(),
        hostile,
        to_lille,
        to_friends,
    ] {
        let (file, _) = told(record).await;
        assert_eq!(judged(&file), Ok("1 files looked at\n".to_owned()), "{file}");
        for cell in rows(&file).iter().flat_map(csv::StringRecord::iter) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    let (file, _) = told(samples::record()).await;
    for (right, wrong, fault) in [
        ("21350024200010", "213500242", "idAttribuant"),
        ("2025-03-14,,", "14 mars 2025,,", "dateConvention"),
        ("aide en numéraire", "argent", "nature"),
        (",non,1.00,", ",false,1.00,", "notificationUE"),
        (",non,1.00,", ",non,1.01,", "pourcentageSubvention"),
        ("2025-03-14/2025-12-31", "2025", "datesPeriodeVersement"),
        ("12500.50", "12 500,50 €", "montant"),
        ("La lumière pour Khorol", "", "objet"),
        ("nomAttribuant,", "attribuant,", "incorrect-label"),
    ] {
        assert!(file.contains(right), "{right} in {file}");
        let told = judged(&file.replace(right, wrong));
        assert!(
            told.as_ref().is_err_and(|told| told.contains(fault)),
            "{fault}: {told:?}"
        );
    }
}

#[tokio::test]
async fn a_recipient_has_its_siret_where_it_is_known() {
    let record = granted(|grant| grant.recipients = vec![authority("fr-com-59350")]);
    let (file, note) = told(record).await;
    assert_eq!(&rows(&file)[0][5], "21590350100017");
    assert_eq!(note, "It holds 1 grant.");
    let (file, _) = told(given_to_an_organisation()).await;
    assert_eq!(&rows(&file)[0][5], "");
}

#[tokio::test]
async fn what_the_schema_asks_for_and_nobody_knows_leaves_a_grant_out_with_the_reason() {
    let both = |grant: &mut Grant| grant.givers.push(grant.recipients[0]);
    let several = |grant: &mut Grant| grant.recipients.push(grant.givers[0]);
    for (record, said) in [
        (granted(both), "not given by one French authority alone"),
        (
            granted(|grant| grant.givers = grant.recipients.clone()),
            "not given by one French authority alone",
        ),
        (
            granted(|grant| grant.on = "2025-03".parse().ok()),
            "given on an unknown day",
        ),
        (granted(|grant| grant.on = None), "given on an unknown day"),
        (
            granted(|grant| grant.approximate = true),
            "not of an exact sum in euros",
        ),
        (
            granted(|grant| grant.amount = Money::new(1_000, "XOF".parse::<Currency>().unwrap())),
            "not of an exact sum in euros",
        ),
        (granted(several), "not to one known recipient alone"),
        (
            granted(|grant| grant.recipients.clear()),
            "not to one known recipient alone",
        ),
        (
            granted(|grant| grant.form = None),
            "where it is not known whether money or goods were given",
        ),
        (
            granted(|grant| grant.givers = vec![authority("fr-com-14118")]),
            "whose giver has no known SIRET",
        ),
    ] {
        let (file, note) = told(record).await;
        assert_eq!(rows(&file).len(), 0, "{said}");
        assert_eq!(note, format!("It holds no grant. Left out: 1 {said}."));
    }
}

#[tokio::test]
async fn an_authority_shows_its_siret_on_its_page_in_the_file_and_in_the_api() {
    let router = site(samples::record()).await;
    for lang in ["fr", "en", "uk"] {
        let page = get(&router, &format!("/{lang}/authorities/fr-com-35024"))
            .await
            .text;
        assert!(page.contains("<dt>SIRET</dt><dd><code>21350024200010</code></dd>"));
        let unknown = get(&router, &format!("/{lang}/authorities/fr-com-14118"))
            .await
            .text;
        assert!(!unknown.contains("SIRET"));
    }
    let known = json(&router, "/api/v1/authorities/fr-com-35024").await;
    assert_eq!(known["siret"], "21350024200010");
    let unknown = json(&router, "/api/v1/authorities/fr-com-14118").await;
    assert!(unknown.as_object().unwrap().contains_key("siret") && unknown["siret"].is_null());
}
