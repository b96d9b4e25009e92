//! A disk that fills up under a running site: pages go on, writes are refused with a page that says so, and go on by
//! themselves once there is room.

use crate::disk::Disk;
use crate::documents::{Documents, NEWS};
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::Record;
use crate::review::reviewer;
use crate::site::says;
use rstest::rstest;
use stories::{Answer, Request, Server};

/// Far more writes than fit into the room that a database keeps for itself.
const MANY: usize = 3_000;

/// A reviewer who accepts a claim and takes that back, over and over.
struct Reviewer {
    server: Server,
    cookie: String,
    claim: String,
    accepts: bool,
}

impl Reviewer {
    fn writes(&mut self) -> Answer {
        let verdict = if self.accepts { "accept" } else { "undo" };
        let path = format!("/en/review/claims/{}", self.claim);
        let request = Request::form(path, &[("verdict", verdict)]).header("cookie", &self.cookie);
        let answer = self.server.send(&request).unwrap();
        if answer.status == 303 {
            let led = answer.header("location").unwrap();
            assert!(
                led.contains("done=accepted") || led.contains("done=undone"),
                "{led}"
            );
            self.accepts = !self.accepts;
        }
        answer
    }

    /// Writes until there is no room; answers how many writes that took, and the refusal.
    fn writes_until_refused(&mut self) -> (usize, Answer) {
        for written in 0..MANY {
            let answer = self.writes();
            if answer.status != 303 {
                return (written, answer);
            }
        }
        panic!("the disk took {MANY} writes though it is full");
    }

    fn reads(&self, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", &self.cookie);
        self.server.send(&request).unwrap()
    }
}

#[rstest]
fn a_disk_that_fills_up_refuses_writes_and_goes_on_without_a_restart(#[values(Sqlite, Postgres)] base: Base) {
    let Some(disk) = Disk::of(64 << 10) else { return };
    let record = Record::on_disk(base, disk.path());
    record.import(&[Documents::demo().path(NEWS)]);
    let server = record.served();
    let cookie = reviewer(&record, &server.origin(), &|request| {
        server.send(request).unwrap()
    });
    let waiting = record.waiting();
    let partnership = waiting
        .iter()
        .find(|row| row["claim"]["kind"] == "partnership")
        .unwrap();
    let mut reviewer = Reviewer {
        claim: partnership["id"].as_str().unwrap().to_owned(),
        server,
        cookie,
        accepts: true,
    };
    assert_eq!(reviewer.writes().status, 303);

    let filler = disk.filled();
    let (written, refused) = reviewer.writes_until_refused();
    assert_eq!(refused.status, 507, "{}", refused.text());
    says(
        &refused.text(),
        &["No room for new entries", "Everything can still be read"],
    );
    for path in ["/en/", "/en/review", "/en/partnerships", "/en/account", "/health"] {
        assert_eq!(reviewer.reads(path).status, 200, "{path}");
    }
    if base == Sqlite {
        assert_eq!(reviewer.writes().status, 303, "the ballast is overboard");
    }
    println!("{base:?}: {written} writes fitted into what the database had left");
    drop(filler);
    assert_eq!(reviewer.writes().status, 303, "with room it goes on");
    let (code, said) = reviewer.server.stop().unwrap();
    assert_eq!(code, Some(0), "{said}");
    says(&said, &["no room left"]);
    if base == Sqlite {
        says(&said, &["the ballast is overboard"]);
    }
    record.sound();
}
