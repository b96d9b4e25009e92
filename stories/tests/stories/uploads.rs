//! Imports on the site: files and addresses are looked at, confirmed, followed, stopped and repeated by a person.

use crate::documents::{AndAll, Documents, NEWS};
use crate::imports::Town;
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::{Record, succeeds};
use crate::site::{LANGUAGES, says};
use rstest::rstest;
use std::thread;
use std::time::{Duration, Instant};
use stories::{Answer, Jumelage, Request, Server, Told};

/// Somebody who may import and review.
pub(crate) struct Person {
    pub(crate) cookie: String,
}

impl Person {
    pub(crate) fn at(record: &Record, server: &Server) -> Self {
        let user = |words: &[&str]| succeeds(record.told(Jumelage::with(["user"]).and_all(words))).stdout;
        user(&[
            "add",
            "anne@example.org",
            "--name",
            "Anne",
            "--role",
            "administrator",
            "--role",
            "reviewer",
        ]);
        let link = user(&["link", "anne@example.org", "--site", &server.origin()]);
        let token = link.trim().split("token=").nth(1).unwrap();
        let opened = server
            .send(&Request::form("/fr/sign-in/link", &[("token", token)]))
            .unwrap();
        let cookie = opened.header("set-cookie").unwrap();
        Self {
            cookie: cookie.split(';').next().unwrap().to_owned(),
        }
    }

    pub(crate) fn sends(&self, server: &Server, request: Request) -> Answer {
        server.send(&request.header("cookie", &self.cookie)).unwrap()
    }

    pub(crate) fn sees(&self, server: &Server, path: &str) -> String {
        let answer = self.sends(server, Request::get(path));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    /// Posts a form that leads on; answers where.
    pub(crate) fn goes(&self, server: &Server, request: Request) -> String {
        let answer = self.sends(server, request);
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("location").unwrap().to_owned()
    }

    pub(crate) fn decides(&self, server: &Server, import: &str, verdict: &str) -> String {
        self.goes(server, Request::form(import, &[("verdict", verdict)]))
    }

    /// Looks at a page again and again until it says something.
    pub(crate) fn waits(&self, server: &Server, path: &str, words: &str) -> String {
        let began = Instant::now();
        loop {
            let page = self.sees(server, path);
            if page.contains(words) {
                return page;
            }
            assert!(
                began.elapsed() < Duration::from_mins(1),
                "“{words}” never stood in {page}"
            );
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn follows(
        &self,
        server: &Server,
        import: &str,
        last: &str,
        enough: impl FnMut(&[Told]) -> bool,
    ) -> Vec<Told> {
        let asked = Request::get(format!("{import}/events"))
            .header("cookie", &self.cookie)
            .header("last-event-id", last);
        asked.follow(server.address(), enough).unwrap()
    }
}

/// Events that end with the import.
fn is_over(told: &[Told]) -> bool {
    told.last().is_some_and(|last| last.sort == "over")
}

fn numbers(told: &[Told]) -> Vec<u64> {
    told.iter().filter_map(|told| told.id.parse().ok()).collect()
}

#[rstest]
fn files_are_looked_at_confirmed_and_found_in_the_review_queue(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base);
    record.import(&[Documents::demo().path(NEWS)]);
    let server = record.served();
    let anne = Person::at(&record, &server);
    says(&anne.sees(&server, "/fr/"), &["href=\"/fr/import\""]);
    for lang in LANGUAGES {
        anne.sees(&server, &format!("/{lang}/import"));
    }
    for documents in [Some(Documents::demo()), Documents::seeds()]
        .into_iter()
        .flatten()
    {
        let files: Vec<(String, Vec<u8>)> = documents
            .paths()
            .iter()
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, std::fs::read(path).unwrap())
            })
            .collect();
        let mut files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        files.push(("broken.json", b"[{\"id\": 1,"));
        let before = record.waiting().len();
        let upload = Request::upload("/en/import/files", &[("rights", "own")], &files);
        let import = anne.goes(&server, upload);
        let told = anne.follows(&server, &import, "", is_over);
        assert!(is_over(&told), "{told:?}");
        let preview = anne.sees(&server, &import);
        says(
            &preview,
            &[
                "4 documents · ",
                "1 problem",
                "This document cannot be read.",
                "the JSON breaks off at line 1",
                "partnerships",
                "Montpellier",
                "to be confirmed",
            ],
        );
        assert_eq!(record.waiting().len(), before, "nothing is written by a preview");
        anne.decides(&server, &import, "confirm");
        anne.decides(&server, &import, "confirm");
        let done = anne.waits(&server, &import, "Review the claims");
        says(&done, &["imported", "No. 4, broken.json"]);
        assert!(record.waiting().len() > before, "claims wait for review");
        // The same names with other bytes are new states of the same sources.
        let again = anne.goes(&server, Request::upload("/en/import/files", &[], &files));
        anne.waits(
            &server,
            &again,
            "A source of the same name is in the record already",
        );
        anne.waits(&server, &again, "to be confirmed");
        anne.decides(&server, &again, "drop");
        assert_eq!(anne.sends(&server, Request::get(&again)).status, 404);
        for claim in record.waiting() {
            record.review(&["reject", claim["id"].as_str().unwrap(), "--why", "seen"]);
        }
    }
    record.sound();
}

