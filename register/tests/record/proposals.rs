//! What people state on behalf of a body, and what parties propose to each other.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, award, dated, french, partnership, party, reading, ukrainian};
use register::{Act, Draft, RegisterError, Statement};
use rstest::rstest;
use std::time::Duration;
use vocabulary::{
    Claim, ClaimDocument, ClaimId, ClaimRole, Consent, DocumentKind, EvidenceKind, Id, Language, Moment,
    PartnershipId, PartnershipKind, PartnershipStatus, ProposalId, ProposalState, StepKind,
};

const DAY: Duration = Duration::from_hours(24);

fn draft(by: &str) -> Draft {
    let (a, b, far) = (french(1), french(2), ukrainian(1));
    let mut claim = dated(partnership(&[&a, &b, &far]), "signed", "2026-03-02");
    claim.status = Some("signed".to_owned());
    Draft {
        by: by.parse().unwrap(),
        partnership: None,
        claim,
        words: "We signed in March.".to_owned(),
        language: Language::EN,
        lasts: 30 * DAY,
    }
}

/// The answer of a body.
async fn answers(
    record: &Record,
    proposal: ProposalId,
    body: &str,
    consent: Consent,
) -> Result<ProposalState, RegisterError> {
    let why = (consent == Consent::Refused).then_some("Not this year.");
    record
        .register
        .answer(
            (proposal, &body.parse().unwrap()),
            (consent, why, None),
            &Towns,
            record.reviewer(),
        )
        .await
}

