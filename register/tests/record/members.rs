//! Who speaks for a body: mail domains, letters, moderators, roles of members.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, french};
use register::people::{
    Accredited, Asked, Asking, Invited, LetterFor, NewAccount, NewInvitation, Opening, PasswordCost,
    Passwords, SessionRules, SignIn, Wanted,
};
use register::policy::{Action, Decision, Resource, Who, can};
use register::{Actor, RegisterError};
use rstest::rstest;
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{
    AccountId, AccreditationState, AuthorityCode, Job, JobKind, Language, Letter, Mail, MemberRole, Moment,
    PartyRef, Proof,
};

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
        let asked = self.register.ask_accreditation(
            account,
            Asked {
                body: Wanted::Authority(&code),
                letter,
                to_moderators: &|_| Letter::Trial,
            },
            &Towns,
            self.by(&by),
        );
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
            .decide_accreditation(waiting[at].id, (what, None), record.by(&by))
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
    let asked = Asked {
        body: Wanted::Authority(&code),
        letter: None,
        to_moderators: &|_| Letter::Trial,
    };
    let asked = record
        .register
        .ask_accreditation(olha, asked, &Towns, record.operator())
        .await;
    assert!(
        matches!(asked, Err(RegisterError::UnknownCode { .. })),
        "{asked:?}"
    );
}

impl Record {
    /// A body that nobody speaks for yet.
    pub(crate) async fn town(&self) -> PartyRef {
        self.domain("mairie-une.fr", &french(1)).await;
        PartyRef::Authority(self.register.mail_domains().await.unwrap()[0].authority)
    }

    pub(crate) async fn joins(&self, account: AccountId, body: PartyRef, role: MemberRole) {
        self.register
            .set_member(account, (body, role), self.operator())
            .await
            .unwrap();
    }

    async fn invites(&self, email: &str, body: PartyRef, random: u8) -> Invited {
        let email = email.parse().unwrap();
        let asking = Asking {
            email: &email,
            origin: "127.0.0.1",
            random: [random; 32],
            page: &|secret: &str| format!("https://atlas.example.org/invitation?token={secret}"),
        };
        let new = NewInvitation {
            to: (body, MemberRole::Editor),
            language: Language::FR,
            letter: &|_, link| Letter::Invitation {
                by: "Olha".to_owned(),
                organisation: "Town".to_owned(),
                link,
            },
        };
        self.register.invite(asking, new, self.operator()).await.unwrap()
    }

    /// The mails that wait, the oldest first.
    pub(crate) async fn mails(&self) -> Vec<Mail> {
        let until = Moment::utc(self.now.micros + 60_000_000);
        let taken = self
            .register
            .take_jobs((&[JobKind::Mail], 100), Uuid::now_v7(), (&self.now, &until));
        let mail = |job| match job {
            Job::Mail(mail) => Some(mail),
            _ => None,
        };
        taken
            .await
            .unwrap()
            .into_iter()
            .filter_map(|taken| mail(taken.job))
            .collect()
    }
}

/// The secret of an invitation.
fn secret(mail: &Mail) -> String {
    let Letter::Invitation { link, .. } = &mail.letter else {
        panic!("{mail:?}")
    };
    link.as_str().split("token=").nth(1).unwrap().to_owned()
}

