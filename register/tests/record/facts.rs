//! What claims become, and that the order of acceptance does not matter.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{
    Record, alliance_document, award, claim, country, dated, french, money, organisation, partnership, party,
    reading, ukrainian,
};
use proptest::prelude::{Just, Strategy};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use register::PublicRecord;
use rstest::rstest;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use vocabulary::{
    ActionKind, ActionRole, AmountRole, Claim, ClaimKind, ClaimRole, EvidenceKind, Id, PartnershipKind,
    PartyRef, PartyRole, Reason, ShareState,
};

async fn accepted(base: Base, claims: Vec<Claim>) -> PublicRecord {
    let record = Record::on(base).await;
    record.trust_all().await;
    let all = claims.len();
    let imported = record.import(&reading("a.txt", claims)).await;
    assert_eq!(imported.accepted_by_rules, all);
    record.sound().await;
    record.public().await
}

#[rstest]
#[tokio::test]
async fn an_alliance_has_its_members_its_pool_its_campaign_its_project_and_its_delivery(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let public = accepted(base, alliance_document()).await;
    let partnership = &public.partnerships[0];
    assert_eq!(partnership.parties.len(), 4);
    assert_eq!(partnership.parties[0].role, PartyRole::Lead);
    assert_eq!(partnership.coordinators, [public.organisations[0].id]);
    assert_eq!(public.organisations[0].name, "The helpers");
    let alliance = &public.alliances[0];
    assert_eq!(alliance.members.len(), 3);
    assert_eq!(alliance.members[0].role, PartyRole::Lead);
    assert!(
        alliance
            .members
            .iter()
            .all(|member| member.share == ShareState::Proposed)
    );
    assert_eq!(alliance.title.as_ref().unwrap().original, "The alliance");
    assert_eq!(alliance.partnership, Some(partnership.id));
    assert_eq!(alliance.pools[0].rate.amount.to_string(), "0.50");
    assert_eq!(alliance.pools[0].stated_base, Some(30_000));
    let project = &public.projects[0];
    assert_eq!(project.budget.unwrap().to_string(), "EUR 15000.00");
    assert!(project.budget_approximate);
    assert_eq!(project.partnership, Some(partnership.id));
    assert_eq!(project.title.original, "a gymnasium");
    let campaign = &public.campaigns[0];
    assert_eq!(campaign.target.to_string(), "EUR 105000.00");
    assert_eq!(campaign.deadline.unwrap().to_string(), "2023-12");
    assert_eq!(campaign.alliance, Some(alliance.id));
    let delivery = &public.actions[0];
    assert_eq!(
        (delivery.kind, delivery.quantity),
        (ActionKind::Delivery, Some(15))
    );
    assert_eq!(delivery.unit.as_deref(), Some("generators"));
    assert_eq!(delivery.partnership, Some(partnership.id));
    let roles: Vec<ActionRole> = delivery.parties.iter().map(|party| party.role).collect();
    assert_eq!(roles, [ActionRole::Giver, ActionRole::Beneficiary]);
}

#[rstest]
#[tokio::test]
async fn an_award_has_its_call_its_project_and_a_partnership_of_known_parties(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let ministry = organisation("A ministry abroad", ClaimRole::Partner);
    let public = accepted(
        base,
        vec![
            award(
                &french(1),
                vec![party(&ukrainian(1), ClaimRole::Partner)],
                "Water",
            ),
            award(&french(2), vec![ministry], "Forests"),
            award(&french(3), vec![country("BF"), country("ML")], "A network"),
        ],
    )
    .await;
    assert_eq!(public.calls.len(), 1);
    assert_eq!(public.calls[0].sessions[0].number, 2);
    assert_eq!(public.calls[0].sessions[0].evidence.len(), 3);
    assert_eq!(
        (
            public.awards.len(),
            public.projects.len(),
            public.partnerships.len()
        ),
        (3, 3, 2)
    );
    for partnership in &public.partnerships {
        assert_eq!(partnership.kind, PartnershipKind::ProjectPartnership);
        assert!(partnership.status.is_live());
    }
    let network = public
        .awards
        .iter()
        .find(|award| award.title.original == "A network")
        .unwrap();
    assert_eq!(network.countries.len(), 2);
    for project in &public.projects {
        assert!(public.awards.iter().any(|award| Some(award.id) == project.award));
    }
}

