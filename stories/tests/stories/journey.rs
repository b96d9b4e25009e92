//! Three documents are read: every name gets its official code, every claim its quote.
//!
//! Each story is told twice: on our own documents, and on the real ones where they are at hand (the output says so).

use crate::documents::{
    ALLIANCE, COMMUNIQUE, Documents, Expected, NAMES, NEWS, Recognised, bodies, list, plain, with_role,
};
use serde_json::Value;
use std::collections::BTreeMap;
use stories::workspace;

type All = BTreeMap<&'static str, Recognised>;

macro_rules! told {
    ($($story:ident)*) => {
        mod demo {
            use super::Documents;
            $(#[test] fn $story() { super::$story(&Documents::demo()); })*
        }
        mod seeds {
            use super::Documents;
            $(#[test] fn $story() {
                if let Some(seeds) = Documents::seeds() {
                    super::$story(&seeds);
                }
            })*
        }
    };
}

told! {
    every_spelling_means_the_body_that_is_expected
    what_only_stands_by_is_a_party_of_nothing
    every_place_holds_the_words_that_stand_there
    the_answer_keeps_its_published_schema
    seven_communes_stand_by_one_town_and_the_coordinator_is_no_party
    the_alliance_gives_a_rate_for_each_inhabitant
    the_gymnasium_has_a_budget_and_the_campaign_a_target_and_a_deadline
    fifteen_generators_were_delivered
    people_and_inhabitants_are_no_money
    the_wrong_sentence_on_tax_is_remarked_on
    three_partnerships_were_signed_on_one_day
    two_cities_and_one_met_through_the_programme_because_of_an_estuary
    the_home_towns_of_two_presidents_are_the_reason
    the_summit_is_an_event_at_kyiv
    the_children_stay_fifteen_days_with_a_host_and_a_supporter
    twenty_laureates_have_region_lead_partner_country_and_whole_title
    the_network_has_eighteen_countries
    a_ministry_is_an_organisation
}

