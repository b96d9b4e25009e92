//! Yearly questions: who is asked, once, and what the link of a letter opens.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, Towns, dated, french, partnership, reading, ukrainian};
use register::people::LinkUse;
use register::{Act, Confirmable, Question, Questions, Statement};
use rstest::rstest;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;
use vocabulary::{ClaimId, Id, Language, Letter, MemberRole, Moment, PartnershipId, PartyRef, SecretLink};

const SITE: &str = "https://atlas.example.org/confirm?token=";

impl Record {
    /// A town with a partnership that was signed long ago.
    async fn twinned(&self) -> (PartyRef, PartnershipId) {
        self.trust_all().await;
        let read = dated(partnership(&[&french(1), &ukrainian(1)]), "signed", "1997-05-14");
        self.import(&reading("a.txt", vec![read])).await;
        let public = self.register.public_record().await.unwrap();
        (self.town().await, public.partnerships[0].id)
    }

    /// Asks a body; answers how many letters that were.
    async fn questions_sent(&self, about: (PartnershipId, PartyRef), act: Act<'_>) -> usize {
        static COUNT: AtomicU8 = AtomicU8::new(1);
        let random = || [COUNT.fetch_add(1, Ordering::Relaxed); 32];
        let letter = |_: Language, about: register::AskedAbout| Letter::ConfirmPartnership {
            partnership: about.partnership,
            body: about.body,
            link: SecretLink::new(format!("{SITE}{}", about.secret)),
            days: 30,
        };
        let year = 360 * 24 * 3_600 * 1_000_000;
        let question = Question {
            unasked_since: &Moment::utc(act.now.micros - year),
            lasts: Duration::from_hours(30 * 24),
            random: &random,
            letter: &letter,
        };
        let asked = self.register.ask_confirmation(about, question, act);
        asked.await.unwrap()
    }

    /// The letters that wait: to whom, in which language, with which secret.
    async fn letters(&self) -> Vec<(String, Language, String)> {
        let mails = self.mails().await;
        let letters = mails.into_iter().filter_map(|mail| match mail.letter {
            Letter::ConfirmPartnership { link, .. } => {
                let secret = link.as_str().strip_prefix(SITE).unwrap().to_owned();
                Some((mail.to.as_str().to_owned(), mail.language, secret))
            }
            _ => None,
        });
        letters.collect()
    }

    async fn confirms(&self, secret: &str) -> Option<ClaimId> {
        let statement = Statement {
            claim: dated(
                partnership(&[&french(1), &ukrainian(1)]),
                "confirmed",
                "2025-11-24",
            ),
            words: "It is alive.".to_owned(),
            language: Language::EN,
            on_behalf_of: vec![french(1)],
        };
        self.register
            .state_by_link(secret, &statement, &Towns, self.operator())
            .await
            .unwrap()
    }
}

#[rstest]
#[tokio::test]
async fn those_who_write_for_a_body_are_asked_once_and_one_answer_ends_the_question(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (town, partnership) = record.twinned().await;
    assert_eq!(
        record.register.confirmable().await.unwrap(),
        [],
        "nobody writes for it"
    );
    let roles = [
        ("manager@example.org", MemberRole::Manager),
        ("editor@example.org", MemberRole::Editor),
        ("reader@example.org", MemberRole::Reader),
        ("blocked@example.org", MemberRole::Editor),
    ];
    for (email, role) in roles {
        let account = record.account(email).await;
        record.joins(account, town, role).await;
        if email.starts_with("blocked") {
            let blocked = record.register.block_account(account, record.operator());
            blocked.await.unwrap();
        }
    }
    let found = record.register.confirmable().await.unwrap();
    let [
        Confirmable {
            body, asked: None, ..
        },
    ] = found.as_slice()
    else {
        panic!("{found:?}")
    };
    assert_eq!(*body, town);

    assert_eq!(
        record
            .questions_sent((partnership, town), record.operator())
            .await,
        2
    );
    assert_eq!(
        record
            .questions_sent((partnership, town), record.operator())
            .await,
        0,
        "again"
    );
    let found = record.register.confirmable().await.unwrap();
    assert_eq!(found[0].asked, Some(Moment::utc(record.now.micros)));
    let letters = record.letters().await;
    let to: Vec<&str> = letters.iter().map(|(to, _, _)| to.as_str()).collect();
    assert_eq!(to, ["manager@example.org", "editor@example.org"]);
    assert!(letters.iter().all(|(_, language, _)| *language == Language::UK));

    let (manager, editor) = (&letters[0].2, &letters[1].2);
    let opens = record
        .register
        .link(editor, &record.now)
        .await
        .unwrap()
        .unwrap()
        .opens;
    let expected = LinkUse::Confirm {
        partnership,
        body: town,
    };
    assert_eq!(opens, expected, "looking uses nothing up");
    assert!(record.confirms(editor).await.is_some());
    for secret in [editor, manager] {
        assert_eq!(record.confirms(secret).await, None, "the question is answered");
    }
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_body_is_asked_again_after_a_year_and_not_at_all_if_it_does_not_want_it(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let (town, partnership) = record.twinned().await;
    let account = record.account("editor@example.org").await;
    record.joins(account, town, MemberRole::Manager).await;
    let set = async |questions| {
        let set = record.register.set_questions(town, questions, record.operator());
        set.await.unwrap();
        assert_eq!(record.register.questions(town).await.unwrap(), questions);
    };
    set(Questions::Unwanted).await;
    set(Questions::Unwanted).await;
    assert_eq!(record.register.confirmable().await.unwrap(), []);
    assert_eq!(
        record
            .questions_sent((partnership, town), record.operator())
            .await,
        0
    );
    set(Questions::Wanted).await;
    assert_eq!(
        record
            .questions_sent((partnership, town), record.operator())
            .await,
        1
    );
    let later = Moment::utc(record.now.micros + 366 * 24 * 3_600 * 1_000_000);
    let act = Act {
        now: &later,
        ..record.operator()
    };
    assert_eq!(record.questions_sent((partnership, town), act).await, 1);
    assert_eq!(record.questions_sent((partnership, town), act).await, 0);
    let found = record.register.confirmable().await.unwrap();
    assert_eq!((found.len(), &found[0].asked), (1, &Some(later.clone())));

    // Whoever does not write for the body any more answers for nobody.
    let secret = record.letters().await.pop().unwrap().2;
    let other = record.account("other@example.org").await;
    record.joins(other, town, MemberRole::Manager).await;
    record.joins(account, town, MemberRole::Reader).await;
    assert_eq!(record.confirms(&secret).await, None);
    let strange = PartnershipId::of(uuid::Uuid::nil());
    assert_eq!(
        record.questions_sent((strange, town), act).await,
        0,
        "no such partnership"
    );
    record.sound().await;
}
