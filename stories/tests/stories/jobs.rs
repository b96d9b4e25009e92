//! The operator looks at what goes on in the background, and stops a node without losing any of it.

use crate::documents::{Documents, NEWS};
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::{Record, succeeds};
use rstest::rstest;
use stories::Jumelage;

fn jobs(record: &Record, words: &[&str]) -> Jumelage {
    let call = ["jobs"].iter().chain(words).copied();
    record.told(Jumelage::with(call))
}

#[rstest]
fn a_site_sees_to_its_own_schedule_and_stops_at_once_when_asked(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base);
    record.import(&[Documents::demo().path(NEWS)]);
    let server = record.served();
    // The site answers before its worker has written down what it sees to.
    let schedules = loop {
        let listed = jobs(&record, &["schedules", "--format", "json"]);
        let schedules = succeeds(listed).json_lines();
        if !schedules.is_empty() {
            break schedules;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert_eq!(schedules[0]["name"], "sweep");
    assert_eq!(schedules[0]["pattern"], "17 3 * * *");
    let (code, said) = server.stop().unwrap();
    assert_eq!(code, Some(0), "{said}");
    let counts = succeeds(jobs(&record, &["counts"]));
    assert_eq!(counts.stdout, "");
}

#[rstest]
fn what_is_no_job_and_no_schedule_is_said_with_its_remedy(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base);
    record.import(&[Documents::demo().path(NEWS)]);
    for (words, said) in [
        (vec!["retry", "yesterday"], "“yesterday” is no key of a job"),
        (
            vec!["drop", "0190c5a4-0000-7000-8000-000000000000"],
            "there is no job 0190c5a4-0000-7000-8000-000000000000; `jumelage jobs list`",
        ),
        (vec!["unschedule", "nightly"], "there is no schedule “nightly”"),
    ] {
        let outcome = jobs(&record, &words).run().unwrap();
        assert_eq!(outcome.code, Some(1));
        assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
    }
}
