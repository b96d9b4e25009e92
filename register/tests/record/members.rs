//! Who speaks for a body: mail domains, letters, moderators, roles of members.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, french};
use register::people::{Accredited, NewAccount};
use register::policy::{Action, Decision, Resource, Who, can};
use register::{Actor, RegisterError};
use rstest::rstest;
use vocabulary::{AccountId, AuthorityCode, Language, MemberRole, PartyRef, Proof};

impl Record {
    /// A person whose address was proved.
    async fn verified(&self, email: &str) -> AccountId {
        let new = NewAccount {
            name: email.to_owned(),
            email: email.parse().unwrap(),
            verified: Some(self.now.clone()),
            language: Language::FR,
            password: None,
        };
        self.register.create_account(&new, self.operator()).await.unwrap()
    }

    async fn domain(&self, domain: &str, code: &str) {
        let code: AuthorityCode = code.parse().unwrap();
        let of = (&code, "https://example.org/who-is-who");
        self.register
            .add_mail_domain(domain, of, &Towns, self.operator())
            .await
            .unwrap();
    }

    async fn asks(&self, account: AccountId, code: &str, letter: Option<&str>) -> bool {
        let code: AuthorityCode = code.parse().unwrap();
        let by = Actor::account(account);
        let asked = self
            .register
            .ask_accreditation(account, (&code, letter), &Towns, self.by(&by));
        asked.await.unwrap()
    }

    async fn roles_in(&self, account: AccountId) -> Vec<(PartyRef, MemberRole)> {
        let data = self.register.personal_data(account).await.unwrap().unwrap();
        data.memberships
            .into_iter()
            .map(|held| (held.body, held.role))
            .collect()
    }
}

#[rstest]
#[tokio::test]
async fn an_official_domain_proves_a_verified_address_of_one_body(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.domain("Mairie-Une.fr", &french(1)).await;
    record.domain("mairie-une.fr", &french(1)).await;
    record.domain("agglo.fr", &french(1)).await;
    record.domain("agglo.fr", &french(2)).await;
    assert_eq!(record.register.mail_domains().await.unwrap().len(), 3);
    let official = record.verified("maire@mairie-une.FR").await;
    assert!(record.asks(official, &french(1), None).await);
    assert_eq!(record.roles_in(official).await[0].1, MemberRole::Manager);
    assert!(!record.asks(official, &french(2), None).await, "of no other body");
    let shared = record.verified("maire@agglo.fr").await;
    assert!(
        !record.asks(shared, &french(1), None).await,
        "a shared domain proves nothing"
    );
    let below = record.verified("maire@mairie-une.fr.example.org").await;
    assert!(!record.asks(below, &french(1), None).await);
    let unproved = record.account("other@mairie-une.fr").await;
    assert!(
        !record.asks(unproved, &french(1), None).await,
        "nor does an address that nobody read"
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_letter_waits_for_a_moderator_who_says_yes_or_no_once(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let (olha, petro) = (
        record.verified("olha@example.org").await,
        record.verified("petro@example.org").await,
    );
    let moderator = record.verified("moderator@example.org").await;
    assert!(
        !record
            .asks(olha, &french(1), Some("Courrier du 3 mai, signé"))
            .await
    );
    assert!(!record.asks(petro, &french(1), Some("no letter at all")).await);
    let waiting = record.register.waiting_accreditations().await.unwrap();
    assert_eq!(
        waiting
            .iter()
            .map(|wish| (wish.account, wish.proof))
            .collect::<Vec<_>>(),
        [(olha, Proof::Letter), (petro, Proof::Letter)]
    );
    let by = Actor::account(moderator);
    let no = Accredited::No {
        reason: "the letter is not signed".to_owned(),
    };
    let decide = |at: usize, what| {
        record
            .register
            .decide_accreditation(waiting[at].id, what, record.by(&by))
    };
    assert!(decide(0, &Accredited::Yes).await.unwrap());
    assert!(decide(1, &no).await.unwrap());
    assert!(
        !decide(1, &Accredited::Yes).await.unwrap(),
        "what is decided is decided"
    );
    assert_eq!(
        record.roles_in(olha).await,
        [(waiting[0].body, MemberRole::Manager)]
    );
    assert_eq!(record.roles_in(petro).await, []);
    let log = record.register.changes_since(0, 100).await.unwrap();
    let decided = log
        .iter()
        .filter(|change| change.entity == "accreditation" && change.by == by);
    assert_eq!(
        decided.map(|change| change.what.as_str()).collect::<Vec<_>>(),
        ["accepted", "rejected"]
    );
    let told = format!("{log:?}");
    assert!(
        !told.contains("Courrier") && !told.contains("not signed"),
        "letters and reasons may name people"
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn members_may_what_their_role_says_until_they_are_members_no_more(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let olha = record.account("olha@example.org").await;
    record.domain("mairie-une.fr", &french(1)).await;
    let body = PartyRef::Authority(record.register.mail_domains().await.unwrap()[0].authority);
    let secret = record.session("olha@example.org").await;
    let resource = Resource::Body { body };
    for (role, may) in [
        (MemberRole::Reader, [true, false, false]),
        (MemberRole::Editor, [true, true, false]),
        (MemberRole::Manager, [true, true, true]),
    ] {
        record
            .register
            .set_member(olha, (body, role), record.operator())
            .await
            .unwrap();
        let who = Who::Person(Box::new(record.person(&secret).await));
        let asked = [Action::See, Action::Change, Action::Manage];
        assert_eq!(
            asked.map(|action| can(&who, action, &resource) == Decision::Allowed),
            may,
            "{role:?}"
        );
    }
    let members = record.register.members(body).await.unwrap();
    assert_eq!(members, [(olha, "Olha Koval".to_owned(), MemberRole::Manager)]);
    record
        .register
        .end_membership(olha, body, record.operator())
        .await
        .unwrap();
    assert_eq!(record.person(&secret).await.memberships, []);
    record.sound().await;
}

#[tokio::test]
async fn nobody_speaks_for_a_body_that_nobody_knows() {
    let record = Record::sqlite().await;
    let olha = record.verified("olha@example.org").await;
    let code: AuthorityCode = "fr-com-99999".parse().unwrap();
    let asked = record
        .register
        .ask_accreditation(olha, (&code, None), &Towns, record.operator())
        .await;
    assert!(
        matches!(asked, Err(RegisterError::UnknownCode { .. })),
        "{asked:?}"
    );
}
