//! An import from the web goes on in the background: followed, stopped, cut off by a killed node, and gone on with.

use crate::record::{Record, succeeds};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use stories::{Jumelage, Server};

/// A WordPress site of three pages with two posts each; its second page may hang.
pub(crate) struct Town {
    pub(crate) place: SocketAddr,
    hangs: Arc<AtomicBool>,
    first_pages: Arc<AtomicUsize>,
}

impl Town {
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = listener.local_addr().unwrap();
        let hangs = Arc::new(AtomicBool::new(false));
        let first_pages = Arc::new(AtomicUsize::new(0));
        let (hanging, counting) = (Arc::clone(&hangs), Arc::clone(&first_pages));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (hanging, counting) = (Arc::clone(&hanging), Arc::clone(&counting));
                thread::spawn(move || answer(stream, &hanging, &counting));
            }
        });
        Self {
            place,
            hangs,
            first_pages,
        }
    }

    /// Lets its second page hang, or answer again.
    pub(crate) fn hangs(&self, hangs: bool) {
        self.hangs.store(hangs, Ordering::SeqCst);
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}/wp-json", self.place)
    }
}

fn post(id: u64) -> Value {
    let text = "<p>Le 12 mai 2023, Montpellier et Mykolaïv ont signé une convention de partenariat.</p>";
    json!({
        "id": id,
        "date": "2023-05-13T10:00:00",
        "link": format!("https://town.example/{id}"),
        "title": { "rendered": format!("Montpellier et Mykolaïv, {id}") },
        "content": { "rendered": text },
        "excerpt": { "rendered": "" },
    })
}

fn answer(mut stream: TcpStream, hangs: &AtomicBool, first_pages: &AtomicUsize) {
    let mut head = [0; 4096];
    let read = stream.read(&mut head).unwrap_or(0);
    let head = String::from_utf8_lossy(&head[..read]).into_owned();
    let page: u64 = (1..=3)
        .find(|page| head.contains(&format!("&page={page} ")))
        .unwrap_or(9);
    if page == 1 {
        first_pages.fetch_add(1, Ordering::SeqCst);
    }
    while page == 2 && hangs.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(20));
    }
    // A post that is none stands among the others.
    let posts = [
        post(page * 10),
        json!({ "id": page * 10 + 1, "link": format!("https://town.example/none-{page}") }),
    ];
    let body = serde_json::to_vec(&posts).unwrap();
    let head = format!(
        "HTTP/1.1 200 OK\r\nX-WP-TotalPages: 3\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // Who was killed hears no answer.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body));
}

fn jobs(record: &Record, words: &[&str]) -> Vec<Value> {
    let call = ["jobs", "--format", "json"].iter().chain(words).copied();
    succeeds(Jumelage::with(call).data(record.data())).json_lines()
}

fn serving(record: &Record, town: &Town) -> Server {
    let place = town.place.to_string();
    let call = ["serve", "--lease", "2", "--also-fetch", &place];
    Server::with(Jumelage::with(call).data(record.data())).unwrap()
}

fn order(record: &Record, town: &Town) -> String {
    let address = town.address();
    succeeds(Jumelage::with(["import", "--background", &address]).data(record.data()));
    let listed = jobs(record, &["list"]);
    let import = listed.iter().find(|job| job["kind"] == "import").unwrap();
    import["id"].as_str().unwrap().to_owned()
}

fn state(record: &Record, job: &str) -> String {
    let listed = jobs(record, &["list"]);
    let found = listed.iter().find(|row| row["id"] == job).unwrap();
    found["state"].as_str().unwrap().to_owned()
}

fn events(record: &Record, job: &str) -> Vec<Value> {
    jobs(record, &["events", job])
}

