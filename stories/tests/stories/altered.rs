//! A seeded alteration of the demo documents: other authorities, amounts, dates, counts, members and regions, rows
//! shuffled, cells broken elsewhere, sentences moved; the altered claims must come out of the shipped binary.
//!
//! In: the three demo documents and the committed gazetteer. Out: per document, how many of the altered claims were
//! found exactly, and the first that were not.
//!
//! Authorities are drawn from all that the gazetteer holds, but for bodies that share their name with a larger body
//! of the same country (and, in the table, of the same region), or with one a third as large, where nothing in the
//! document could tell them apart: a reader of the document could not either. The members of the alliance are neighbours, so theirs stay in.
//!
//! # Invariants
//! The same seed gives the same documents, byte for byte; a claim is found only if every figure of it is right.

mod alliance;
mod expected;
mod laureates;
mod news;
mod places;
mod words;

use expected::{Altered, Tally};
use places::Places;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use recognise::{Gazetteer, gazetteer};
use std::fs;
use std::path::Path;
use stories::{Jumelage, workspace};

/// How often each document is altered.
const TIMES: usize = 200;

/// Where the chain of alterations begins.
const SEED: u64 = 20_230_812;

/// The least share of altered claims found, in per cent.
const LEAST: usize = 95;

/// Alters one document, given its text.
type Alteration = fn(&str, &Places<'_>, &mut ChaCha8Rng) -> Altered;

#[test]
fn altered_documents_give_the_correspondingly_altered_claims() {
    let packed = fs::read(workspace().join("gazetteer/gazetteer.zst")).unwrap();
    let file = gazetteer::searchable(&zstd::decode_all(packed.as_slice()).unwrap()).unwrap();
    let opened = Gazetteer::open(&file).unwrap();
    let places = Places::of(&opened);
    let documents: [(&str, Alteration); 3] = [
        ("alliance-valky.wordpress.json", alliance::altered),
        ("partnership-news.fr.txt", news::altered),
        ("laureates-2020-2021.fr.txt", laureates::altered),
    ];
    let folder = tempfile::tempdir().unwrap();
    let tallies = documents.map(|(name, alter)| (name, tally(name, alter, &places, folder.path())));
    for (name, tally) in &tallies {
        println!("{name}: {tally}");
    }
    for (name, tally) in tallies {
        assert!(tally.found * 100 >= tally.all * LEAST, "{name}: {tally}");
    }
}

/// Alters a document so many times and has the binary recognise all of it in one call.
fn tally(name: &str, alter: Alteration, places: &Places<'_>, folder: &Path) -> Tally {
    let text = fs::read_to_string(workspace().join("corpus/demo").join(name)).unwrap();
    let mut chance = ChaCha8Rng::seed_from_u64(SEED);
    let mut call = Jumelage::with(["recognise"]);
    let mut all = Vec::new();
    for time in 0..TIMES {
        let altered = alter(&text, places, &mut chance);
        let path = folder.join(format!("{time:03}-{name}"));
        fs::write(&path, &altered.text).unwrap();
        call = call.and(path.as_os_str());
        all.push(altered);
    }
    if let Some(kept) = std::env::var_os("JUMELAGE_KEEP_ALTERED") {
        for (time, altered) in all.iter().enumerate() {
            fs::write(Path::new(&kept).join(format!("{time:03}-{name}")), &altered.text).unwrap();
        }
    }
    let outcome = call.run().unwrap();
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let answers = outcome.json_lines();
    assert_eq!(answers.len(), TIMES, "one line for each document");
    let mut tally = Tally::default();
    for (time, (altered, answer)) in all.iter().zip(&answers).enumerate() {
        tally.add(time, &altered.expected, answer);
    }
    tally
}
