//! Whose the sources of the review queue are: taken, given back, given, lost.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, french, organisation, partnership, reading, ukrainian};
use crate::people::REVIEWER;
use register::people::HeldRole;
use register::{Act, Register, RegisterError};
use rstest::rstest;
use std::sync::Arc;
use vocabulary::{AccountId, ClaimRole, Id, MemberRole, OrganisationId, PartyRef, PlatformRole, SourceId};

impl Record {
    /// Somebody with these roles.
    async fn holder(&self, email: &str, roles: &[HeldRole]) -> AccountId {
        let account = self.account(email).await;
        for role in roles {
            let given = self.register.give_role(account, *role, self.operator());
            given.await.unwrap();
        }
        account
    }

    /// A source with a claim that waits, of this owner.
    async fn queued(&self, name: &str, owner: Option<OrganisationId>) -> SourceId {
        let mut document = reading(name, vec![partnership(&[&french(1), &ukrainian(1)])]);
        document.owner = owner;
        self.import(&document).await.source
    }

    /// Whose each source is.
    async fn whose(&self) -> Vec<(SourceId, AccountId)> {
        let all = self.register.assignments().await.unwrap();
        all.into_iter().map(|one| (one.source, one.to)).collect()
    }

    async fn takes(&self, source: SourceId, by: AccountId) -> Result<(), RegisterError> {
        self.register
            .assign(source, (None, Some(by)), self.reviewer())
            .await
    }
}