fn told(record: &Record, job: &str, what: &str) -> usize {
    let events = events(record, job);
    events.iter().filter(|event| event["what"] == what).count()
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(
            began.elapsed() < Duration::from_mins(1),
            "waited in vain for {what}"
        );
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn an_import_goes_on_where_a_killed_node_left_it() {
    let (record, town) = (Record::demo(), Town::open());
    town.hangs.store(true, Ordering::SeqCst);
    let job = order(&record, &town);
    let node = serving(&record, &town);
    until("the first page", || told(&record, &job, "import_so_far") == 1);
    let killed = Command::new("kill")
        .args(["-9", &node.pid().to_string()])
        .status();
    assert!(killed.unwrap().success());
    drop(node);
    town.hangs.store(false, Ordering::SeqCst);
    let _other = serving(&record, &town);
    until("the end of the import", || state(&record, &job) == "done");
    assert_eq!(
        town.first_pages.load(Ordering::SeqCst),
        1,
        "the first page was not asked for again"
    );
    let events = events(&record, &job);
    let numbers: Vec<u64> = events
        .iter()
        .map(|event| event["number"].as_u64().unwrap())
        .collect();
    assert!(
        numbers.iter().copied().eq(1..=numbers.last().copied().unwrap()),
        "{numbers:?}"
    );
    let done = events.last().unwrap();
    assert_eq!(done["what"], "import_done");
    assert_eq!(done["params"]["documents"], "6");
    assert_eq!(done["params"]["problems"], "3");
    let problem = events
        .iter()
        .find(|event| event["what"] == "import_problem")
        .unwrap();
    assert_eq!(problem["params"]["number"], "2");
    assert_eq!(problem["params"]["source"], "https://town.example/none-1");
    assert!(problem["params"]["why"].as_str().unwrap().len() > 10);
    record.sound();
}

#[test]
fn an_import_that_is_stopped_keeps_what_it_has_and_goes_on_when_it_is_tried_again() {
    let (record, town) = (Record::demo(), Town::open());
    town.hangs.store(true, Ordering::SeqCst);
    let job = order(&record, &town);
    let _node = serving(&record, &town);
    until("the first page", || told(&record, &job, "import_so_far") == 1);
    jobs(&record, &["stop", &job]);
    town.hangs.store(false, Ordering::SeqCst);
    until("the stop", || state(&record, &job) == "parked");
    assert_eq!(told(&record, &job, "import_done"), 0);
    jobs(&record, &["retry", &job]);
    until("the end of the import", || state(&record, &job) == "done");
    assert_eq!(town.first_pages.load(Ordering::SeqCst), 1);
    record.sound();
}

#[test]
fn an_address_inside_is_refused_with_what_the_operator_can_do_and_leaves_no_record() {
    let (record, town) = (Record::empty(), Town::open());
    let call = Jumelage::with(["import", &town.address()]).data(record.data());
    let outcome = call.run().unwrap();
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("is not on the public internet"),
        "{}",
        outcome.stderr
    );
    assert_eq!(town.first_pages.load(Ordering::SeqCst), 0);
    assert!(!record.data().join("jumelage.db").exists());
}

#[test]
fn a_site_imported_at_once_is_taken_post_by_post_and_again_by_schedule() {
    let (record, town) = (Record::empty(), Town::open());
    let (address, place) = (town.address(), town.place.to_string());
    let call = [
        "import",
        &address,
        "--also-fetch",
        &place,
        "--every",
        "0 3 * * 1",
        "--zone",
        "Europe/Paris",
    ];
    let outcome = succeeds(Jumelage::with(call).data(record.data()));
    assert_eq!(outcome.stdout.lines().count(), 3, "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains("https://town.example/10: "),
        "{}",
        outcome.stdout
    );
    let again = succeeds(Jumelage::with(["import", &address, "--also-fetch", &place]).data(record.data()));
    assert!(
        again.stdout.lines().all(|line| line.ends_with("nothing new")),
        "{}",
        again.stdout
    );
    let schedules = jobs(&record, &["schedules"]);
    assert_eq!(schedules[0]["kind"], "import");
    assert_eq!(schedules[0]["pattern"], "0 3 * * 1");
    record.sound();
}

#[test]
fn without_a_mail_server_mails_wait_and_the_site_says_so() {
    let record = Record::demo();
    succeeds(Jumelage::with(["mail", "olha@valky.example", "--language", "uk"]).data(record.data()));
    let server = Server::of(record.data()).unwrap();
    thread::sleep(Duration::from_secs(1));
    let (_, said) = server.stop().unwrap();
    assert!(said.contains("no mail server is set up"), "{said}");
    let listed = jobs(&record, &["list", "--state", "waiting"]);
    assert_eq!(
        (listed[0]["kind"].as_str(), listed[0]["tries"].as_u64()),
        (Some("mail"), Some(0))
    );
    assert!(!format!("{listed:?}").contains("valky"));
}
