//! Grants in open data: rows, 360Giving, IATI; and on the pages that the data comes from.

use crate::{get, site};
use axum::http::{StatusCode, header};
use publish::samples;
use register::PublicRecord;
use roxmltree::Document;
use scraper::{Html, Selector};
use serde_json::Value;
use vocabulary::{Currency, Id, Money};

/// The key of the sample's grant of which everything is known.
const LIT: &str = "01900000-0000-7000-8000-0000000000b4";

fn validator() -> jsonschema::Validator {
    let file = stories::workspace().join("docs/schemas/360giving.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

async fn package(record: PublicRecord) -> Value {
    let router = site(record).await;
    let answer = get(&router, "/data/360giving.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    serde_json::from_str(&answer.text).unwrap()
}

#[tokio::test]
async fn the_package_of_360giving_is_valid_and_says_what_the_record_knows() {
    let mut hostile = samples::longest();
    hostile.grants[0].title.original = "=HYPERLINK(\"}]</script>\") ".repeat(20);
    hostile.grants[0].recipients = hostile.grants[0].givers.clone();
    let many = {
        let mut record = samples::record();
        let (first, award) = (record.grants[0].clone(), record.awards[0].id);
        record.grants.extend((0..50).map(|number| {
            let mut copy = first.clone();
            copy.id = Id::of(uuid::Uuid::from_u128(copy.id.uuid().as_u128() + 1_000 + number));
            copy.amount = Money::new(1, "XOF".parse::<Currency>().unwrap());
            copy.award = Some(award);
            copy
        }));
        record
    };
    let validator = validator();
    for (record, count) in [
        (samples::empty(), 0),
        (samples::record(), 1),
        (hostile, 1),
        (many, 51),
    ] {
        let package = package(record).await;
        let faults: Vec<String> = validator
            .iter_errors(&package)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(package["grants"].as_array().unwrap().len(), count);
    }
    let package = package(samples::record()).await;
    let grant = &package["grants"][0];
    assert_eq!(grant["id"], format!("atlas.example.org-{LIT}"));
    assert_eq!(grant["title"], "La lumière pour Khorol");
    assert_eq!(
        (&grant["amountAwarded"], &grant["currency"], &grant["awardDate"]),
        (&12_500.5.into(), &"EUR".into(), &"2025-03-14".into())
    );
    assert_eq!(
        grant["fundingOrganization"][0]["id"],
        "atlas.example.org-fr-com-35024"
    );
    assert_eq!(grant["fundingOrganization"][0]["name"], "Betton");
    assert_eq!(grant["beneficiaryLocation"][0]["countryCode"], "UA");
    assert_eq!(grant["url"], format!("https://atlas.example.org/id/grant/{LIT}"));
}

#[tokio::test]
async fn a_package_that_breaks_the_standard_is_told_so() {
    let validator = validator();
    let valid = package(samples::record()).await;
    for (field, wrong) in [
        ("awardDate", Value::from("2025")),
        ("awardDate", Value::Null),
        ("amountAwarded", "12500.50".into()),
        ("currency", "€".into()),
        ("recipientOrganization", Value::Array(Vec::new())),
        ("title", "x".repeat(140).into()),
    ] {
        let mut broken = valid.clone();
        broken["grants"][0][field] = wrong.clone();
        assert!(!validator.is_valid(&broken), "{field} {wrong}");
    }
    let mut broken = valid;
    broken["grants"][0].as_object_mut().unwrap().remove("description");
    assert!(!validator.is_valid(&broken));
}

#[tokio::test]
async fn a_day_of_only_a_year_or_month_stands_in_no_file_of_a_standard_and_the_data_page_says_how_many() {
    for (day, left) in [
        (None, 2),
        (Some("2025"), 2),
        (Some("2025-03"), 2),
        (Some("2025-03-14"), 1),
    ] {
        let mut record = samples::record();
        record.grants[0].on = day.map(|day| day.parse().unwrap());
        let router = site(record).await;
        let package: Value = serde_json::from_str(&get(&router, "/data/360giving.json").await.text).unwrap();
        assert_eq!(package["grants"].as_array().unwrap().len(), 2 - left, "{day:?}");
        let activities = get(&router, "/data/iati/activities.xml").await.text;
        assert_eq!(activities.matches("<transaction ").count(), 2 - left, "{day:?}");
        let page = get(&router, "/en/data").await.text;
        let said = match left {
            1 => "1 grant does not stand here",
            _ => "2 grants do not stand here",
        };
        assert_eq!(page.matches(said).count(), 2, "{day:?}: of IATI and of 360Giving");
    }
}

#[tokio::test]
async fn iati_tells_a_grant_once_as_a_commitment_in_the_activity_of_its_partnership_or_in_one_of_its_own() {
    let alone = {
        let mut record = samples::record();
        record.grants[0].partnership = None;
        record
    };
    for (record, kind) in [(samples::record(), "partnership"), (alone, "grant")] {
        let router = site(record).await;
        let text = get(&router, "/data/iati/activities.xml").await.text;
        let document = Document::parse(&text).unwrap();
        let named = |name: &'static str| move |node: &roxmltree::Node<'_, '_>| node.has_tag_name(name);
        let found: Vec<_> = document.descendants().filter(named("transaction")).collect();
        assert_eq!(found.len(), 1);
        let of = |name: &'static str| found[0].children().find(named(name)).unwrap();
        assert_eq!(of("transaction-type").attribute("code"), Some("2"));
        assert_eq!(of("transaction-date").attribute("iso-date"), Some("2025-03-14"));
        let value = of("value");
        assert_eq!(value.text(), Some("12500.50"));
        assert_eq!(value.attribute("currency"), Some("EUR"));
        assert_eq!(value.attribute("value-date"), Some("2025-03-14"));
        let giver = of("provider-org");
        assert_eq!(giver.attribute("ref"), Some("atlas.example.org-fr-com-35024"));
        assert!(of("receiver-org").attribute("ref").unwrap().contains("-ua-"));
        let activity = found[0].parent().unwrap().first_element_child().unwrap();
        let id = activity.text().unwrap();
        assert!(id.starts_with(&format!("atlas.example.org-{kind}-")), "{id}");
    }
}

#[tokio::test]
async fn a_grant_is_a_row_of_contributions_whose_new_columns_stand_behind_the_old_ones() {
    let router = site(samples::record()).await;
    let text = get(&router, "/data/contributions.csv").await.text;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert_eq!(headings[24..], ["licence", "form", "approximate", "project"]);
    let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let grants: Vec<&csv::StringRecord> = rows.iter().filter(|row| &row[at("kind")] == "grant").collect();
    assert_eq!(grants.len(), 2);
    let lit = grants.iter().find(|row| &row[at("id")] == LIT).unwrap();
    for (name, said) in [
        ("state", "given"),
        ("giver_codes", "fr-com-35024"),
        ("amount", "12500.50"),
        ("currency", "EUR"),
        ("date", "2025-03-14"),
        ("date_precision", "day"),
        ("form", "cash"),
        ("approximate", "false"),
    ] {
        assert_eq!(&lit[at(name)], said, "{name}");
    }
}

#[tokio::test]
async fn a_grant_has_its_page_and_stands_with_its_giver_its_recipient_and_its_partnership() {
    let record = samples::record();
    let (project, partnership) = (
        record.grants[0].project.unwrap(),
        record.grants[0].partnership.unwrap(),
    );
    let khorol = record
        .authorities
        .iter()
        .find(|(_, body)| body.name() == "Хорольська");
    let khorol = khorol.map(|(_, body)| body.code().clone());
    let router = site(record).await;
    let permanent = get(&router, &format!("/id/grant/{LIT}")).await;
    assert_eq!(permanent.status, StatusCode::SEE_OTHER);
    assert_eq!(permanent.header(header::LOCATION), format!("/fr/grants/{LIT}"));
    for (lang, amount, form) in [
        ("fr", "12\u{202f}500,50\u{a0}€", "en numéraire"),
        ("en", "€12,500.50", "in cash"),
        ("uk", "12\u{a0}500,50\u{a0}€", "грошима"),
    ] {
        let page = get(&router, &format!("/{lang}/grants/{LIT}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let text: String = Html::parse_document(&page.text).root_element().text().collect();
        for part in [amount, form, "Betton", "La lumière pour Khorol"] {
            assert!(text.contains(part), "{lang} {part}: {text}");
        }
    }
    let link = Selector::parse(&format!("a[href='/en/grants/{LIT}']")).unwrap();
    let betton = "/en/authorities/fr-com-35024#given".to_owned();
    let khorol = khorol.map(|code| format!("/en/authorities/{code}#received"));
    let pages = [
        Some(betton),
        khorol,
        Some(format!("/en/projects/{project}#grants")),
        Some(format!("/en/partnerships/{partnership}#money")),
    ];
    for page in pages.into_iter().flatten() {
        let (path, place) = page.split_once('#').unwrap();
        let shown = Html::parse_document(&get(&router, path).await.text);
        let section = Selector::parse(&format!("section[aria-labelledby={place}]")).unwrap();
        let found = shown
            .select(&section)
            .flat_map(|found| found.select(&link))
            .count();
        assert_eq!(found, 1, "{page}");
    }
}