#[rstest]
#[tokio::test]
async fn a_decision_taken_back_ends_the_membership_and_the_wish_waits_again(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let olha = record.verified("olha@example.org").await;
    assert!(!record.asks(olha, &french(1), Some("first")).await);
    assert!(!record.asks(olha, &french(1), Some("second")).await);
    let waiting = record.register.waiting_accreditations().await.unwrap();
    assert_eq!(waiting.len(), 1, "asked again, it is the same wish");
    assert_eq!(waiting[0].letter.as_deref(), Some("second"));
    let letter: LetterFor<'_> = &|_| Letter::Trial;
    let yes = (&Accredited::Yes, Some(letter));
    let decided = record
        .register
        .decide_accreditation(waiting[0].id, yes, record.operator());
    assert!(decided.await.unwrap());
    assert_eq!(record.mails().await.len(), 1, "the person is told");
    let [held] = record
        .register
        .decided_accreditations(9)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(held.state, AccreditationState::Accepted);
    assert!(
        record.asks(olha, &french(1), None).await,
        "a member is one already"
    );
    for first in [true, false] {
        let undone = record.register.undo_accreditation(held.id, record.operator());
        assert_eq!(undone.await.unwrap(), first, "once");
    }
    assert_eq!(record.roles_in(olha).await, []);
    let own = record.register.accreditations_of(olha).await.unwrap();
    assert_eq!(own[0].state, AccreditationState::Waiting);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn members_keep_a_manager(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let body = record.town().await;
    let (olha, petro) = (
        record.account("olha@example.org").await,
        record.account("petro@example.org").await,
    );
    record.joins(olha, body, MemberRole::Manager).await;
    record.joins(petro, body, MemberRole::Editor).await;
    let left = record
        .register
        .end_membership(olha, body, record.operator())
        .await;
    assert!(matches!(left, Err(RegisterError::LastManager)), "{left:?}");
    let lowered = record
        .register
        .set_member(olha, (body, MemberRole::Reader), record.operator())
        .await;
    assert!(matches!(lowered, Err(RegisterError::LastManager)), "{lowered:?}");
    assert_eq!(record.roles_in(olha).await[0].1, MemberRole::Manager);
    for last in [petro, olha] {
        let left = record
            .register
            .end_membership(last, body, record.operator())
            .await;
        left.expect("the last manager goes with the last member");
    }
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn an_invitation_is_accepted_once_by_whoever_holds_its_newest_link(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let body = record.town().await;
    let olha = record.account("olha@example.org").await;
    assert_eq!(record.invites("olha@example.org", body, 1).await, Invited::Sent);
    assert_eq!(record.invites("Olha@example.org", body, 2).await, Invited::Sent);
    let mails = record.mails().await;
    assert_eq!(mails[1].language, Language::UK, "in the language of the account");
    let (old, new) = (secret(&mails[0]), secret(&mails[1]));
    let waiting = record.register.invitations(body, &record.now).await.unwrap();
    assert_eq!(waiting.len(), 1, "a newer invitation replaces the older one");
    let register = &record.register;
    assert_eq!(register.invitation(&old, &record.now).await.unwrap(), None);
    let (held, known) = register.invitation(&new, &record.now).await.unwrap().unwrap();
    assert!(known && held.role == MemberRole::Editor);
    let by = Actor::account(olha);
    for (secret, expected) in [(&old, None), (&new, Some(body)), (&new, None)] {
        let accepted = register.accept_invitation(secret, olha, record.by(&by)).await;
        assert_eq!(accepted.unwrap(), expected);
    }
    assert_eq!(record.roles_in(olha).await, [(body, MemberRole::Editor)]);
    assert_eq!(record.invites("olha@example.org", body, 3).await, Invited::Member);
    assert_eq!(register.invitations(body, &record.now).await.unwrap(), []);
    let log = format!("{:?}", register.changes_since(0, 100).await.unwrap());
    assert!(
        log.contains("invitation") && !log.contains("lha@example.org"),
        "{log}"
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn an_invitation_makes_an_account_unless_it_was_withdrawn(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let body = record.town().await;
    record.invites("petro@example.org", body, 1).await;
    record.invites("taras@example.org", body, 2).await;
    let mails = record.mails().await;
    let [_, second] = record
        .register
        .invitations(body, &record.now)
        .await
        .unwrap()
        .try_into()
        .unwrap();
    let withdraw = || {
        record
            .register
            .withdraw_invitation(second.id, body, record.operator())
    };
    assert!(withdraw().await.unwrap());
    assert!(!withdraw().await.unwrap());
    let cost = PasswordCost {
        memory: 8,
        rounds: 1,
        lanes: 1,
    };
    let passwords = Passwords::at(cost).unwrap();
    let rules = SessionRules::default();
    let opening = Opening {
        device: "",
        random: [9; 32],
        rules: &rules,
    };
    let mut opened = Vec::new();
    for mail in &mails {
        let secret = secret(mail);
        let new = (secret.as_str(), "Петро", Language::UK);
        let password = ("три мости над Бугом", &passwords);
        let joined = record
            .register
            .join_by_invitation(new, password, opening, record.operator());
        opened.push(matches!(joined.await.unwrap(), SignIn::Opened { .. }));
    }
    assert_eq!(opened, [true, false]);
    let members = record.register.members(body).await.unwrap();
    assert_eq!(members.len(), 1);
    let account = record.register.account(members[0].0).await.unwrap().unwrap();
    assert!(account.verified.is_some(), "the link was read at this address");
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn too_many_invitations_have_to_wait(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let body = record.town().await;
    let mut answers = Vec::new();
    for n in 0..4 {
        answers.push(record.invites("petro@example.org", body, n).await);
    }
    assert!(
        matches!(answers[3], Invited::TooOften(wait) if wait > Duration::ZERO),
        "{answers:?}"
    );
}
