//! Search on the sample record: what is found, why, and what becomes of the index.

use super::*;
use crate::samples;
use crate::site::{Answer, Decision, Ground, Site};
use crate::view::View;
use crate::words::Lang;
use register::{PublicChanges, PublicRecord};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use vocabulary::{AccountId, ClaimId, NameUse};

/// A record that is what it was last set to, and tells how often it was read whole or followed.
#[derive(Default)]
struct Told {
    now: Mutex<PublicRecord>,
    changes: Mutex<Option<PublicChanges>>,
    followed: AtomicUsize,
    /// Another record has other writes at the same positions.
    which: u128,
}

impl Told {
    fn new(which: u128) -> Arc<Self> {
        let now = Mutex::new(samples::record());
        Arc::new(Self {
            now,
            which,
            ..Self::default()
        })
    }

    /// From now on it is this, one position further.
    fn set(&self, change: impl FnOnce(&mut PublicRecord, &mut PublicChanges)) {
        let mut now = self.now.lock().unwrap();
        let mut changes = PublicChanges::default();
        change(&mut now, &mut changes);
        now.position += 1;
        changes.record.position = now.position;
        *self.changes.lock().unwrap() = Some(changes);
    }
}

impl Record for Told {
    fn record(&self) -> Answer<'_, PublicRecord> {
        let now = self.now.lock().unwrap().clone();
        Box::pin(async { Ok(now) })
    }

    fn changes(&self, _: u64) -> Answer<'_, Option<PublicChanges>> {
        self.followed.fetch_add(1, Ordering::SeqCst);
        let changes = self.changes.lock().unwrap().clone();
        Box::pin(async { Ok(changes) })
    }

    fn position(&self) -> Answer<'_, u64> {
        let position = self.now.lock().unwrap().position;
        Box::pin(async move { Ok(position) })
    }

    fn write_at(&self, position: u64) -> Answer<'_, Option<Uuid>> {
        let write = Uuid::from_u128(self.which + u128::from(position));
        Box::pin(async move { Ok(Some(write)) })
    }

    fn decide(&self, _: ClaimId, _: Decision, _: AccountId) -> Answer<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

async fn site_on(record: Arc<Told>, index: Shelved) -> Site {
    let site = Site::open(Ground {
        record,
        desk: samples::people::desk().await.unwrap(),
        places: Arc::new(samples::SamplePlaces::of(&samples::record())),
        clock: samples::clock(),
        address: "https://atlas.example.org".to_owned(),
        index,
    });
    let site = site.await.unwrap();
    caught_up(&site).await;
    site
}

async fn caught_up(site: &Site) {
    let position = site.state().snapshot.position();
    let standing = site.finder().caught_up(position).await;
    assert_eq!(standing, Standing { position, left: 0 });
}

async fn site() -> Site {
    site_on(Told::new(1), Shelved::Nowhere).await
}

fn narrowed(site: &Site, text: &str, narrowed: Narrowed) -> Found {
    let state = site.state();
    let view = View {
        lang: Lang::En,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    let question = Question {
        text,
        narrowed,
        bodies: 10,
        others: 20,
        skipped: 0,
    };
    found(&view, site.finder(), &question).unwrap()
}

fn asked(site: &Site, text: &str) -> Found {
    narrowed(site, text, Narrowed::default())
}

fn titles(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.link.words.words.as_str()).collect()
}

fn marked(hit: &Hit) -> Vec<&str> {
    let marked = hit.why.pieces.iter().filter(|piece| piece.asked);
    marked.map(|piece| piece.words.as_str()).collect()
}

#[tokio::test]
async fn a_town_is_found_in_any_script_and_spelling_with_what_it_does() {
    let site = site().await;
    for text in ["Kharkiv", "харків", "KHARKIV", "Karkiv", "Kharkov"] {
        let found = asked(&site, text);
        assert_eq!(titles(&found.bodies), ["Kharkiv"], "{text}");
        assert!(titles(&found.others).contains(&"Lille – Kharkiv"), "{text}");
    }
}

#[tokio::test]
async fn a_hit_says_why_with_the_words_marked() {
    let site = site().await;
    let found = asked(&site, "Kharkiv");
    assert_eq!(found.bodies.first().map(marked).unwrap(), ["Kharkiv"]);
    let found = asked(&site, "école");
    let (roof, why) = ("A roof for the school", found.others.iter());
    let hit = why.into_iter().find(|hit| hit.link.words.words == roof).unwrap();
    assert_eq!((marked(hit), hit.why.language.as_str()), (vec!["école"], "fr"));
}

#[tokio::test]
async fn endings_make_no_difference_and_kinds_are_words() {
    let site = site().await;
    assert_eq!(asked(&site, "schools").count, Some(1));
    assert_eq!(asked(&site, "écoles").count, asked(&site, "école").count);
    assert_eq!(titles(&asked(&site, "jumelages").others), ["Lille – Kharkiv"]);
}

