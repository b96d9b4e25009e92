//! Two nodes on one PostgreSQL behind nginx, with the configuration of `docs/operate.md`: what is written on one shows on
//! the other, and a node that is killed takes nothing with it that was acknowledged.

use crate::documents::Documents;
use crate::record::{Base, Record};
use crate::review::reviewer;
use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use stories::{Answer, Nginx, Request, Server, workspace};

/// The record, its nodes, and what stands before them.
struct Nodes {
    record: Record,
    one: Server,
    two: Server,
    front: Nginx,
    cookie: String,
}

impl Nodes {
    /// With the demo documents waiting, and a reviewer's session that was opened through nginx.
    fn opened() -> Self {
        let record = Record::on(Base::Postgres);
        record.import(&Documents::demo().paths());
        let (one, two) = (record.served(), record.served());
        let within_http = documented()
            .replace("127.0.0.1:8081", &one.address().to_string())
            .replace("127.0.0.1:8082", &two.address().to_string());
        let front = Nginx::with(&within_http, "127.0.0.1:8080").unwrap();
        let cookie = reviewer(&record, &front.origin(), &|request| front.send(request).unwrap());
        Self {
            record,
            one,
            two,
            front,
            cookie,
        }
    }

    fn decision(&self, claim: &str, verdict: &str) -> Request {
        let path = format!("/fr/review/claims/{claim}");
        Request::form(path, &[("verdict", verdict)]).header("cookie", &self.cookie)
    }

    /// The keys of the waiting claims that can be accepted as they are.
    fn awards(&self) -> Vec<String> {
        let waiting = self.record.waiting();
        let awards = waiting.iter().filter(|row| row["claim"]["kind"] == "award");
        awards.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// The block for nginx in the handbook.
fn documented() -> String {
    let handbook = fs::read_to_string(workspace().join("docs/operate.md")).unwrap();
    let block = handbook.split("```nginx\n").nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

fn awards_shown(server: &Server) -> u64 {
    let answer = server.get("/api/v1/awards").unwrap().json();
    answer["total"].as_u64().unwrap()
}

#[test]
fn what_is_written_on_one_node_shows_on_the_other_within_a_second() {
    let nodes = Nodes::opened();
    let mut slowest = Duration::ZERO;
    for (claim, shown) in nodes.awards().iter().zip(1..=6) {
        let (writer, reader) = match shown % 2 {
            0 => (&nodes.one, &nodes.two),
            _ => (&nodes.two, &nodes.one),
        };
        assert_eq!(writer.send(&nodes.decision(claim, "accept")).unwrap().status, 303);
        let began = Instant::now();
        assert_eq!(awards_shown(writer), shown, "at once where it was written");
        while awards_shown(reader) < shown {
            assert!(
                began.elapsed() < Duration::from_secs(1),
                "not shown after a second"
            );
            thread::sleep(Duration::from_millis(5));
        }
        slowest = slowest.max(began.elapsed());
    }
    println!(
        "the slowest of six writes showed on the other node after {} ms",
        slowest.as_millis()
    );
    // The session was opened on one of them, and holds on both.
    for node in [&nodes.one, &nodes.two] {
        let queue = Request::get("/fr/review").header("cookie", &nodes.cookie);
        assert_eq!(node.send(&queue).unwrap().status, 200);
    }
    nodes.record.sound();
}

/// Decisions on some claims, over and over, through nginx; answers how many were acknowledged for each. A claim whose
/// answer did not come is left alone from then on: nobody knows whether that one was written.
fn decisions(
    nodes: &Nodes,
    claims: &[String],
    acknowledged: &AtomicU64,
    rounds: usize,
) -> BTreeMap<String, u64> {
    let mut counted: BTreeMap<String, u64> = claims.iter().map(|claim| (claim.clone(), 0)).collect();
    let mut unsure = Vec::new();
    for round in 0..rounds {
        let verdict = if round % 2 == 0 { "accept" } else { "undo" };
        for claim in claims {
            if unsure.contains(claim) {
                continue;
            }
            let answer = nodes.front.send(&nodes.decision(claim, verdict));
            if answer.is_ok_and(|answer: Answer| answer.status == 303) {
                *counted.get_mut(claim).unwrap() += 1;
                acknowledged.fetch_add(1, Ordering::SeqCst);
            } else {
                unsure.push(claim.clone());
            }
        }
    }
    assert!(
        unsure.len() <= 2,
        "one node went, and took more than what was under way: {unsure:?}"
    );
    counted
}

#[test]
fn a_node_that_is_killed_under_load_takes_nothing_that_was_acknowledged() {
    let mut nodes = Nodes::opened();
    let spare = nodes.record.served();
    let victim = std::mem::replace(&mut nodes.one, spare);
    let claims = nodes.awards();
    let acknowledged = AtomicU64::new(0);
    let (left, right) = claims.split_at(claims.len() / 2);
    let counted = thread::scope(|scope| {
        let one = scope.spawn(|| decisions(&nodes, left, &acknowledged, 6));
        let two = scope.spawn(|| decisions(&nodes, right, &acknowledged, 6));
        while acknowledged.load(Ordering::SeqCst) < 30 && !(one.is_finished() || two.is_finished()) {
            thread::sleep(Duration::from_millis(1));
        }
        victim.kill().unwrap();
        let at_the_kill = acknowledged.load(Ordering::SeqCst);
        let mut counted = one.join().unwrap();
        counted.append(&mut two.join().unwrap());
        let after = acknowledged.load(Ordering::SeqCst) - at_the_kill;
        println!("{at_the_kill} writes acknowledged before the kill, {after} after it");
        assert!(after > 20, "{}", nodes.front.said());
        counted
    });
    let log = nodes.record.rows(
        "SELECT entity_id, count(*) AS entries FROM change WHERE entity = 'claim' AND what IN ('accepted', 'undone') \
         GROUP BY entity_id",
    );
    let logged: BTreeMap<&str, u64> = log
        .iter()
        .map(|row| {
            (
                row["entity_id"].as_str().unwrap(),
                row["entries"].as_u64().unwrap(),
            )
        })
        .collect();
    for (claim, acknowledged) in &counted {
        let logged = logged.get(claim.as_str()).copied().unwrap_or(0);
        // What was under way when the node went may have been written without an answer.
        let lost = logged < *acknowledged || logged > acknowledged + 1;
        assert!(!lost, "{claim}: {acknowledged} acknowledged, {logged} in the log");
    }
    nodes.record.sound();
}

#[test]
fn a_node_without_its_database_still_shows_pages_and_says_that_it_takes_no_writes() {
    let record = Record::on(Base::Postgres);
    record.import(&Documents::demo().paths());
    let server = record.served();
    assert_eq!(server.get("/ready").unwrap().status, 200);
    record.cut_off();
    let began = Instant::now();
    while server.get("/ready").unwrap().status == 200 {
        assert!(began.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(50));
    }
    let not_ready = server.get("/ready").unwrap();
    assert_eq!(
        (not_ready.status, &not_ready.json()["status"]),
        (503, &"no record".into())
    );
    assert_eq!(server.get("/health").unwrap().status, 200);
    assert_eq!(server.get("/fr/sources").unwrap().status, 200);
    record.let_in_again();
    let began = Instant::now();
    while server.get("/ready").unwrap().status != 200 {
        assert!(
            began.elapsed() < Duration::from_secs(15),
            "it does not come back by itself"
        );
        thread::sleep(Duration::from_millis(50));
    }
}
