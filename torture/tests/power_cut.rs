//! The record under power cuts: whatever moment the power goes, what was acknowledged is there afterwards, and sound.
//!
//! `make test` takes some hundreds of moments, `make torture` (`JUMELAGE_CUTS`) thousands.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that meets what it did not expect is to stop there; its figures are what one reads"
)]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use register::Register;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use torture::disk::{Cut, Disk};
use torture::journal::{Act, journalled};

const SEED: u64 = 20_261_122;
/// Enough for the write-ahead log to be carried over into the database several times.
const WRITES: u32 = 800;

/// The newest number that each writer has acknowledged, or is called by.
type Numbers = BTreeMap<u64, u64>;

/// What a run of cuts saw.
#[derive(Debug, Default)]
struct Seen {
    cuts: usize,
    acknowledged: u64,
    lost: u64,
    cuts_with_losses: usize,
    unsound: Vec<String>,
}

/// How many moments to try.
fn cuts() -> usize {
    let asked = std::env::var("JUMELAGE_CUTS").ok();
    asked.map_or(200, |asked| asked.parse().expect("JUMELAGE_CUTS is a number"))
}

/// A folder in memory where there is one: nothing here has to outlive the test.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

/// What a program did that writes to a record of this durability.
fn acts(durability: &str) -> Vec<Act> {
    let (data, work) = (folder(), folder());
    let data_path = fs::canonicalize(data.path()).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_acknowledged-writes"));
    program
        .arg(data_path.join("jumelage.db"))
        .args([durability, &WRITES.to_string()]);
    let acts = journalled(&mut program, &data_path, work.path()).unwrap();
    let synced = acts
        .iter()
        .filter(|act| matches!(act, Act::Synced { .. }))
        .count();
    let said = acts
        .iter()
        .filter(|act| matches!(act, Act::Acknowledged { .. }))
        .count();
    println!(
        "{durability}: {} acts on files, {synced} syncs, {said} acknowledged writes",
        acts.len() - said
    );
    assert!(said >= usize::try_from(WRITES).unwrap());
    acts
}

fn acknowledged(act: &Act, numbers: &mut Numbers) {
    let Act::Acknowledged { words } = act else { return };
    for line in words.lines() {
        let (writer, number) = line.split_once(' ').unwrap();
        numbers.insert(writer.parse().unwrap(), number.parse().unwrap());
    }
}

/// Opens what a cut left, and answers by which number each writer is called, and what is not sound.
async fn recovered(files: BTreeMap<PathBuf, Vec<u8>>) -> Result<(Numbers, Vec<String>), String> {
    let folder = folder();
    for (path, contents) in files {
        fs::write(folder.path().join(path.file_name().unwrap()), contents).unwrap();
    }
    let path = folder.path().join("jumelage.db");
    let failed = |error: register::RegisterError| error.to_string();
    let register = Register::open(path.to_str().unwrap()).await.map_err(failed)?;
    let breaches = register.check().await.map_err(failed)?;
    let accounts = register.accounts().await.map_err(failed)?;
    let numbers = accounts.into_iter().map(|account| {
        let writer = account
            .email
            .trim_start_matches("writer-")
            .split('@')
            .next()
            .unwrap();
        (writer.parse().unwrap(), account.name.parse().unwrap())
    });
    let numbers = numbers.collect();
    register.close().await.map_err(failed)?;
    Ok((
        numbers,
        breaches.iter().map(|breach| format!("{breach:?}")).collect(),
    ))
}

/// Loses power at random moments of a run.
async fn under_cuts(acts: &[Act]) -> Seen {
    let mut chance = ChaCha8Rng::seed_from_u64(SEED);
    let mut moments: Vec<usize> = (0..cuts()).map(|_| chance.random_range(0..=acts.len())).collect();
    moments.sort_unstable();
    let mut seen = Seen::default();
    let (mut disk, mut promised, mut done) = (Disk::default(), Numbers::new(), 0);
    for moment in moments {
        for act in acts.get(done..moment).unwrap() {
            disk.take(act);
            acknowledged(act, &mut promised);
        }
        done = moment;
        let cut = Cut::ALL[chance.random_range(0..Cut::ALL.len())];
        seen.cuts += 1;
        match recovered(disk.after(cut, &mut chance)).await {
            Ok((found, breaches)) => {
                seen.unsound.extend(breaches);
                seen.compare(&promised, &found);
            }
            Err(error) => seen
                .unsound
                .push(format!("cut at act {moment} ({cut:?}): {error}")),
        }
    }
    seen
}

impl Seen {
    fn compare(&mut self, promised: &Numbers, found: &Numbers) {
        let mut lost = 0;
        for (writer, number) in promised {
            // Number n is the write n + 1: the first made the account.
            let held = found.get(writer).map_or(0, |found| found + 1);
            self.acknowledged += number + 1;
            lost += (number + 1).saturating_sub(held);
        }
        self.lost += lost;
        self.cuts_with_losses += usize::from(lost > 0);
    }

    fn told(&self, durability: &str) {
        println!(
            "{durability}: {} power cuts; of {} writes acknowledged before them {} were lost, by {} cuts; {} left the record unsound",
            self.cuts,
            self.acknowledged,
            self.lost,
            self.cuts_with_losses,
            self.unsound.len()
        );
    }
}

#[tokio::test]
async fn no_power_cut_loses_what_was_acknowledged_or_leaves_the_record_unsound() {
    let seen = under_cuts(&acts("power-cut")).await;
    seen.told("power-cut");
    assert_eq!(seen.unsound, Vec::<String>::new());
    assert_eq!((seen.lost, seen.cuts_with_losses), (0, 0));
}

/// The proof that the test above can fail: with SQLite's `synchronous=NORMAL` writes are acknowledged before the disk has them.
#[tokio::test]
async fn without_waiting_for_the_disk_the_same_cuts_lose_acknowledged_writes() {
    let seen = under_cuts(&acts("program-end")).await;
    seen.told("program-end");
    assert_eq!(
        seen.unsound,
        Vec::<String>::new(),
        "what is there is sound even so"
    );
    assert!(
        seen.lost > 0,
        "the recorder or the disk is not what it claims to be: {seen:?}"
    );
}
