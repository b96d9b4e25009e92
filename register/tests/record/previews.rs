//! Imports from their preview on: confirmed once, kept as long as somebody may want them, with what was fetched for them.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, reading};
use register::{Ended, ImageLink, Order, Picture, RegisterError, Stage};
use rstest::rstest;
use vocabulary::{GivenFile, ImportFrom, ImportOrder, Job, JobId, JobState, Rights, StoryPicture};

const DAY: i64 = 24 * 60;

fn order() -> ImportOrder {
    ImportOrder {
        from: ImportFrom::Files(vec![GivenFile {
            name: "list.csv".to_owned(),
            sha256: "ab".repeat(32),
            bytes: 7,
        }]),
        rights: Rights::Own,
        owner: None,
    }
}

impl Record {
    async fn preview(&self) -> JobId {
        let job = Job::Preview(order());
        let order = Order::now(&job, "preview:1");
        let ordered = self.register.enqueue(&order, self.operator());
        ordered.await.unwrap().job()
    }

    async fn confirm(&self, id: JobId) -> Result<bool, RegisterError> {
        self.register.confirm_import(id, &order(), self.operator()).await
    }
}

#[rstest]
#[tokio::test]
async fn a_preview_that_is_confirmed_becomes_the_import_once(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let id = record.preview().await;
    let early = record.confirm(id).await.unwrap_err();
    assert!(matches!(early, RegisterError::JobStands { .. }), "{early}");
    let taken = record.take(0).await;
    assert!(record.end(&taken[0], &Ended::Done, 0).await);
    let shown = record.register.import_job(id).await.unwrap().unwrap();
    assert_eq!((shown.stage, shown.state), (Stage::Preview, JobState::Done));
    assert_eq!(
        shown.order,
        Some(order()),
        "what it was told stays until it is confirmed"
    );
    assert!(record.confirm(id).await.unwrap());
    assert!(
        !record.confirm(id).await.unwrap(),
        "the second confirmation is the same import"
    );
    let shown = record.register.imports(None, 10).await.unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(
        (shown[0].id, shown[0].stage, shown[0].state),
        (id, Stage::Import, JobState::Waiting)
    );
    let taken = record.take(1).await;
    assert_eq!(taken[0].job, Job::Import(order()));
    assert_eq!(record.register.files_needed().await.unwrap().len(), 1);
    assert!(record.end(&taken[0], &Ended::Done, 1).await);
    assert!(record.register.files_needed().await.unwrap().is_empty());
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn previews_that_nobody_confirms_go_after_seven_days_with_their_files(
    #[values(Sqlite, Postgres)] base: Base,
    #[values(Ended::Done, Ended::Never { why: "no such host".to_owned() })] ended: Ended,
) {
    let record = Record::on(base).await;
    record.preview().await;
    let taken = record.take(0).await;
    record.end(&taken[0], &ended, 0).await;
    let swept = record.register.sweep_jobs(&record.minute(6 * DAY)).await;
    assert_eq!(swept.unwrap(), 0);
    assert_eq!(record.register.files_needed().await.unwrap().len(), 1);
    let swept = record.register.sweep_jobs(&record.minute(8 * DAY)).await;
    assert_eq!(swept.unwrap(), 1);
    assert!(record.register.files_needed().await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn what_was_fetched_is_known_to_the_reader_that_took_it_in(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let (address, now) = ("https://town.example/feed", record.minute(0));
    for known in ["one", "two"] {
        let kept = record
            .register
            .remember_fetched((address, "engine 1"), known, &now);
        kept.await.unwrap();
    }
    let known = record.register.fetched(address, "engine 1").await.unwrap();
    assert_eq!(known.as_deref(), Some("two"));
    assert_eq!(record.register.fetched(address, "engine 2").await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn a_story_keeps_its_picture_when_it_is_read_again_without_it(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let address = "https://town.example/port.jpg".to_owned();
    let mut read = reading("a.txt", Vec::new());
    read.stories[0].body = Some("<p>It is <em>told</em>.</p>".to_owned());
    read.stories[0].image = Some(ImageLink {
        address: address.clone(),
        alt: None,
    });
    let picture = StoryPicture {
        sha256: "5d".repeat(32),
        width: 8,
        height: 6,
        alt: Some("The port".to_owned()),
        address: address.clone(),
    };
    let mut with = read.clone();
    with.stories[0].picture = Some(picture.clone());
    with.pictures = vec![Picture {
        sha256: picture.sha256.clone(),
        media_type: "image/jpeg".to_owned(),
        width: 8,
        height: 6,
        bytes: vec![1, 2, 3],
    }];
    record.import(&with).await;
    assert_eq!(
        record.register.picture_from(&address).await.unwrap(),
        Some(picture.clone())
    );
    let kept = record.register.picture(&picture.sha256).await.unwrap().unwrap();
    assert_eq!((kept.bytes, kept.width), (vec![1, 2, 3], 8));
    read.engine = "engine 2".to_owned();
    record.import(&read).await;
    let public = record.public().await;
    assert_eq!(public.stories[0].picture, Some(picture));
    assert_eq!(
        public.stories[0].body.as_deref(),
        Some("<p>It is <em>told</em>.</p>")
    );
    read.rights = Rights::Quotation;
    read.engine = "engine 3".to_owned();
    record.import(&read).await;
    let public = record.public().await;
    assert_eq!(
        public.stories[0].body, None,
        "of a quoted text only quotes are shown"
    );
    record.sound().await;
}