fn every_spelling_means_the_body_that_is_expected(documents: &Documents) {
    let recognised = documents.recognised();
    let wrong: Vec<String> = documents
        .expected()
        .iter()
        .filter_map(|row| {
            let wrong = if row.verdict == "organisation" {
                wrong_organisation(row, &recognised[row.document.as_str()])
            } else {
                wrong_mention(row, &recognised[row.document.as_str()])
            };
            wrong.map(|why| format!("{}: {}: {why}", row.document, row.surface))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} rows are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is wrong with the mentions of a spelling.
fn wrong_mention(row: &Expected, recognised: &Recognised) -> Option<String> {
    let found: Vec<&Value> = recognised
        .mentions()
        .iter()
        .filter(|mention| plain(mention["text"].as_str().unwrap()) == row.surface)
        .collect();
    if found.is_empty() {
        return Some("not mentioned".to_owned());
    }
    found.into_iter().find_map(|mention| {
        let code = mention["code"].as_str().unwrap_or_default();
        let has_also = row.also.is_empty() || list(mention, "also").iter().any(|also| *also == *row.also);
        let is_right = mention["verdict"] == *row.verdict
            && row.is_code(code)
            && mention["country"] == *row.country
            && has_also;
        (!is_right).then(|| {
            format!(
                "{} {code} in {} also {}, expected {} also {}",
                mention["verdict"], mention["country"], mention["also"], row.code, row.also
            )
        })
    })
}

/// An organisation has no code; it stands in a mention or in a claim.
fn wrong_organisation(row: &Expected, recognised: &Recognised) -> Option<String> {
    let in_claims = recognised.claims().iter();
    let in_claims = in_claims.flat_map(|claim| list(claim, "parties").iter().chain(list(claim, "others")));
    let mut named = recognised
        .mentions()
        .iter()
        .chain(in_claims)
        .filter(|body| plain(body["text"].as_str().unwrap()) == row.surface)
        .peekable();
    if named.peek().is_none() {
        return Some("not named as an organisation".to_owned());
    }
    let is_right = |body: &Value| {
        body["code"].is_null()
            && body["kind"] == "organisation"
            && body["country"].as_str().unwrap_or_default() == row.country
    };
    named
        .find(|body| !is_right(body))
        .map(|body| format!("is {body}, expected an organisation"))
}

fn what_only_stands_by_is_a_party_of_nothing(documents: &Documents) {
    let recognised = documents.recognised();
    let mut wrong = Vec::new();
    for row in documents.expected() {
        let parties: Vec<&str> = ["partnership", "award"]
            .into_iter()
            .flat_map(|kind| recognised[row.document.as_str()].claims_where(kind, |_| true))
            .flat_map(|claim| bodies(claim, "parties"))
            .collect();
        let is_party = if row.code.is_empty() {
            parties.iter().any(|party| plain(party) == row.surface)
        } else {
            parties.iter().any(|party| row.is_code(party))
        };
        if is_party != (row.role == "party") {
            let is = if is_party { "is a party" } else { "is no party" };
            wrong.push(format!(
                "{}: {}: {is}, expected as {}",
                row.document, row.surface, row.role
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn every_place_holds_the_words_that_stand_there(documents: &Documents) {
    for (name, recognised) in documents.recognised() {
        for mention in recognised.mentions() {
            assert_eq!(recognised.between(mention), mention["text"], "{name}: a mention");
        }
        for claim in recognised.claims() {
            assert_eq!(recognised.between(claim), claim["quote"], "{name}: {claim}");
            assert!(
                !list(claim, "evidence").is_empty(),
                "{name}: no evidence for {claim}"
            );
            for piece in list(claim, "evidence") {
                assert_eq!(recognised.between(piece), piece["quote"], "{name}: {claim}");
            }
            for party in list(claim, "parties").iter().chain(list(claim, "others")) {
                assert_eq!(
                    plain(&recognised.between(party)),
                    plain(party["text"].as_str().unwrap()),
                    "{name}: {claim}"
                );
            }
        }
        for item in list(&recognised.line, "items") {
            assert!(
                !plain(&recognised.between(item)).is_empty(),
                "{name}: an item is empty"
            );
        }
    }
}

fn the_answer_keeps_its_published_schema(documents: &Documents) {
    let schema = std::fs::read_to_string(workspace().join("docs/schemas/recognise-1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, recognised) in documents.recognised() {
        let errors: Vec<String> = validator
            .iter_errors(&recognised.line)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}:\n{}", errors.join("\n"));
    }
    let nobody = serde_json::json!({ "schema": 2, "source": "x" });
    assert!(!validator.is_valid(&nobody), "the schema accepts anything");
}

const COMMUNES: [&str; 7] = [
    "fr-com-31205",
    "fr-com-31186",
    "fr-com-31182",
    "fr-com-31230",
    "fr-com-31293",
    "fr-com-31467",
    "fr-com-31541",
];
const VALKY: &str = "ua-UA63020030000094096";

fn sorted<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut codes: Vec<&str> = codes.into_iter().collect();
    codes.sort_unstable();
    codes
}

fn seven_communes_stand_by_one_town_and_the_coordinator_is_no_party(documents: &Documents) {
    let recognised: All = documents.recognised();
    let alliance = recognised[ALLIANCE].claim("partnership", |_| true);
    let parties = bodies(alliance, "parties");
    assert_eq!(parties.len(), 8);
    assert_eq!(sorted(parties), sorted(COMMUNES.into_iter().chain([VALKY])));
    assert_eq!(with_role(alliance, "lead"), ["fr-com-31205"]);
    assert_eq!(with_role(alliance, "member").len(), 6);
    assert_eq!(with_role(alliance, "partner"), [VALKY]);
    assert_eq!(with_role(alliance, "coordinator"), ["The Small Project Team"]);
    assert_eq!(alliance["title"], "Alliance for Valky");
    let quote = alliance["quote"].as_str().unwrap();
    assert!(quote.contains("Valky") && quote.contains("alliance"), "{quote}");
}

fn funding<'a>(recognised: &'a All, role: &str) -> &'a Value {
    recognised[ALLIANCE].claim("funding", |claim| claim["amount_role"] == role)
}

fn the_alliance_gives_a_rate_for_each_inhabitant(documents: &Documents) {
    let recognised = documents.recognised();
    let rate = funding(&recognised, "rate");
    assert_eq!(rate["amount"], "0.50");
    assert_eq!(rate["currency"], "EUR");
    assert_eq!(rate["per"], "inhabitant");
    assert_eq!(rate["base"], 30_000);
    assert_eq!(sorted(bodies(rate, "parties")), sorted(COMMUNES));
    assert!(rate["quote"].as_str().unwrap().contains("€0.50"));
}

fn the_gymnasium_has_a_budget_and_the_campaign_a_target_and_a_deadline(documents: &Documents) {
    let recognised = documents.recognised();
    let budget = funding(&recognised, "budget");
    assert_eq!(budget["amount"], "15000");
    assert_eq!(budget["currency"], "EUR");
    assert!(budget["item"].as_str().unwrap().contains("gymnasium"));
    assert!(budget["quote"].as_str().unwrap().contains("€15,000"));

    let campaign = funding(&recognised, "target");
    assert_eq!(campaign["amount"], "105000");
    assert_eq!(campaign["currency"], "EUR");
    assert!(campaign["quote"].as_str().unwrap().contains("€105,000"));
    let deadline = date_of(campaign, "deadline");
    assert!(
        deadline == "2023-12-31" || deadline == "2023-12" || deadline == "2023",
        "the end of 2023, not {deadline}"
    );
}

fn date_of(claim: &Value, what: &str) -> String {
    let dated = list(claim, "dates").iter().find(|dated| dated["what"] == what);
    let dated = dated.unwrap_or_else(|| panic!("{what} is not dated in {claim}"));
    dated["date"].as_str().unwrap().to_owned()
}

fn fifteen_generators_were_delivered(documents: &Documents) {
    let recognised = documents.recognised();
    let delivery = recognised[ALLIANCE].claim("delivery", |_| true);
    assert_eq!(delivery["quantity"], 15);
    assert_eq!(delivery["item"], "generators");
    assert_eq!(bodies(delivery, "parties"), ["fr-com-31205"]);
    assert_eq!(with_role(delivery, "beneficiary"), [VALKY]);
    assert!(delivery["quote"].as_str().unwrap().contains("15 generators"));
}

fn people_and_inhabitants_are_no_money(documents: &Documents) {
    let recognised = documents.recognised();
    let claims = || recognised.values().flat_map(Recognised::claims);
    let amounts = sorted(claims().filter_map(|claim| claim["amount"].as_str()));
    assert_eq!(amounts, ["0.50", "105000", "15000"]);
    for claim in claims() {
        for key in ["base", "quantity"] {
            assert!(
                ![10_000, 20_000].contains(&claim[key].as_u64().unwrap_or_default()),
                "{claim}"
            );
        }
    }
}

fn the_wrong_sentence_on_tax_is_remarked_on(documents: &Documents) {
    let recognised = documents.recognised();
    let post = &recognised[ALLIANCE];
    let remarks = list(&post.line, "remarks");
    let remark = remarks
        .iter()
        .find(|remark| remark["code"] == "deduction_from_income");
    let remark = remark.unwrap_or_else(|| panic!("{remarks:?}"));
    assert_eq!(post.between(remark), remark["quote"]);
    assert!(remark["quote"].as_str().unwrap().contains("66%"));
}

/// The partnership between exactly these bodies.
fn between<'a>(recognised: &'a All, codes: &[&str]) -> &'a Value {
    recognised[NEWS].claim("partnership", |claim| {
        sorted(bodies(claim, "parties")) == sorted(codes.iter().copied())
    })
}

const MONTPELLIER: &str = "fr-com-34172";
const MYKOLAIV: &str = "ua-UA48060150000071713";
const KHERSON: [&str; 3] = ["fr-com-44109", "fr-com-44184", "ua-UA65100150000057191"];
const KRYVYI_RIH: [&str; 2] = ["fr-epci-248000531", "ua-UA12060170000091033"];

fn three_partnerships_were_signed_on_one_day(documents: &Documents) {
    let recognised = documents.recognised();
    assert_eq!(recognised[NEWS].claims_where("partnership", |_| true).len(), 3);
    for parties in [&[MONTPELLIER, MYKOLAIV][..], &KHERSON, &KRYVYI_RIH] {
        let claim = between(&recognised, parties);
        assert_eq!(claim["status"], "signed");
        assert_eq!(date_of(claim, "signed"), "2025-06-06");
        let quote = claim["quote"].as_str().unwrap().to_lowercase();
        assert!(quote.contains("sign") && quote.contains("6 juin"), "{quote}");
    }
}

fn two_cities_and_one_met_through_the_programme_because_of_an_estuary(documents: &Documents) {
    let recognised = documents.recognised();
    let claim = between(&recognised, &KHERSON);
    assert_eq!(date_of(claim, "established"), "2025-05-15");
    assert_eq!(claim["programme"], "#MistoMatch");
    let why = claim["why"].as_str().unwrap();
    assert!(why.contains("estuaire"), "{why}");
    let quote = claim["quote"].as_str().unwrap();
    assert!(quote.contains("déclaration conjointe"), "{quote}");
}

fn the_home_towns_of_two_presidents_are_the_reason(documents: &Documents) {
    let recognised = documents.recognised();
    let why = between(&recognised, &KRYVYI_RIH)["why"]
        .as_str()
        .unwrap_or_default();
    for word in ["ville natale", "Macron", "Zelensk"] {
        assert!(why.contains(word), "{word} is not in the reason: {why}");
    }
}

fn the_summit_is_an_event_at_kyiv(documents: &Documents) {
    let recognised = documents.recognised();
    let events = recognised[NEWS].claims_where("event", |_| true);
    assert!(!events.is_empty(), "no event");
    for event in events {
        assert_eq!(event["place"], "Kyiv");
        assert_eq!(event["date"], "2025-06-06");
        assert_eq!(with_role(event, "host"), ["ua-UA80000000000093317"]);
        let title = event["title"].as_str().unwrap().to_lowercase();
        assert!(title.contains("sommet international des villes"), "{title}");
    }
}

fn the_children_stay_fifteen_days_with_a_host_and_a_supporter(documents: &Documents) {
    let recognised = documents.recognised();
    let stay = recognised[NEWS].claim("support", |_| true);
    assert_eq!(stay["quantity"], 15, "{stay}");
    assert_eq!(stay["place"], "La Grande-Motte");
    assert_eq!(bodies(stay, "parties"), [MONTPELLIER]);
    assert_eq!(with_role(stay, "host"), ["fr-com-34344"]);
    assert_eq!(with_role(stay, "supporter"), ["fr-reg-76"]);
    assert_eq!(with_role(stay, "beneficiary"), [MYKOLAIV]);
    let evidence: Vec<&str> = list(stay, "evidence")
        .iter()
        .filter_map(|piece| piece["quote"].as_str())
        .collect();
    assert!(evidence.join(" ").contains("quinze jours"), "{evidence:?}");
}

fn awards(recognised: &All) -> Vec<&Value> {
    recognised[COMMUNIQUE].claims_where("award", |_| true)
}

fn twenty_laureates_have_region_lead_partner_country_and_whole_title(documents: &Documents) {
    let recognised = documents.recognised();
    let awards = awards(&recognised);
    let rows: Vec<&str> = include_str!("awards.tsv").lines().skip(1).collect();
    assert_eq!(rows.len(), 20);
    assert_eq!(awards.len(), 20);
    for (row, award) in rows.into_iter().zip(awards) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(award["region"], cells[0], "{row}");
        assert_eq!(with_role(award, "lead"), [cells[1]], "{row}");
        if !cells[2].is_empty() {
            assert_eq!(
                with_role(award, "partner"),
                cells[2].split('|').collect::<Vec<_>>()
            );
        }
        assert_eq!(countries(award), cells[3].split(' ').collect::<Vec<_>>(), "{row}");
        assert_eq!(award["title"], cells[4]);
        assert_eq!(award["call"], "Généraliste 2020-2021", "{row}");
        assert_eq!(award["session"], 2, "{row}");
        assert_eq!(award["status"], "active", "{row}");
    }
}

fn countries(award: &Value) -> Vec<&str> {
    let partners = list(award, "parties").iter();
    let partners = partners.filter(|party| party["role"] == "partner");
    let mut countries = sorted(partners.filter_map(|party| party["country"].as_str()));
    countries.dedup();
    countries
}

fn the_network_has_eighteen_countries(documents: &Documents) {
    let recognised = documents.recognised();
    let awards = awards(&recognised);
    let network = awards
        .into_iter()
        .find(|award| with_role(award, "lead") == ["fr-com-63113"])
        .unwrap();
    assert_eq!(network["relation"], "network");
    assert_eq!(with_role(network, "partner").len(), 18);
    assert_eq!(countries(network).len(), 18);
}

fn a_ministry_is_an_organisation(documents: &Documents) {
    let recognised = documents.recognised();
    let awards = awards(&recognised);
    let guyane = awards
        .into_iter()
        .find(|award| with_role(award, "lead") == ["fr-reg-03"])
        .unwrap();
    let parties = list(guyane, "parties");
    let partner = parties.iter().find(|party| party["role"] == "partner").unwrap();
    assert!(partner["code"].is_null());
    assert_eq!(partner["kind"], "organisation");
    assert_eq!(partner["country"], "SR");
}

#[test]
fn the_output_says_which_documents_were_read() {
    Documents::demo();
    Documents::seeds();
    assert_eq!(NAMES.len(), 3);
}