#[tokio::test]
async fn what_is_being_written_is_offered() {
    let site = site().await;
    let found = asked(&site, "Khar");
    assert_eq!(titles(&found.bodies), ["Kharkiv"]);
    assert_eq!(found.mended, None, "the beginning of a word is no slip");
}

#[tokio::test]
async fn a_slip_is_mended_and_said() {
    let site = site().await;
    assert_eq!(asked(&site, "Karkiv").mended.as_deref(), Some("kharkiv"));
    assert_eq!(asked(&site, "Kharkiv").mended, None);
    let nothing = asked(&site, "zzyzxqq");
    assert_eq!((nothing.count, nothing.mended), (Some(0), None));
}

#[tokio::test]
async fn where_nothing_has_all_words_some_are_enough_and_it_is_said() {
    let site = site().await;
    assert_eq!(asked(&site, "Lille Kharkiv").fit, Fit::AllWords);
    let found = asked(&site, "Kharkiv gymnasium wolves");
    assert_eq!(found.fit, Fit::SomeWords);
    assert!(titles(&found.others).contains(&"Lille – Kharkiv"));
}

#[tokio::test]
async fn a_question_is_narrowed_to_a_sort_and_a_country_and_the_counts_stay() {
    let site = site().await;
    let all = asked(&site, "Kharkiv");
    let tally = all.tally.unwrap();
    assert_eq!(tally.total, tally.sorts.values().sum::<usize>());
    for (sort, count) in &tally.sorts {
        let sort = Some(*sort);
        let found = narrowed(&site, "Kharkiv", Narrowed { sort, country: None });
        assert_eq!((found.count, found.others.len()), (Some(*count), *count));
        assert!(found.bodies.is_empty());
        assert_eq!(found.tally.as_ref(), Some(&tally));
    }
    for (country, count) in &tally.countries {
        let country = Some(*country);
        let found = narrowed(&site, "Kharkiv", Narrowed { sort: None, country });
        assert_eq!(found.count, Some(*count));
    }
    let none = "CI".parse().ok();
    assert_eq!(
        narrowed(
            &site,
            "Kharkiv",
            Narrowed {
                sort: None,
                country: none
            }
        )
        .count,
        Some(0)
    );
}

#[tokio::test]
async fn no_question_is_too_odd() {
    let site = site().await;
    let odd = [
        "",
        " ",
        "'",
        "\0",
        "\u{202e}\u{301}",
        "AND OR NOT \"(",
        "a",
        "🙂",
        "%%%",
        "ʼ’'",
    ];
    let long = ["x".repeat(10_000), "la ville ".repeat(2_000), "ж".repeat(200)];
    for text in odd.into_iter().chain(long.iter().map(String::as_str)) {
        let _ = asked(&site, text);
    }
}

/// Renames Kharkiv to a name that nothing else has.
fn renamed(now: &mut PublicRecord, changes: &mut PublicChanges) {
    let is_kharkiv = |name: &vocabulary::Name| name.text == "Kharkiv";
    let mut bodies = now.authorities.iter_mut();
    let body = bodies
        .find(|(_, body)| body.names.iter().any(is_kharkiv))
        .unwrap();
    let mut name = body.1.names[0].clone();
    (name.text, name.name_use) = ("Slobozhansk".to_owned(), NameUse::Official);
    body.1.names.push(name);
    changes.record.authorities.push(body.clone());
}

#[tokio::test]
async fn a_new_name_is_found_at_once_and_so_is_what_its_body_does() {
    let record = Told::new(1);
    let site = site_on(record.clone(), Shelved::Nowhere).await;
    assert!(asked(&site, "Slobozhansk").others.is_empty());
    record.set(renamed);
    site.refresh().await.unwrap();
    caught_up(&site).await;
    let found = asked(&site, "Slobozhansk");
    assert_eq!(titles(&found.bodies), ["Kharkiv"]);
    assert_eq!(titles(&found.others), ["Lille – Kharkiv"]);
}

#[tokio::test]
async fn what_is_withdrawn_is_not_found() {
    let record = Told::new(1);
    let site = site_on(record.clone(), Shelved::Nowhere).await;
    record.set(|now, changes| {
        let gone: Vec<Uuid> = now.partnerships.drain(..).map(|found| found.id.uuid()).collect();
        changes.gone.extend(gone);
    });
    site.refresh().await.unwrap();
    caught_up(&site).await;
    assert!(!titles(&asked(&site, "Kharkiv").others).contains(&"Lille – Kharkiv"));
}

fn shelf() -> (TempDir, Shelved) {
    let folder = tempfile::tempdir().unwrap();
    let index = Shelved::In(folder.path().join("search"));
    (folder, index)
}

/// The segments in a folder.
fn segments(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder.join("search")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let words = files.filter(|path| path.extension().is_some_and(|kind| kind == "idx"));
    let mut names: Vec<String> = words.map(|path| path.display().to_string()).collect();
    names.sort();
    names
}