#[rstest]
#[tokio::test]
async fn a_stay_counts_its_days_and_names_host_and_supporter(#[values(Sqlite, Postgres)] base: Base) {
    let mut stay = claim(ClaimKind::Support, vec![party(&french(1), ClaimRole::Lead)]);
    stay.others = vec![
        party(&french(2), ClaimRole::Host),
        party(&french(3), ClaimRole::Supporter),
        party(&ukrainian(1), ClaimRole::Beneficiary),
    ];
    stay.quantity = Some(15);
    stay.item = Some("a holiday".to_owned());
    stay.reasons = vec![Reason::new("duration").with("unit", "days")];
    let public = accepted(base, vec![stay]).await;
    let action = &public.actions[0];
    assert_eq!((action.kind, action.quantity), (ActionKind::Stay, Some(15)));
    assert_eq!(action.unit.as_deref(), Some("days"));
    assert_eq!(action.title.original, "a holiday");
    let roles: Vec<ActionRole> = action.parties.iter().map(|party| party.role).collect();
    let all = [
        ActionRole::Giver,
        ActionRole::Beneficiary,
        ActionRole::Host,
        ActionRole::Supporter,
    ];
    assert_eq!(roles, all);
    assert_eq!(public.partnerships, []);
}

#[rstest]
#[tokio::test]
async fn a_vague_date_gives_way_to_the_precise_one_it_covers(#[values(Sqlite, Postgres)] base: Base) {
    let (a, far) = (french(1), ukrainian(1));
    let claim = dated(
        dated(partnership(&[&a, &far]), "signed", "2025"),
        "signed",
        "2025-06-06",
    );
    let public = accepted(base, vec![claim]).await;
    let days: Vec<String> = public.partnerships[0]
        .steps
        .iter()
        .map(|step| step.on.to_string())
        .collect();
    assert_eq!(days, ["2025-06-06"]);
}

/// Three sources that speak of overlapping facts.
fn sources() -> Vec<(&'static str, Vec<Claim>)> {
    let (a, b, c, far) = (french(1), french(2), french(3), ukrainian(1));
    let mut named = dated(partnership(&[&far, &a, &b, &c]), "signed", "2024-03-02");
    named.programme = Some("#Programme".to_owned());
    named.relation = Some("twinning".to_owned());
    let mut gift = money(
        vec![party(&a, ClaimRole::Lead), party(&far, ClaimRole::Partner)],
        AmountRole::Gift,
        "200",
    );
    gift.item = Some("a gymnasium".to_owned());
    let mut other = dated(partnership(&[&b, &ukrainian(2)]), "established", "2023");
    other.programme = Some("#programme".to_owned());
    other.why = Some("Both lie on an estuary.".to_owned());
    let partner = || vec![party(&ukrainian(2), ClaimRole::Partner)];
    let mut all = vec![
        ("a.txt", alliance_document()),
        ("b.txt", vec![named, gift]),
        (
            "c.txt",
            vec![other, award(&b, partner(), "Water"), award(&a, partner(), "Fire")],
        ),
    ];
    for (origin, claims) in &mut all {
        for (claim, n) in claims.iter_mut().zip(1..) {
            claim.quote = format!("Sentence {n} of {origin}.");
        }
    }
    all
}

