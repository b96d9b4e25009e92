//! The list of jobs: one job for one piece of work, in one worker's hands at a time, tried, parked, done.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, reading};
use register::{Ended, GoOn, Order, Ordered, RegisterError, Schedule, TakenJob};
use rstest::rstest;
use std::collections::BTreeSet;
use uuid::Uuid;
use vocabulary::{Job, JobId, JobKind, JobState, Language, Letter, Mail, Moment, Reason};

const MINUTE: i64 = 60_000_000;

fn mail() -> Job {
    Job::Mail(Mail {
        to: "mairie@valky.example".parse().unwrap(),
        language: Language::FR,
        letter: Letter::Trial,
    })
}

impl Record {
    async fn order(&self, key: &str) -> JobId {
        let job = mail();
        let order = Order::now(&job, key);
        let ordered = self.register.enqueue(&order, self.operator()).await;
        ordered.unwrap().job()
    }

    /// Some minutes after the record's own moment.
    pub(crate) fn minute(&self, minutes: i64) -> Moment {
        Moment::utc(self.now.micros + minutes * MINUTE)
    }

    pub(crate) async fn take(&self, minute: i64) -> Vec<TakenJob> {
        let (now, until) = (self.minute(minute), self.minute(minute + 1));
        let times = (&now, &until);
        let taken = self
            .register
            .take_jobs((JobKind::ALL, 10), Uuid::from_u128(7), times);
        taken.await.unwrap()
    }

    pub(crate) async fn end(&self, taken: &TakenJob, ended: &Ended, minute: i64) -> bool {
        let now = self.minute(minute);
        self.register.end_job(taken, ended, &now).await.unwrap()
    }

    async fn states(&self) -> Vec<JobState> {
        let jobs = self.register.jobs(None, 100).await.unwrap();
        jobs.iter().map(|job| job.state).collect()
    }
}

