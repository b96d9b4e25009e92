//! The files of standards and the feeds, each held against the field list and rules that its standard publishes.

use crate::{get, site};
use axum::http::{StatusCode, header};
use publish::samples;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use vocabulary::Day;

fn children<'a>(node: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    node.children().filter(Node::is_element).collect()
}

/// The rule of the rule set for every reference and identifier: none of `/ & | ?`.
fn check_identifier(text: &str) {
    assert!(!text.is_empty() && !text.contains(['/', '&', '|', '?']), "{text}");
}

fn narrated(node: Node<'_, '_>) -> bool {
    let mut narratives = node
        .children()
        .filter(|child| child.tag_name().name() == "narrative");
    narratives.all(|child| !child.text().unwrap_or_default().is_empty())
}

fn check_activity(activity: Node<'_, '_>, today: Day) {
    let of = |name: &str| -> Vec<Node<'_, '_>> {
        activity
            .children()
            .filter(|child| child.tag_name().name() == name)
            .collect()
    };
    let reporter = of("reporting-org")[0].attribute("ref").unwrap();
    check_identifier(reporter);
    let id = of("iati-identifier")[0].text().unwrap();
    check_identifier(id);
    assert!(id.starts_with(&format!("{reporter}-")));
    for body in of("participating-org") {
        check_identifier(body.attribute("ref").unwrap());
        assert!(["1", "2", "3", "4"].contains(&body.attribute("role").unwrap()));
        assert!(["10", "11", "22", "90"].contains(&body.attribute("type").unwrap()));
        assert!(narrated(body));
    }
    for told in of("title").into_iter().chain(of("description")) {
        assert!(narrated(told) && told.first_element_child().is_some());
    }
    assert!(["1", "2", "3", "4", "5", "6"].contains(&of("activity-status")[0].attribute("code").unwrap()));
    let date = |kind: &str| {
        let found = of("activity-date")
            .into_iter()
            .find(|date| date.attribute("type") == Some(kind));
        found.map(|date| date.attribute("iso-date").unwrap().parse::<Day>().unwrap())
    };
    let (planned, start, end) = (date("1"), date("2"), date("4"));
    assert!(planned.or(start).is_some(), "{id} has a start");
    assert!(start.is_none_or(|day| day <= today), "{id}");
    assert!(
        end.is_none_or(|end| end <= today && start.is_some_and(|start| start <= end)),
        "{id}"
    );
    let shared = |name: &str, digits: usize| {
        let shares = of(name);
        let hundredths = shares.iter().map(|part| {
            assert_eq!(part.attribute("code").unwrap().len(), digits);
            let share = part.attribute("percentage").unwrap();
            share.replace('.', "").parse::<u32>().unwrap()
        });
        assert_eq!(hundredths.sum::<u32>(), 10_000, "{id}: {name}");
    };
    shared("recipient-country", 2);
    let sectors = of("sector");
    if sectors[0].attribute("code") != Some("99810") {
        assert!(
            sectors
                .iter()
                .all(|sector| sector.attribute("vocabulary") == Some("2"))
        );
        shared("sector", 3);
    }
}

/// What the published schemas and the published rule set of IATI say of these files.
fn judged(files: &[(&str, &str)]) -> Result<String, String> {
    judged_by("iati", &[], files)
}

/// What the judge in this folder of the stories says of these files, by schemas of the workspace.
pub(super) fn judged_by(judge: &str, schemas: &[&str], files: &[(&str, &str)]) -> Result<String, String> {
    let home = Path::new("stories").join(judge);
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{judge}"));
    let list = home.join("requirements.txt");
    stories::python_packages(&list.to_string_lossy(), &packages).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let paths = files.iter().map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    });
    let judge = Command::new("python3")
        .arg(stories::workspace().join(home).join("valid.py"))
        .arg(packages)
        .args(schemas.iter().map(|schema| stories::workspace().join(schema)))
        .args(paths)
        .output()
        .unwrap();
    let told = [judge.stdout, judge.stderr].concat();
    let told = String::from_utf8_lossy(&told).into_owned();
    if judge.status.success() {
        Ok(told)
    } else {
        Err(told)
    }
}

#[tokio::test]
async fn iati_files_are_valid_by_the_published_schemas_and_rules() {
    for record in [samples::record(), samples::longest()] {
        let router = site(record).await;
        let activities = get(&router, "/data/iati/activities.xml").await.text;
        let organisations = get(&router, "/data/iati/organisations.xml").await.text;
        let told = judged(&[
            ("activities.xml", &activities),
            ("organisations.xml", &organisations),
        ]);
        assert_eq!(told, Ok("2 files looked at\n".to_owned()));
        let wrong = [
            (
                activities.replace("iati-identifier>", "identifier>"),
                "iati-identifier",
            ),
            (activities.replace("percentage=\"", "percentage=\"1"), "sum"),
            (
                activities.replace(
                    "activity-date type=\"2\" iso-date=\"",
                    "activity-date type=\"2\" iso-date=\"9",
                ),
                "date",
            ),
            (
                organisations
                    .replace("<name>", "<nom>")
                    .replace("</name>", "</nom>"),
                "nom",
            ),
        ];
        for (text, fault) in wrong {
            let told = judged(&[("wrong.xml", &text)]);
            assert!(
                told.as_ref().is_err_and(|told| told.contains(fault)),
                "{fault}: {told:?}"
            );
        }
    }
}