/// Waits until the thread that keeps an index has let go of its folder.
fn let_go(folder: &Path) {
    let opened = Opened::at(&Shelved::In(folder.join("search"))).unwrap();
    while opened.pen().is_err() {
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[tokio::test]
async fn a_reopened_index_makes_up_for_what_it_missed_and_no_more() {
    let (folder, index) = shelf();
    let record = Told::new(1);
    drop(site_on(record.clone(), index.clone()).await);
    let_go(folder.path());
    let before = segments(folder.path());
    drop(site_on(record.clone(), index.clone()).await);
    assert_eq!(
        segments(folder.path()),
        before,
        "nothing was missed, nothing is written"
    );
    assert_eq!(record.followed.load(Ordering::SeqCst), 0);
    record.set(renamed);
    let site = site_on(record.clone(), index).await;
    assert_eq!(record.followed.load(Ordering::SeqCst), 1);
    assert_eq!(titles(&asked(&site, "Slobozhansk").others), ["Lille – Kharkiv"]);
    assert!(
        before.iter().all(|name| segments(folder.path()).contains(name)),
        "it was not made anew"
    );
}

#[tokio::test]
async fn an_index_of_another_record_is_made_anew() {
    let (folder, index) = shelf();
    drop(site_on(Told::new(1), index.clone()).await);
    let_go(folder.path());
    let other = Told::new(1_000);
    other.now.lock().unwrap().partnerships.clear();
    let site = site_on(other, index).await;
    assert!(!titles(&asked(&site, "Kharkiv").others).contains(&"Lille – Kharkiv"));
}

#[tokio::test]
async fn an_index_that_is_damaged_is_made_anew() {
    let (folder, index) = shelf();
    drop(site_on(Told::new(1), index.clone()).await);
    let_go(folder.path());
    std::fs::write(folder.path().join("search/meta.json"), "{\"segments\": 7").unwrap();
    let site = site_on(Told::new(1), index).await;
    assert_eq!(titles(&asked(&site, "Kharkiv").bodies), ["Kharkiv"]);
}

#[tokio::test]
async fn an_index_whose_columns_are_damaged_is_made_anew_in_its_folder() {
    let (folder, index) = shelf();
    drop(site_on(Told::new(1), index.clone()).await);
    let_go(folder.path());
    let files = std::fs::read_dir(folder.path().join("search")).unwrap();
    let mut columns = files.map(|file| file.unwrap().path());
    let columns = columns.find(|path| path.extension().is_some_and(|kind| kind == "fast"));
    std::fs::write(columns.unwrap(), "no columns").unwrap();
    let site = site_on(Told::new(1), index).await;
    assert_eq!(titles(&asked(&site, "Kharkiv").bodies), ["Kharkiv"]);
    assert!(!segments(folder.path()).is_empty());
}

#[tokio::test]
async fn an_index_deleted_under_the_server_is_made_anew_and_reads_go_on() {
    let (folder, index) = shelf();
    let record = Told::new(1);
    let site = site_on(record.clone(), index).await;
    std::fs::remove_dir_all(folder.path().join("search")).unwrap();
    assert_eq!(titles(&asked(&site, "Kharkiv").bodies), ["Kharkiv"]);
    record.set(renamed);
    site.refresh().await.unwrap();
    caught_up(&site).await;
    assert_eq!(titles(&asked(&site, "Slobozhansk").others), ["Lille – Kharkiv"]);
    assert!(folder.path().join("search/meta.json").exists());
}

#[tokio::test]
async fn a_folder_that_another_program_writes_in_is_left_to_it() {
    let (_folder, index) = shelf();
    let first = site_on(Told::new(1), index.clone()).await;
    let other = Told::new(1_000);
    other.now.lock().unwrap().partnerships.clear();
    let second = site_on(other, index).await;
    assert!(!titles(&asked(&second, "Kharkiv").others).contains(&"Lille – Kharkiv"));
    assert!(titles(&asked(&first, "Kharkiv").others).contains(&"Lille – Kharkiv"));
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_no_reason_not_to_start() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "a file").unwrap();
    let site = site_on(Told::new(1), Shelved::In(taken.join("search"))).await;
    assert_eq!(titles(&asked(&site, "Kharkiv").bodies), ["Kharkiv"]);
}

#[tokio::test]
async fn a_folder_that_goes_and_cannot_come_again_is_replaced_by_memory() {
    let (folder, index) = shelf();
    let record = Told::new(1);
    let site = site_on(record.clone(), index).await;
    std::fs::remove_dir_all(folder.path()).unwrap();
    std::fs::write(folder.path(), "a file").unwrap();
    record.set(renamed);
    site.refresh().await.unwrap();
    caught_up(&site).await;
    assert_eq!(titles(&asked(&site, "Slobozhansk").others), ["Lille – Kharkiv"]);
    std::fs::remove_file(folder.path()).unwrap();
}