#[rstest]
#[tokio::test]
async fn the_same_work_asked_for_twice_is_one_job_even_when_it_is_done(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let job = record.order("mail:1").await;
    let order = Order::now(&Job::Sweep, "mail:1");
    let again = record.register.enqueue(&order, record.operator()).await;
    assert_eq!(again.unwrap(), Ordered::Known(job));
    let taken = record.take(0).await;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].job, mail());
    assert!(record.end(&taken[0], &Ended::Done, 0).await);
    assert_eq!(record.order("mail:1").await, job);
    assert!(record.take(5).await.is_empty());
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_finished_job_forgets_what_it_was_told_and_leaves_the_list_after_its_time(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.order("mail:1").await;
    let taken = record.take(0).await;
    record.end(&taken[0], &Ended::Done, 0).await;
    let shown = format!("{:?}", record.register.jobs(None, 10).await.unwrap());
    assert!(!shown.contains("valky"), "{shown}");
    assert_eq!(record.register.sweep_jobs(&record.minute(60)).await.unwrap(), 0);
    let later = record.minute(8 * 24 * 60);
    assert_eq!(record.register.sweep_jobs(&later).await.unwrap(), 1);
    assert!(record.states().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_failing_job_comes_back_when_it_is_due_and_is_parked_after_five_tries(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let job = record.order("mail:1").await;
    for number in 1..=5 {
        let minute = i64::from(number) * 10;
        if number > 1 {
            assert!(record.take(minute - 1).await.is_empty());
        }
        let taken = record.take(minute).await.pop().unwrap();
        assert_eq!(taken.try_number, number);
        let ended = Ended::Later {
            why: format!("refused {number}"),
            from: record.minute(minute + 10),
        };
        assert!(record.end(&taken, &ended, minute).await);
    }
    assert_eq!(record.states().await, [JobState::Parked]);
    let listed = record.register.jobs(Some(JobState::Parked), 10).await.unwrap();
    assert_eq!(listed[0].failure.as_deref(), Some("refused 5"));
    assert!(record.take(1000).await.is_empty());
    record.register.retry_job(job, record.operator()).await.unwrap();
    assert_eq!(record.take(1000).await[0].try_number, 1);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn who_falls_silent_loses_the_job_and_cannot_end_it(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.order("mail:1").await;
    let first = record.take(0).await;
    assert!(record.take(0).await.is_empty());
    assert!(
        record
            .register
            .hold_job(&first[0], &record.minute(3))
            .await
            .unwrap()
    );
    assert!(record.take(2).await.is_empty());
    let (now, until) = (record.minute(4), record.minute(5));
    let times = (&now, &until);
    let second = record
        .register
        .take_jobs((JobKind::ALL, 10), Uuid::from_u128(8), times)
        .await
        .unwrap();
    assert_eq!(second[0].try_number, 2);
    assert!(
        !record
            .register
            .hold_job(&first[0], &record.minute(9))
            .await
            .unwrap()
    );
    assert!(!record.end(&first[0], &Ended::Done, 4).await);
    let told = record.register.tell_job(&first[0], (&[], None), &now).await;
    assert_eq!(told.unwrap(), GoOn::Lost);
    assert_eq!(record.states().await, [JobState::Running]);
    assert!(record.end(&second[0], &Ended::Done, 4).await);
}

#[rstest]
#[tokio::test]
async fn a_job_that_brings_its_worker_down_each_time_is_parked(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.order("mail:1").await;
    for number in 0..5 {
        assert_eq!(record.take(number * 10).await.len(), 1);
    }
    assert!(record.take(100).await.is_empty());
    assert_eq!(record.states().await, [JobState::Parked]);
}

#[rstest]
#[tokio::test]
async fn an_interrupted_job_keeps_its_tries_and_the_place_where_it_goes_on(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    record.order("mail:1").await;
    for _ in 0..7 {
        let taken = record.take(0).await;
        assert_eq!(taken[0].try_number, 1);
        let event = [Reason::new("page_read").with("page", "3")];
        let told = record
            .register
            .tell_job(&taken[0], (&event, Some("3")), &record.now);
        assert_eq!(told.await.unwrap(), GoOn::Yes);
        record.end(&taken[0], &Ended::GivenBack, 0).await;
    }
    let taken = record.take(0).await;
    assert_eq!(taken[0].progress.as_deref(), Some("3"));
    let events = record.register.job_events(taken[0].id, 5, 100).await.unwrap();
    let numbers: Vec<u64> = events.iter().map(|event| event.number).collect();
    assert_eq!(numbers, [6, 7]);
    assert_eq!(events[0].what.params["page"], "3");
}

#[rstest]
#[tokio::test]
async fn a_job_that_is_asked_to_stop_hears_of_it(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let job = record.order("mail:1").await;
    let taken = record.take(0).await;
    record.register.stop_job(job, record.operator()).await.unwrap();
    let told = record.register.tell_job(&taken[0], (&[], None), &record.now);
    assert_eq!(told.await.unwrap(), GoOn::StopAsked);
}

#[rstest]
#[tokio::test]
async fn only_a_job_that_is_not_running_is_dropped_or_retried(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let job = record.order("mail:1").await;
    let taken = record.take(0).await;
    for refused in [
        record.register.drop_job(job, record.operator()).await,
        record.register.retry_job(job, record.operator()).await,
    ] {
        let error = refused.unwrap_err();
        assert!(error.to_string().contains("is running"), "{error}");
    }
    let ended = Ended::Never {
        why: "no such mailbox".to_owned(),
    };
    record.end(&taken[0], &ended, 0).await;
    record.register.drop_job(job, record.operator()).await.unwrap();
    let error = record
        .register
        .drop_job(job, record.operator())
        .await
        .unwrap_err();
    assert!(matches!(error, RegisterError::NoSuchJob { .. }), "{error}");
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn a_worker_takes_only_the_kinds_that_it_can_do(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.order("mail:1").await;
    let (now, until) = (record.minute(1), record.minute(2));
    let times = (&now, &until);
    let kinds: (&[JobKind], u64) = (&[JobKind::Sweep], 10);
    let taken = record.register.take_jobs(kinds, Uuid::from_u128(7), times);
    assert!(taken.await.unwrap().is_empty());
    assert_eq!(record.states().await, [JobState::Waiting]);
}

#[rstest]
#[tokio::test]
async fn the_change_log_tells_who_asked_and_nothing_of_what_the_job_is_told(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let job = record.order("mail:1").await;
    record.register.drop_job(job, record.operator()).await.unwrap();
    let changes = record.register.changes_since(0, 10).await.unwrap();
    let said: Vec<(&str, &str)> = changes
        .iter()
        .map(|change| (change.entity.as_str(), change.what.as_str()))
        .collect();
    assert_eq!(said, [("job", "created"), ("job", "removed")]);
    assert!(!format!("{changes:?}").contains("valky"));
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nodes_that_share_the_list_never_take_the_same_job(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    for number in 0..60 {
        record.order(&format!("mail:{number}")).await;
    }
    let address = record.path();
    let now = record.minute(1);
    let nodes: Vec<_> = (0..4_u128)
        .map(|node| {
            let (address, now) = (address.clone(), now.clone());
            tokio::spawn(async move {
                let register = register::Register::open(&address).await.unwrap();
                let until = Moment::utc(now.micros + MINUTE);
                let mut mine = Vec::new();
                loop {
                    let some = register.take_jobs((JobKind::ALL, 3), Uuid::from_u128(node), (&now, &until));
                    let some = some.await.unwrap();
                    if some.is_empty() {
                        return mine;
                    }
                    for taken in some {
                        mine.push(taken.id);
                        assert!(register.end_job(&taken, &Ended::Done, &now).await.unwrap());
                    }
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for node in nodes {
        all.extend(node.await.unwrap());
    }
    // With `SKIP LOCKED` a node may find everything locked and go home; what is left is taken here.
    all.extend(record.take(1).await.iter().map(|taken| taken.id));
    let distinct: BTreeSet<JobId> = all.iter().copied().collect();
    assert_eq!((all.len(), distinct.len()), (60, 60));
}

#[rstest]
#[tokio::test]
async fn each_time_of_a_schedule_gives_one_job_however_many_nodes_look(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let schedule = Schedule {
        name: "nightly".to_owned(),
        pattern: "0 3 * * *".to_owned(),
        zone: "Europe/Paris".to_owned(),
        job: Job::Sweep,
        next: record.minute(1),
        owner: None,
    };
    record
        .register
        .set_schedule(&schedule, record.operator())
        .await
        .unwrap();
    record
        .register
        .set_schedule(&schedule, record.operator())
        .await
        .unwrap();
    let seen = record.register.schedules().await.unwrap();
    assert_eq!(seen, [schedule]);
    let next = record.minute(1441);
    let fire = || record.register.fire_schedule(&seen[0], &next, record.operator());
    assert!(fire().await.unwrap());
    assert!(!fire().await.unwrap());
    assert_eq!(record.states().await, [JobState::Waiting]);
    assert_eq!(record.register.schedules().await.unwrap()[0].next, next);
    assert!(
        record
            .register
            .drop_schedule("nightly", record.operator())
            .await
            .unwrap()
    );
    assert!(
        !record
            .register
            .drop_schedule("nightly", record.operator())
            .await
            .unwrap()
    );
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn jobs_and_imports_share_one_record(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.order("mail:1").await;
    record
        .import(&reading("a.txt", crate::build::alliance_document()))
        .await;
    assert_eq!(record.take(0).await.len(), 1);
    record.sound().await;
}
