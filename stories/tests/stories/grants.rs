//! A grant from the sentence that tells of it to every file that publishes it.

use crate::bad_input::ends;
use crate::documents::list;
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::Record;
use crate::site::{LANGUAGES, says};
use rstest::rstest;
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;
use stories::{Answer, Jumelage, Outcome, Server, workspace};
use tempfile::TempDir;

/// Who gave how much to whom, and when: facts of a public page, in our own words.
const GRANTS: &str = "corpus/demo/council-grants.fr.txt";

/// The rows of a file by the names of its columns.
fn rows(csv: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(csv)
        .into_deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// A grant between two towns.
const TO_A_TOWN: &str = "Par délibération du 14 mars 2025, la Ville de Nantes attribue une subvention de 12 500,50 € \
    à la Ville de Kherson pour l'équipement d'un lycée.";

/// A site on a record into which these documents were taken and all their claims accepted.
fn accepted(record: &Record, documents: &[PathBuf]) -> Server {
    record.import(documents);
    for row in record.waiting() {
        assert_eq!(row["claim"]["kind"], "funding", "{row}");
        record.review(&["accept", row["id"].as_str().unwrap()]);
    }
    assert_eq!(record.sound()["partnerships"], 0, "a grant makes no partnership");
    record.served()
}

fn get(server: &Server, path: &str) -> Answer {
    let answer = server.get(path).unwrap();
    assert_eq!(answer.status, 200, "{path}: {}", server.stderr());
    answer
}

/// The row of contributions of what a body gives.
fn given_by(server: &Server, code: &str) -> HashMap<String, String> {
    let all = rows(&get(server, "/data/contributions.csv").body);
    let found = all.iter().find(|row| row["giver_codes"] == code);
    found.unwrap_or_else(|| panic!("{all:#?}")).clone()
}

/// The grants of 360Giving, which follow the standard.
fn package(server: &Server) -> Value {
    let package = get(server, "/data/360giving.json").json();
    let schema = std::fs::read_to_string(workspace().join("docs/schemas/360giving.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &package), "{package:#}");
    package
}

#[rstest]
fn a_grant_that_a_document_tells_of_is_accepted_and_stands_on_its_page_and_in_the_files(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base);
    let server = accepted(&record, &[workspace().join(GRANTS)]);
    let row = given_by(&server, "fr-com-78297");
    for (column, said) in [
        ("kind", "grant"),
        ("state", "given"),
        ("beneficiary_names", "Fondation de France"),
        ("amount", "3000.00"),
        ("currency", "EUR"),
        ("date", "2023-02-14"),
        ("form", "cash"),
    ] {
        assert_eq!(row[column], said, "{column}");
    }
    let key = &row["id"];
    for language in LANGUAGES {
        let page = get(&server, &format!("/{language}/grants/{key}")).text();
        says(
            &page,
            &["Guyancourt", "Fondation de France", "2023-02-14", "vote unanime"],
        );
        let giver = get(&server, &format!("/{language}/authorities/fr-com-78297")).text();
        says(&giver, &[&format!("/{language}/grants/{key}"), "id=\"given\""]);
    }
    let package = package(&server);
    let [grant] = list(&package, "grants") else {
        panic!("the other one names nobody who receives: {package:#}")
    };
    assert_eq!(grant["awardDate"], "2023-02-14");
    assert_eq!(grant["amountAwarded"].as_f64(), Some(3_000.0));
    assert_eq!(grant["recipientOrganization"][0]["name"], "Fondation de France");
    says(&get(&server, "/en/data").text(), &["1 grant does not stand here"]);
}

#[test]
fn a_grant_to_a_town_abroad_is_a_commitment_of_iati_too() {
    let record = Record::empty();
    let document = record.data().join("nantes.txt");
    std::fs::write(&document, TO_A_TOWN).unwrap();
    let server = accepted(&record, &[document]);
    assert_eq!(given_by(&server, "fr-com-44109")["amount"], "12500.50");
    let package = package(&server);
    assert_eq!(
        package["grants"][0]["beneficiaryLocation"][0]["countryCode"],
        "UA"
    );
    let activities = get(&server, "/data/iati/activities.xml").text();
    assert_eq!(activities.matches("<transaction ").count(), 1, "{activities}");
    says(
        &activities,
        &[
            "<transaction-type code=\"2\"/>",
            "value-date=\"2025-03-14\">12500.50</value>",
            "<narrative>Nantes</narrative></provider-org>",
            "<recipient-country code=\"UA\" percentage=\"100.00\">",
        ],
    );
}

/// A SIRET for trials.
const TRIAL: &str = "10000000900017";

/// Exports the demo with a table of SIRETs of these rows laid over ours, which ends with this code.
fn exported(record: &Record, rows: &str, code: i32) -> (TempDir, Outcome) {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("sirets.tsv");
    std::fs::write(&table, format!("code\tsiret\tsource\n{rows}")).unwrap();
    let call = Jumelage::with(["export"]).and(folder.path().join("out"));
    let outcome = ends(call.data(record.data()).and("--siret").and(&table), code);
    (folder, outcome)
}

#[test]
fn the_demo_leaves_its_grants_out_of_the_french_file_until_an_operator_states_the_siret() {
    let record = Record::demo();
    let server = record.served();
    assert!(rows(&get(&server, "/data/subventions.csv").body).is_empty());
    says(
        &get(&server, "/en/data").text(),
        &[
            "It holds no grant.",
            "1 whose giver has no known SIRET",
            "1 not to one known recipient alone",
        ],
    );
    let department = get(&server, "/api/v1/authorities/fr-dep-78").json();
    assert_eq!(department["siret"], "22780646000019");
    drop(server);

    let (folder, _) = exported(&record, &format!("fr-com-78297\t{TRIAL}\ta trial\n"), 0);
    let file = std::fs::read(folder.path().join("out/subventions.csv")).unwrap();
    let [row] = rows(&file).try_into().unwrap();
    for (column, said) in [
        ("nomAttribuant", "Guyancourt"),
        ("idAttribuant", TRIAL),
        ("dateConvention", "2023-02-14"),
        ("nomBeneficiaire", "Fondation de France"),
        ("montant", "3000.00"),
        ("nature", "aide en numéraire"),
        ("datesPeriodeVersement", "2023-02-14/2023-12-31"),
        ("pourcentageSubvention", "1.00"),
    ] {
        assert_eq!(row[column], said, "{column}");
    }
}

#[test]
fn a_table_of_sirets_with_a_wrong_row_is_refused_with_its_line_and_what_to_do() {
    let record = Record::demo();
    for (rows, said) in [
        (
            "fr-com-78297\t217 802 974 00014\tby hand\n",
            "line 2: “217 802 974 00014” is not a SIRET; write its 14 digits",
        ),
        (
            "fr-com-78297\t10000000900018\tby hand\n",
            "line 2: “10000000900018” is not a SIRET, its check digit is wrong",
        ),
        (
            "fr-com-78297\t10000000900017\tby hand\nfr-com-78297\t10000000900017\tagain\n",
            "line 3: “fr-com-78297” means the body of line 2; keep one of the two rows",
        ),
        (
            "fr-com-78297\t22780646000019\tby hand\n",
            "line 2: “22780646000019” is the SIRET of “fr-dep-78” already; correct or remove",
        ),
    ] {
        let (_folder, outcome) = exported(&record, rows, 1);
        assert!(
            outcome.stderr.contains("sirets.tsv") && outcome.stderr.contains(said),
            "{}",
            outcome.stderr
        );
    }
}