#[test]
fn a_reader_of_an_import_goes_on_behind_the_last_event_though_the_connection_and_the_node_broke() {
    let (record, town) = (Record::demo(), Town::open());
    let serve = || {
        let place = town.place.to_string();
        let call = ["serve", "--lease", "2", "--also-fetch", &place];
        Server::with(Jumelage::with(call).data(record.data())).unwrap()
    };
    let server = serve();
    let anne = Person::at(&record, &server);
    let address = town.address();
    let import = anne.goes(
        &server,
        Request::form("/en/import/address", &[("address", &address)]),
    );
    let preview = anne.waits(&server, &import, "to be confirmed");
    says(&preview, &["The site has 3 pages of posts", "2 documents"]);
    town.hangs(true);
    anne.decides(&server, &import, "confirm");
    let page_done = |told: &[Told]| told.iter().any(|told| told.data["what"] == "import_so_far");
    let first = anne.follows(&server, &import, "", page_done);
    let last = first.last().unwrap().id.clone();
    let running = anne.sees(&server, &import);
    says(
        &running,
        &["being imported", "http-equiv=\"refresh\"", "data-events=", "Stop"],
    );
    server.kill().unwrap();
    town.hangs(false);
    let other = serve();
    let rest = anne.follows(&other, &import, &last, is_over);
    assert!(is_over(&rest));
    let numbers: Vec<u64> = numbers(&first).into_iter().chain(numbers(&rest)).collect();
    assert!(
        numbers.iter().copied().eq(1..=*numbers.last().unwrap()),
        "{numbers:?}"
    );
    let done = anne.sees(&other, &import);
    says(&done, &["6 documents", "3 problems", "imported", "Import again"]);
    record.sound();
}

#[test]
fn an_import_is_stopped_gone_on_with_repeated_and_done_by_schedule() {
    let (record, town) = (Record::demo(), Town::open());
    let place = town.place.to_string();
    let call = ["serve", "--also-fetch", &place];
    let server = Server::with(Jumelage::with(call).data(record.data())).unwrap();
    let anne = Person::at(&record, &server);
    let address = town.address();
    let import = anne.goes(
        &server,
        Request::form("/en/import/address", &[("address", &address)]),
    );
    anne.waits(&server, &import, "to be confirmed");
    town.hangs(true);
    let confirm = [("verdict", "confirm"), ("every", "weekly")];
    anne.goes(&server, Request::form(import.as_str(), &confirm));
    anne.waits(&server, &import, "2 documents");
    anne.decides(&server, &import, "stop");
    town.hangs(false);
    let stopped = anne.waits(&server, &import, "Resume");
    says(&stopped, &["Stopped as asked", "stopped"]);
    anne.decides(&server, &import, "again");
    anne.waits(&server, &import, "6 documents");
    let again = anne.decides(&server, &import, "again");
    assert_ne!(again, import);
    anne.waits(&server, &again, "nothing new");
    let page = anne.sees(&server, "/en/import");
    says(&page, &["Imported regularly", "every Monday", &address]);
    let end = [
        ("verdict", "end"),
        ("address", address.as_str()),
        ("every", "weekly"),
    ];
    let ended = anne.goes(&server, Request::form("/en/import/schedules", &end));
    says(
        &anne.sees(&server, &ended),
        &["no longer imported regularly", "Import it regularly again"],
    );
    let set = [
        ("verdict", "set"),
        ("address", address.as_str()),
        ("every", "weekly"),
    ];
    anne.goes(&server, Request::form("/en/import/schedules", &set));
    says(&anne.sees(&server, "/en/import"), &["Imported regularly"]);
    record.sound();
}

#[test]
fn what_cannot_be_taken_is_said_and_leaves_nothing() {
    let record = Record::demo();
    let server = record.served();
    let anne = Person::at(&record, &server);
    let large = vec![b'x'; (25 << 20) + 1];
    let many: Vec<(&str, &[u8])> = (0..21).map(|_| ("a.txt", b"text".as_slice())).collect();
    for (files, says_so) in [
        (
            vec![("large.txt", large.as_slice())],
            "“large.txt” is larger than 25 MB",
        ),
        (many, "No more than 20 files"),
        (Vec::new(), "Choose at least one file"),
    ] {
        let answer = anne.sends(&server, Request::upload("/en/import/files", &[], &files));
        assert_eq!(answer.status, 422);
        says(&answer.text(), &[says_so, "class=\"problems\""]);
    }
    for address in ["", "town.example", "file:///etc/passwd", "https://a b"] {
        let form = Request::form("/en/import/address", &[("address", address)]);
        let answer = anne.sends(&server, form);
        assert_eq!(answer.status, 422, "{address}");
        says(&answer.text(), &["Write the whole address"]);
    }
    let kept = record.data().join("files");
    let kept = std::fs::read_dir(kept).map_or(0, Iterator::count);
    assert!(
        kept <= 1,
        "{kept} files, of which the small one may wait for its hour"
    );
    // An address inside is refused by the preview, with what can be done.
    let form = Request::form("/en/import/address", &[("address", "http://127.0.0.1:9/")]);
    let import = anne.goes(&server, form);
    let failed = anne.waits(&server, &import, "is not on the public internet");
    says(&failed, &["failed", "Delete without importing"]);
    // Files of somebody whose session has ended are not read.
    let stranger = server
        .send(&Request::upload(
            "/en/import/files",
            &[],
            &[("a.txt", b"text".as_slice())],
        ))
        .unwrap();
    assert_eq!(stranger.status, 303);
    says(stranger.header("location").unwrap(), &["/en/sign-in?back="]);
}