/// Every fact as JSON by its kind.
fn facts(public: &PublicRecord) -> Vec<(&'static str, Value)> {
    fn of<F: Serialize>(kind: &'static str, facts: &[F]) -> Vec<(&'static str, Value)> {
        let value = |fact| (kind, serde_json::to_value(fact).unwrap());
        facts.iter().map(value).collect()
    }
    [
        of("organisation", &public.organisations),
        of("programme", &public.programmes),
        of("call", &public.calls),
        of("partnership", &public.partnerships),
        of("alliance", &public.alliances),
        of("campaign", &public.campaigns),
        of("project", &public.projects),
        of("award", &public.awards),
        of("action", &public.actions),
        of("grant", &public.grants),
    ]
    .concat()
}

/// The facts without their keys: each key replaced by what it stands for.
fn without_keys(public: &PublicRecord) -> Vec<String> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (id, authority) in &public.authorities {
        names.insert(id.to_string(), authority.code().to_string());
    }
    for proof in &public.evidence {
        let EvidenceKind::Document { quotes, .. } = &proof.kind else {
            panic!("claims have documents as their proofs");
        };
        names.insert(proof.id.to_string(), quotes[0].quote.clone());
    }
    for (kind, fact) in facts(public) {
        let written: Vec<String> = fact["parties"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|party| party["written"].to_string())
            .collect();
        let id = fact["id"].as_str().unwrap().to_owned();
        let name = format!(
            "{kind} {} {} {written:?}",
            fact["name"], fact["title"]["original"]
        );
        names.insert(id, name);
    }
    let mut all: Vec<String> = facts(public)
        .into_iter()
        .map(|(kind, fact)| {
            let mut text = format!("{kind} {fact}");
            for (id, name) in &names {
                text = text.replace(id, name);
            }
            text
        })
        .collect();
    all.sort();
    all
}

#[rstest]
#[tokio::test]
async fn accepting_in_any_order_gives_the_same_facts(#[values(Sqlite, Postgres)] base: Base) {
    let mut runner = TestRunner::deterministic();
    let orders = Just((0..10_usize).collect::<Vec<_>>()).prop_shuffle();
    let mut expected: Option<Vec<String>> = None;
    for round in 0..12 {
        let order = orders.new_tree(&mut runner).unwrap().current();
        let record = Record::on(base).await;
        for (origin, claims) in sources() {
            record.import(&reading(origin, claims)).await;
        }
        let waiting = record.waiting().await;
        assert_eq!(waiting.len(), order.len());
        for place in &order {
            record.accept(waiting[*place]).await;
        }
        if round % 3 == 0 {
            // Undone and accepted again, the claims still give the same facts.
            for place in order.iter().step_by(2) {
                record
                    .register
                    .undo(waiting[*place], record.reviewer())
                    .await
                    .unwrap();
            }
            for place in order.iter().step_by(2).rev() {
                record.accept(waiting[*place]).await;
            }
        }
        record.sound().await;
        let facts = without_keys(&record.public().await);
        match &expected {
            None => expected = Some(facts),
            Some(expected) => assert_eq!(&facts, expected, "order {order:?}"),
        }
    }
}

#[rstest]
#[tokio::test]
async fn every_key_that_a_fact_names_stands_in_the_same_answer(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    for (origin, claims) in sources() {
        record.import(&reading(origin, claims)).await;
    }
    let public = record.public().await;
    let proofs: Vec<_> = public.evidence.iter().map(|proof| proof.id).collect();
    let authorities: Vec<_> = public.authorities.iter().map(|(id, _)| *id).collect();
    for partnership in &public.partnerships {
        assert!(partnership.evidence.iter().all(|id| proofs.contains(id)));
        assert!(!partnership.evidence.is_empty());
        for party in &partnership.parties {
            if let PartyRef::Authority(id) = party.party {
                assert!(authorities.contains(&id), "{}", id.address());
            }
        }
    }
    assert_eq!(public.programmes.len(), 1);
    assert_eq!(public.programmes[0].evidence.len(), 2);
}