#[tokio::test]
async fn iati_activities_are_as_the_code_lists_and_our_own_rules_want_them() {
    let today = "2026-11-20".parse().unwrap();
    for (record, least) in [(samples::record(), 4), (samples::longest(), 4)] {
        let router = site(record).await;
        let answer = get(&router, "/data/iati/activities.xml").await;
        assert!(answer.header(header::CONTENT_TYPE).starts_with("application/xml"));
        let document = Document::parse(&answer.text).unwrap();
        let root = document.root_element();
        assert_eq!(
            (root.tag_name().name(), root.attribute("version")),
            ("iati-activities", Some("2.03"))
        );
        let activities = children(root);
        assert!(activities.len() >= least, "{}", activities.len());
        let mut ids = BTreeSet::new();
        for activity in activities {
            check_activity(activity, today);
            assert!(ids.insert(activity.first_element_child().unwrap().text().unwrap().to_owned()));
        }
    }
}

#[tokio::test]
async fn iati_organisations_name_every_body_once() {
    let record = samples::record();
    let bodies = record.authorities.len() + record.organisations.len();
    let router = site(record).await;
    let text = get(&router, "/data/iati/organisations.xml").await.text;
    let document = Document::parse(&text).unwrap();
    let mut ids = BTreeSet::new();
    for organisation in children(document.root_element()) {
        let id = organisation.first_element_child().unwrap().text().unwrap();
        check_identifier(id);
        assert!(ids.insert(id.to_owned()));
    }
    assert_eq!(ids.len(), bodies);
    let activities = get(&router, "/data/iati/activities.xml").await.text;
    let document = Document::parse(&activities).unwrap();
    for body in document
        .descendants()
        .filter(|node| node.tag_name().name() == "participating-org")
    {
        assert!(
            ids.contains(body.attribute("ref").unwrap()),
            "{:?}",
            body.attribute("ref")
        );
    }
}

#[tokio::test]
async fn a_calendar_names_the_deadline_of_each_campaign_as_a_whole_day() {
    let mut record = samples::record();
    record.campaigns[0].title.original =
        "Light; warmth, and\nhope for Khorol, which is a long way to go in winter".to_owned();
    let router = site(record).await;
    let answer = get(&router, "/data/deadlines.ics").await;
    assert!(answer.header(header::CONTENT_TYPE).starts_with("text/calendar"));
    assert!(answer.text.lines().count() > 10 && answer.text.contains("\r\n"));
    for line in answer.text.split("\r\n") {
        assert!(line.len() <= 75, "RFC 5545, 3.1: {line}");
    }
    let unfolded = answer.text.replace("\r\n ", "");
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20261120T000000Z",
        "SUMMARY:Light\\; warmth\\, and\\nhope for Khorol\\, which is a long way to go in winter",
        "UID:https://atlas.example.org/id/campaign/01900000-0000-7000-8000-0000000000a0",
        "END:VCALENDAR",
    ] {
        assert!(
            unfolded.lines().any(|found| found == line),
            "{line} in {unfolded}"
        );
    }
}

#[tokio::test]
async fn a_town_a_country_and_a_programme_have_feeds_of_their_own_in_three_forms() {
    let record = samples::record();
    let programme = record.programmes[0].id;
    let router = site(record).await;
    let entries = async |path: &str| {
        let atom = get(&router, &format!("{path}/feed.atom")).await;
        assert_eq!(atom.status, StatusCode::OK, "{path}");
        let document = Document::parse(&atom.text).unwrap();
        let named = |document: &Document<'_>, name: &str| {
            document
                .descendants()
                .filter(|node| node.tag_name().name() == name)
                .count()
        };
        let count = named(&document, "entry");
        let rss = get(&router, &format!("{path}/feed.rss")).await;
        assert!(
            rss.header(header::CONTENT_TYPE)
                .starts_with("application/rss+xml")
        );
        let document = Document::parse(&rss.text).unwrap();
        assert_eq!(document.root_element().attribute("version"), Some("2.0"));
        assert_eq!(named(&document, "item"), count);
        assert_eq!(named(&document, "guid"), count);
        let json: serde_json::Value =
            serde_json::from_str(&get(&router, &format!("{path}/feed.json")).await.text).unwrap();
        assert_eq!(json["items"].as_array().unwrap().len(), count);
        assert_eq!(
            json["feed_url"],
            format!("https://atlas.example.org{path}/feed.json")
        );
        count
    };
    let whole = entries("/en").await;
    let town = entries("/en/authorities/fr-com-59350").await;
    let country = entries("/uk/countries/UA").await;
    let programme = entries(&format!("/fr/programmes/{programme}")).await;
    let theme = entries("/fr/themes/economy").await;
    assert!(town >= 1 && town < whole, "{town} of {whole}");
    assert!(country >= town && country <= whole);
    assert_eq!(programme, 2, "its partnership and the story that proves it");
    assert!(theme >= 1 && theme < whole, "{theme} of {whole}");
    let page = get(&router, "/en/authorities/fr-com-59350").await.text;
    assert!(page.contains("href=\"/en/authorities/fr-com-59350/feed.rss\""));
    for path in [
        "/en/feed.xml",
        "/en/authorities/fr-com-59350/feed.pdf",
        "/en/authorities/nothing/feed.atom",
        "/en/countries/fr/feed.atom",
        "/en/programmes/1/feed.atom",
        "/en/themes/love/feed.atom",
    ] {
        assert_eq!(get(&router, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
