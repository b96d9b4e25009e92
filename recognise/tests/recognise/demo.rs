//! What must come out of the demo documents.

use crate::ground::{recognised, root};
use recognise::Recognition;
use vocabulary::{Claim, ClaimKind, ClaimRole, VerdictKind};

fn demo(name: &str) -> Recognition {
    let bytes = std::fs::read(root().join("corpus/demo").join(name)).expect("the demo document is committed");
    recognised(name, &bytes).expect("the demo document is read").1
}

fn of(answer: &Recognition, kind: ClaimKind) -> Vec<&Claim> {
    answer.claims.iter().filter(|claim| claim.kind == kind).collect()
}

fn codes(claim: &Claim) -> Vec<String> {
    claim
        .parties
        .iter()
        .filter_map(|party| party.code.as_ref())
        .map(ToString::to_string)
        .collect()
}

fn with_role(claim: &Claim, role: ClaimRole) -> Vec<&str> {
    let all = claim.parties.iter().chain(&claim.others);
    all.filter(|party| party.role == role)
        .map(|party| party.text.as_str())
        .collect()
}

fn dates(claim: &Claim) -> Vec<String> {
    claim
        .dates
        .iter()
        .map(|step| format!("{} {}", step.what, step.date))
        .collect()
}

fn amount(claim: &Claim) -> (String, String) {
    let currency = claim.funding.currency.as_ref().map(ToString::to_string);
    (
        claim.funding.amount.clone().unwrap_or_default(),
        currency.unwrap_or_default(),
    )
}

#[test]
fn the_alliance_has_eight_parties_a_lead_and_a_coordinator_that_is_none() {
    let answer = demo("alliance-valky.wordpress.json");
    let partnerships = of(&answer, ClaimKind::Partnership);
    assert_eq!(partnerships.len(), 1);
    let alliance = partnerships[0];
    assert_eq!(
        codes(alliance),
        [
            "fr-com-31205",
            "fr-com-31186",
            "fr-com-31182",
            "fr-com-31230",
            "fr-com-31293",
            "fr-com-31467",
            "fr-com-31541",
            "ua-UA63020030000094096",
        ]
    );
    assert_eq!(with_role(alliance, ClaimRole::Lead), ["Gagnac sur Garonne"]);
    assert_eq!(
        with_role(alliance, ClaimRole::Coordinator),
        ["The Small Project Team"]
    );
    for place in ["Toulouse", "Kharkiv"] {
        let mention = answer
            .mentions
            .iter()
            .find(|mention| mention.text == place)
            .unwrap();
        assert_eq!(mention.verdict, VerdictKind::One);
        assert!(
            !codes(alliance).contains(&mention.code.as_ref().unwrap().to_string()),
            "{place}"
        );
    }
}

#[test]
fn the_money_of_the_alliance_is_a_rate_a_budget_and_a_target_and_the_tax_sentence_a_remark() {
    let answer = demo("alliance-valky.wordpress.json");
    let funding = of(&answer, ClaimKind::Funding);
    assert_eq!(
        funding.iter().map(|claim| amount(claim)).collect::<Vec<_>>(),
        ["0.50", "15000", "105000"].map(|amount| (amount.to_owned(), "EUR".to_owned()))
    );
    assert_eq!(
        (funding[0].funding.base, funding[0].funding.per.as_deref()),
        (Some(30_000), Some("inhabitant"))
    );
    assert!(funding[1].item.as_deref().unwrap().contains("gymnasium"));
    assert!(
        funding[1]
            .reasons
            .iter()
            .any(|reason| reason.code == "approximate")
    );
    assert_eq!(dates(funding[2]), ["deadline 2023-12-31"]);
    let delivery = of(&answer, ClaimKind::Delivery)[0];
    assert_eq!(
        (delivery.quantity, delivery.item.as_deref()),
        (Some(15), Some("generators"))
    );
    assert_eq!(codes(delivery), ["fr-com-31205"]);
    assert_eq!(with_role(delivery, ClaimRole::Beneficiary), ["Valky"]);
    assert!(
        answer
            .remarks
            .iter()
            .any(|remark| remark.remark.code == "deduction_from_income")
    );
}

#[test]
fn the_news_list_tells_three_partnerships_a_summit_and_a_stay() {
    let answer = demo("partnership-news.fr.txt");
    let partnerships = of(&answer, ClaimKind::Partnership);
    let all: Vec<Vec<String>> = partnerships.iter().map(|claim| codes(claim)).collect();
    assert_eq!(
        all,
        [
            vec!["fr-com-34172", "ua-UA48060150000071713"],
            vec!["fr-com-44109", "fr-com-44184", "ua-UA65100150000057191"],
            vec!["fr-epci-248000531", "ua-UA12060170000091033"],
        ]
    );
    assert_eq!(
        dates(partnerships[1]),
        ["signed 2025-06-06", "established 2025-05-15"]
    );
    assert_eq!(partnerships[1].programme.as_deref(), Some("#MistoMatch"));
    assert!(partnerships[1].why.as_deref().unwrap().contains("estuaire"));
    assert!(partnerships[2].why.as_deref().unwrap().contains("ville natale"));
    let summit = of(&answer, ClaimKind::Event)[0];
    assert_eq!(with_role(summit, ClaimRole::Host), ["Kyiv"]);
    let stay = of(&answer, ClaimKind::Support)[0];
    assert_eq!(stay.quantity, Some(15));
    assert_eq!(with_role(stay, ClaimRole::Lead), ["Ville de Montpellier"]);
    assert_eq!(with_role(stay, ClaimRole::Host), ["La Grande-Motte"]);
    assert_eq!(
        with_role(stay, ClaimRole::Supporter),
        ["La Région Occitanie / Pyrénées-Méditerranée"]
    );
}

#[test]
fn the_communique_gives_twenty_awards_whole() {
    let answer = demo("laureates-2020-2021.fr.txt");
    let awards = of(&answer, ClaimKind::Award);
    assert_eq!(awards.len(), 20);
    for award in &awards {
        assert_eq!(
            (award.call.as_deref(), award.session),
            (Some("Généraliste 2020-2021"), Some(2))
        );
        assert_eq!(with_role(award, ClaimRole::Lead).len(), 1);
        assert!(award.region.is_some() && award.title.is_some());
    }
    let titles: Vec<&str> = awards.iter().filter_map(|award| award.title.as_deref()).collect();
    assert!(
        titles
            .iter()
            .any(|title| title.ends_with("accroître ainsi leur employabilité"))
    );
    let network = awards
        .iter()
        .find(|award| award.relation.as_deref() == Some("network"))
        .unwrap();
    let countries = network
        .parties
        .iter()
        .filter(|party| party.kind.as_deref() == Some("country"));
    assert_eq!(countries.count(), 18);
    let is_ministry = |award: &&&Claim| {
        award
            .parties
            .iter()
            .any(|party| party.kind.as_deref() == Some("organisation"))
    };
    assert_eq!(awards.iter().filter(is_ministry).count(), 1);
}