#[rstest]
#[tokio::test]
async fn a_statement_makes_facts_that_it_proves_and_undoing_takes_them_out(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let statement = Statement {
        claim: dated(
            partnership(&[&french(1), &ukrainian(1)]),
            "confirmed",
            "2026-11-01",
        ),
        words: "It is alive.".to_owned(),
        language: Language::EN,
        on_behalf_of: vec![french(1)],
    };
    let claim = record
        .register
        .state(&statement, &Towns, record.reviewer())
        .await
        .unwrap();
    let public = record.public().await;
    assert_eq!((public.partnerships.len(), public.evidence.len()), (1, 1));
    let EvidenceKind::Statement {
        by,
        on_behalf_of,
        words,
        ..
    } = &public.evidence[0].kind
    else {
        panic!("{:?}", public.evidence[0]);
    };
    assert_eq!(
        (by.as_str(), on_behalf_of.as_deref(), words.as_str()),
        ("Reviewer", Some(french(1).as_str()), "It is alive.")
    );
    record.sound().await;
    record.register.undo(claim, record.reviewer()).await.unwrap();
    assert_eq!(record.public().await.partnerships, []);
    record.sound().await;
    // Accepted again, it is still that person's statement.
    record.accept(claim).await;
    let public = record.public().await;
    assert!(matches!(public.evidence[0].kind, EvidenceKind::Statement { .. }));
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_statement_about_a_partnership_that_was_read_adds_a_step_to_it(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let read = dated(partnership(&[&french(1), &ukrainian(1)]), "signed", "2022-05-14");
    record.import(&reading("a.txt", vec![read])).await;
    let statement = Statement {
        claim: dated(
            partnership(&[&french(1), &ukrainian(1)]),
            "confirmed",
            "2026-11-01",
        ),
        words: "It is alive.".to_owned(),
        language: Language::EN,
        on_behalf_of: vec![french(1)],
    };
    record
        .register
        .state(&statement, &Towns, record.reviewer())
        .await
        .unwrap();
    let public = record.public().await;
    assert_eq!(public.partnerships.len(), 1);
    let one = &public.partnerships[0];
    assert_eq!((one.steps.len(), one.evidence.len()), (2, 2));
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_the_other_side_agrees_to_becomes_a_partnership(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let proposal = record
        .register
        .propose(&draft(&french(1)), None, record.reviewer())
        .await
        .unwrap();
    assert_eq!(record.register.counts().await.unwrap().partnerships, 0);
    let asked = record
        .register
        .proposals_of(&[ukrainian(1).parse().unwrap()])
        .await
        .unwrap();
    assert_eq!(asked.len(), 1);
    let state = answers(&record, proposal, &ukrainian(1), Consent::Given).await;
    assert_eq!(state.unwrap(), ProposalState::Accepted);
    let public = record.public().await;
    assert_eq!(public.partnerships[0].status, PartnershipStatus::Signed);
    let EvidenceKind::Statement { on_behalf_of, .. } = &public.evidence[0].kind else {
        panic!("{:?}", public.evidence[0]);
    };
    assert_eq!(
        on_behalf_of.as_deref(),
        Some(format!("{}, {}", french(1), ukrainian(1)).as_str())
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_refused_a_withdrawn_and_an_expired_proposal_make_nothing_and_take_no_answer(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let mut record = Record::on(base).await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let proposal = record
            .register
            .propose(&draft(&french(1)), None, record.reviewer())
            .await;
        made.push(proposal.unwrap());
    }
    let refused = answers(&record, made[0], &ukrainian(1), Consent::Refused).await;
    assert_eq!(refused.unwrap(), ProposalState::Declined);
    let kept = record.register.proposal(made[0]).await.unwrap().unwrap();
    assert_eq!(kept.answer.as_deref(), Some("Not this year."));
    record
        .register
        .withdraw(made[1], record.reviewer())
        .await
        .unwrap();
    record.now = Moment::utc(record.now.micros + 31 * 24 * 3_600_000_000);
    for proposal in made {
        let late = answers(&record, proposal, &ukrainian(1), Consent::Given).await;
        assert!(matches!(late, Err(RegisterError::Unfit { .. })), "{late:?}");
        let late = record.register.withdraw(proposal, record.reviewer()).await;
        assert!(matches!(late, Err(RegisterError::Unfit { .. })), "{late:?}");
    }
    assert_eq!(record.register.counts().await.unwrap().partnerships, 0);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn only_a_party_proposes_and_only_who_was_asked_answers(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let stranger = record
        .register
        .propose(&draft(&french(7)), None, record.reviewer())
        .await;
    assert!(
        matches!(stranger, Err(RegisterError::Unfit { .. })),
        "{stranger:?}"
    );
    let mut alone = draft(&french(1));
    alone.claim = partnership(&[&french(1)]);
    let alone = record.register.propose(&alone, None, record.reviewer()).await;
    assert!(matches!(alone, Err(RegisterError::Unfit { .. })), "{alone:?}");
    let proposal = record
        .register
        .propose(&draft(&french(1)), None, record.reviewer())
        .await
        .unwrap();
    for body in [french(1), french(7)] {
        let answer = answers(&record, proposal, &body, Consent::Given).await;
        assert!(matches!(answer, Err(RegisterError::Unfit { .. })), "{answer:?}");
    }
}

#[rstest]
#[tokio::test]
async fn two_answers_at_once_make_one_partnership(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let proposal = record
        .register
        .propose(&draft(&french(1)), None, record.reviewer())
        .await
        .unwrap();
    let far = ukrainian(1);
    let answer = || answers(&record, proposal, &far, Consent::Given);
    let (one, other) = tokio::join!(answer(), answer());
    let done = [&one, &other].into_iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(done, 1, "{one:?} {other:?}");
    assert_eq!(record.register.counts().await.unwrap().partnerships, 1);
    let act = Act::new(&record.reviewer, &record.now, &record.keys);
    assert!(record.register.withdraw(proposal, act).await.is_err());
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_a_party_states_about_a_partnership_is_about_no_other(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let read = dated(partnership(&[&french(1), &ukrainian(1)]), "signed", "2022-05-14");
    let won = award(
        &french(1),
        vec![party(&ukrainian(1), ClaimRole::Partner)],
        "Water",
    );
    record.import(&reading("a.txt", vec![read, won])).await;
    let before = record.public().await.partnerships;
    assert_eq!(before.len(), 2, "the project's partnership stands apart");
    for one in &before {
        let mut claim = record.register.claim_about(one.id).await.unwrap().unwrap();
        assert!(claim.dates.is_empty() && claim.why.is_none());
        claim = dated(claim, "renewed", "2025-01-01");
        claim.documents = vec![ClaimDocument {
            kind: DocumentKind::Convention,
            title: "Convention 2025".to_owned(),
            address: Some("https://example.org/convention".to_owned()),
            on: Some("2025-01-01".parse().unwrap()),
        }];
        record.stated(claim, "We renewed it.").await;
    }
    let after = record.public().await.partnerships;
    assert_eq!(after.len(), 2);
    for one in &after {
        assert!(
            one.steps.iter().any(|step| step.what == StepKind::Renewed),
            "{one:?}"
        );
        assert_eq!(one.documents.len(), 1);
        let old = before.iter().find(|old| old.id == one.id).unwrap();
        assert_eq!(old.status, one.status, "a step alone changes no status");
    }
    let nothing = record
        .register
        .claim_about(PartnershipId::of(uuid::Uuid::now_v7()));
    assert_eq!(nothing.await.unwrap(), None);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_bodies_say_of_themselves_counts_before_what_was_read(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let mut read = dated(partnership(&[&french(1), &ukrainian(1)]), "signed", "2022-05-14");
    read.relation = Some("twinning".to_owned());
    read.title = Some("Twins".to_owned());
    record.import(&reading("a.txt", vec![read])).await;
    let id = record.public().await.partnerships[0].id;
    let mut said = Vec::new();
    for (status, relation) in [("suspended", "memorandum"), ("active", "solidarity_partnership")] {
        let mut claim = record.register.claim_about(id).await.unwrap().unwrap();
        claim.status = Some(status.to_owned());
        claim.relation = Some(relation.to_owned());
        claim.date = Some("2020".parse().unwrap());
        said.push(record.stated(claim, status).await);
    }
    let one = || async {
        let all = record.public().await.partnerships;
        (all[0].status, all[0].kind)
    };
    assert_eq!(
        one().await,
        (PartnershipStatus::Active, PartnershipKind::SolidarityPartnership),
        "the later word counts"
    );
    record.register.undo(said[1], record.reviewer()).await.unwrap();
    assert_eq!(
        one().await,
        (PartnershipStatus::Suspended, PartnershipKind::Memorandum)
    );
    record.register.undo(said[0], record.reviewer()).await.unwrap();
    assert_eq!(
        one().await,
        (PartnershipStatus::Signed, PartnershipKind::Twinning)
    );
    record.sound().await;
}

impl Record {
    /// The first body says something.
    async fn stated(&self, claim: Claim, words: &str) -> ClaimId {
        let statement = Statement {
            claim,
            words: words.to_owned(),
            language: Language::EN,
            on_behalf_of: vec![french(1)],
        };
        self.register
            .state(&statement, &Towns, self.reviewer())
            .await
            .unwrap()
    }
}
