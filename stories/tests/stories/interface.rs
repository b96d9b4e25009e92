//! The interface is what its description says: strangers' tools drive it, and a typed client made from it is compiled and run.

use crate::browser::judged;
use crate::site::Site;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use stories::{browse, npm_packages, python_packages, workspace};

/// Requests of schemathesis for each operation and phase, at most.
const EXAMPLES: &str = "25";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn told(output: &Output) -> String {
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn schemathesis_finds_no_answer_that_the_description_does_not_allow() {
    let packages = folder("python-schemathesis");
    python_packages("stories/schemathesis/requirements.txt", &packages).unwrap();
    let site = Site::of_demo();
    let notes = tempfile::tempdir().unwrap();
    let description = format!("{}/api/openapi.json", site.server.origin());
    let driven = Command::new("python3")
        .args(["-m", "schemathesis.cli", "run", &description])
        .args([
            "--checks",
            "all",
            "--max-examples",
            EXAMPLES,
            "--seed",
            "20261122",
        ])
        .args(["--continue-on-failure", "--no-color"])
        .env("PYTHONPATH", packages)
        // It keeps what it tried in the folder where it runs.
        .current_dir(notes.path())
        .output()
        .unwrap();
    let told = told(&driven);
    let shown = told
        .find("= FAILURES =")
        .unwrap_or(told.len().saturating_sub(1_500));
    let told = told.get(shown..).unwrap_or(&told);
    assert!(driven.status.success(), "{told}");
    assert!(told.contains("Tested: 1"), "{told}");
    println!("{told}");
    assert_eq!(site.answer("/health").status, 200);
}

#[test]
fn a_client_typed_by_the_description_compiles_strictly_and_reads_real_answers() {
    let packages = folder("npm-client");
    npm_packages("stories/client", &packages).unwrap();
    let site = Site::of_demo();
    let ran = Command::new("node")
        .arg(packages.join("client.mjs"))
        .arg(site.server.origin())
        .arg(workspace().join("stories/client"))
        .output()
        .unwrap();
    let told = told(&ran);
    assert!(ran.status.success(), "{told}");
    for part in ["Montpellier (FR) – ", "fr-com-44109 Nantes ", "5 changes up to "] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_card_stands_in_a_frame_of_another_site_and_no_other_page_does() {
    let site = Site::of_demo();
    judged(browse("card.mjs", &site.server).unwrap(), &site.server);
}