#[rstest]
#[tokio::test]
async fn a_source_is_taken_given_back_and_given_and_the_log_tells_it_by_keys(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let source = record.queued("a.txt", None).await;
    let olha = record.holder("olha@example.org", &[REVIEWER]).await;
    let marc = record.holder("marc@example.org", &[REVIEWER]).await;
    let before = record.register.position().await.unwrap();
    record.takes(source, olha).await.unwrap();
    record.takes(source, olha).await.unwrap();
    assert_eq!(record.whose().await, [(source, olha)]);
    let pass = |from, to| record.register.assign(source, (from, to), record.reviewer());
    pass(Some(olha), Some(marc)).await.unwrap();
    assert_eq!(record.whose().await, [(source, marc)]);
    pass(Some(marc), None).await.unwrap();
    assert_eq!(record.whose().await, []);
    let log = record.register.changes_since(before, 10).await.unwrap();
    let told: Vec<(&str, &str)> = log
        .iter()
        .map(|change| (change.entity.as_str(), change.what.as_str()))
        .collect();
    let passed = ["created", "updated", "removed"].map(|what| ("assignment", what));
    assert_eq!(told, passed, "taking it twice is taking it once");
    assert_eq!(log[0].after.as_ref().unwrap()["to"], olha.to_string());
    assert_eq!(log[1].before, log[0].after);
    assert_eq!(log[2].after, None);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn what_somebody_took_stays_theirs_behind_a_new_reading_and_can_be_decided_by_all(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let source = record.queued("a.txt", None).await;
    let olha = record.holder("olha@example.org", &[REVIEWER]).await;
    record.takes(source, olha).await.unwrap();
    let claims = vec![
        partnership(&[&french(1), &ukrainian(1)]),
        partnership(&[&french(2), &ukrainian(1)]),
    ];
    assert_eq!(record.import(&reading("a.txt", claims)).await.source, source);
    assert_eq!(record.whose().await, [(source, olha)]);
    for claim in record.waiting().await {
        record.accept(claim).await;
    }
    assert_eq!(record.register.counts().await.unwrap().partnerships, 2);
    record.sound().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_take_at_once_one_gets_it_and_the_other_is_told_who(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Arc::new(Record::on(base).await);
    let source = record.queued("a.txt", None).await;
    // Another process, as it were.
    let other = Arc::new(Register::open(&record.path()).await.unwrap());
    let olha = record.holder("olha@example.org", &[REVIEWER]).await;
    let marc = record.holder("marc@example.org", &[REVIEWER]).await;
    let tasks = [(olha, None), (marc, Some(other))].map(|(account, other)| {
        let record = Arc::clone(&record);
        tokio::spawn(async move {
            let act = Act::new(&record.reviewer, &record.now, &record.keys);
            let register = other.as_deref().unwrap_or(&record.register);
            (account, register.assign(source, (None, Some(account)), act).await)
        })
    });
    let mut won = Vec::new();
    let mut told = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            (account, Ok(())) => won.push(account),
            (_, Err(RegisterError::AssignedMeanwhile { id, to })) => told.push((id, to)),
            (_, Err(error)) => panic!("{error}"),
        }
    }
    assert_eq!(won.len(), 1);
    assert_eq!(told, [(source, Some(won[0]))]);
    assert_eq!(record.whose().await, [(source, won[0])]);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn bad_input_passes_nothing_on(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let source = record.queued("a.txt", None).await;
    let olha = record.holder("olha@example.org", &[REVIEWER]).await;
    let reader = record.holder("reader@example.org", &[]).await;
    let blocked = record.holder("blocked@example.org", &[REVIEWER]).await;
    let by = record.operator();
    record.register.block_account(blocked, by).await.unwrap();
    let nobody: AccountId = Id::of(uuid::Uuid::nil());
    for receiver in [reader, blocked, nobody] {
        let error = record.takes(source, receiver).await.unwrap_err();
        assert!(
            matches!(error, RegisterError::NoReviewer { account } if account == receiver),
            "{error:?}"
        );
    }
    let unknown: SourceId = Id::of(uuid::Uuid::nil());
    let error = record.takes(unknown, olha).await.unwrap_err();
    assert!(matches!(error, RegisterError::NoSuchSource { .. }), "{error:?}");
    // From somebody who does not have it.
    let pass = (Some(reader), Some(olha));
    let error = record.register.assign(source, pass, by).await.unwrap_err();
    assert!(
        matches!(error, RegisterError::AssignedMeanwhile { to: None, .. }),
        "{error:?}"
    );
    assert_eq!(record.whose().await, []);
    let reviewers = record.register.reviewers(None).await.unwrap();
    assert_eq!(reviewers, [(olha, "Olha Koval".to_owned())]);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn whoever_loses_role_access_or_account_loses_what_they_had(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let source = record.queued("a.txt", None).await;
    let (register, by) = (&record.register, record.operator());
    let demoted = record.holder("demoted@example.org", &[REVIEWER]).await;
    record.takes(source, demoted).await.unwrap();
    let other = HeldRole {
        role: PlatformRole::Moderator,
        of: None,
    };
    register.give_role(demoted, other, by).await.unwrap();
    register.take_role(demoted, other, by).await.unwrap();
    assert_eq!(
        record.whose().await,
        [(source, demoted)],
        "another role is no matter"
    );
    register.take_role(demoted, REVIEWER, by).await.unwrap();
    assert_eq!(record.whose().await, []);

    let blocked = record.holder("blocked@example.org", &[REVIEWER]).await;
    record.takes(source, blocked).await.unwrap();
    register.block_account(blocked, by).await.unwrap();
    assert_eq!(record.whose().await, []);

    let erased = record.holder("erased@example.org", &[REVIEWER]).await;
    record.takes(source, erased).await.unwrap();
    let known = register.personal_data(erased).await.unwrap().unwrap();
    assert_eq!(known.assignments.len(), 1);
    register.erase_account(erased, by).await.unwrap();
    assert_eq!(record.whose().await, []);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn whoever_leaves_an_organisation_leaves_its_sources_alone(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let mut claim = partnership(&[&french(7), &ukrainian(7)]);
    claim
        .parties
        .push(organisation("Towns United", ClaimRole::Partner));
    record.import(&reading("owner.txt", vec![claim])).await;
    let owner = record.public().await.organisations[0].id;
    let own = HeldRole {
        role: PlatformRole::Reviewer,
        of: Some(owner),
    };
    record
        .register
        .distrust("all of them", record.operator())
        .await
        .unwrap();
    let (theirs, common) = (
        record.queued("a.txt", Some(owner)).await,
        record.queued("b.txt", None).await,
    );
    let stranger = record.holder("stranger@example.org", &[]).await;
    let member = record.holder("member@example.org", &[own]).await;
    let both = record.holder("both@example.org", &[REVIEWER]).await;
    let names = |found: Vec<(AccountId, String)>| found.into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    let register = &record.register;
    assert_eq!(
        names(register.reviewers(Some(owner)).await.unwrap()),
        [member, both]
    );
    assert_eq!(names(register.reviewers(None).await.unwrap()), [both]);
    assert!(record.takes(theirs, stranger).await.is_err());
    assert!(
        record.takes(common, member).await.is_err(),
        "not their organisation's"
    );
    record.takes(theirs, member).await.unwrap();
    record.takes(common, both).await.unwrap();
    let body = PartyRef::Organisation(owner);
    for account in [member, both] {
        let role = (body, MemberRole::Editor);
        register
            .set_member(account, role, record.operator())
            .await
            .unwrap();
        register
            .end_membership(account, body, record.operator())
            .await
            .unwrap();
    }
    assert_eq!(record.whose().await, [(common, both)]);
    record.sound().await;
}
