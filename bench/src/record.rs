//! Figures of the record: acknowledged writes, decisions, large imports, the way to another node, a cold start.
//!
//! In: SQLite in a temporary folder, and a PostgreSQL of our own that waits for the disk. Out: rows of the table.
//!
//! # Invariants
//! - Every write is acknowledged with the durability that a release has; peers are set to the same.
//! - A peer writes one row a transaction, and no change log, no evidence: what ours costs beyond it is what it keeps.

use crate::figure::{Figure, Row};
use crate::generated::{QUOTE, Towns, party, reading};
use crate::process::memory;
use crate::{BenchError, RUNS, row};
use register::people::NewAccount;
use register::{Act, Actor, Ids, Keys, Reading, Register, TrustedSource};
use serde_json::Value;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};
use stories::{Database, Jumelage, Server};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use vocabulary::{AccountId, Claim, ClaimKind, ClaimRole, Country, Language, Moment};

/// 2026-01-01 in microseconds.
const NOW: i64 = 1_767_225_600_000_000;
/// Writes of one run.
const WRITES: u32 = 300;
/// Writers at once.
const WRITERS: u32 = 8;
/// Documents of one run of the import, and claims of a document.
const DOCUMENTS: u32 = 200;
const CLAIMS: u32 = 100;
/// Decisions of one run.
const DECISIONS: usize = 100;

/// One insert a transaction, as durable as ours, by Python's own SQLite.
const SQLITE_PEER: &str = "
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute('PRAGMA journal_mode=WAL'); c.execute('PRAGMA synchronous=FULL')
c.execute('CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, words TEXT)')
began = time.perf_counter()
for n in range(int(sys.argv[2])): c.execute('INSERT INTO t (words) VALUES (?)', (str(n),))
print(int(sys.argv[2]) / (time.perf_counter() - began))
";

/// Every figure of the record.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for base in [Base::Sqlite, Base::Postgres] {
        let name = base.name();
        match Bench::on(base) {
            Ok(bench) => rows.extend(bench.rows(name)),
            Err(error) => rows.push(row(&format!("the record on {name}"), Err(error))),
        }
    }
    rows
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    Sqlite,
    Postgres,
}

impl Base {
    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A record to be measured.
struct Bench {
    runtime: Runtime,
    register: Arc<Register>,
    folder: TempDir,
    database: Option<Database>,
    by: Actor,
    now: Moment,
    keys: Arc<dyn Ids>,
}

impl Bench {
    fn on(base: Base) -> Result<Self, BenchError> {
        let runtime = Runtime::new().map_err(BenchError::io("starting a runtime"))?;
        let folder = tempfile::tempdir().map_err(BenchError::io("making a data folder"))?;
        let database = match base {
            Base::Sqlite => None,
            Base::Postgres => Some(Database::durable()?),
        };
        let file = || folder.path().join("jumelage.db").to_string_lossy().into_owned();
        let address = database.as_ref().map_or_else(file, Database::address);
        let register = Arc::new(runtime.block_on(Register::open(&address))?);
        let keys = Keys::counting();
        Ok(Self {
            runtime,
            register,
            folder,
            database,
            by: Actor::Operator {
                command: "bench".to_owned(),
            },
            now: Moment::utc(NOW),
            keys: Arc::new(keys),
        })
    }

    fn rows(&self, name: &str) -> Vec<Row> {
        let mut rows = vec![
            row(
                &format!("{name}: acknowledged writes, one after another"),
                self.writes(1),
            ),
            row(
                &format!("{name}: acknowledged writes, {WRITERS} sides at once"),
                self.writes(WRITERS),
            ),
            row(&format!("{name}: one row a transaction, by a peer"), self.peer()),
            row(&format!("{name}: decisions of a reviewer"), self.decisions()),
            row(&format!("{name}: claims imported, 20,000 a run"), self.imports()),
        ];
        rows.extend(
            self.served(name)
                .unwrap_or_else(|error| vec![row(name, Err(error))]),
        );
        rows
    }

    fn act(&self) -> Act<'_> {
        Act::new(&self.by, &self.now, &*self.keys)
    }

    fn account(&self, name: &str) -> Result<AccountId, BenchError> {
        let new = NewAccount {
            name: name.to_owned(),
            email: format!("{name}@example.org")
                .parse()
                .map_err(|_| BenchError::Output {
                    what: "a mail address",
                    program: "the bench",
                })?,
            verified: None,
            language: Language::FR,
            password: None,
        };
        Ok(self
            .runtime
            .block_on(self.register.create_account(&new, self.act()))?)
    }

    fn writes(&self, writers: u32) -> Result<Figure, BenchError> {
        five("writes/s", |run| {
            let accounts: Result<Vec<AccountId>, BenchError> = (0..writers)
                .map(|writer| self.account(&format!("w{run}-{writers}-{writer}")))
                .collect();
            let began = Instant::now();
            let tasks: Vec<_> = accounts?
                .into_iter()
                .map(|account| {
                    let (register, keys) = (Arc::clone(&self.register), Arc::clone(&self.keys));
                    let (by, now) = (self.by.clone(), self.now.clone());
                    self.runtime.spawn(async move {
                        for number in 0..WRITES / writers {
                            let act = Act::new(&by, &now, &*keys);
                            let name = number.to_string();
                            register
                                .rename_account(account, (&name, Language::FR), act)
                                .await?;
                        }
                        Ok::<(), register::RegisterError>(())
                    })
                })
                .collect();
            for task in tasks {
                let joined = self.runtime.block_on(task);
                joined.map_err(|error| BenchError::io("a writer")(std::io::Error::other(error)))??;
            }
            Ok(f64::from(WRITES / writers * writers) / began.elapsed().as_secs_f64())
        })
    }

    /// The same number of transactions by Python's SQLite, or by pgbench.
    fn peer(&self) -> Result<Figure, BenchError> {
        let script = self.folder.path().join("insert.sql");
        std::fs::write(&script, "INSERT INTO peer (words) VALUES ('words');\n")
            .map_err(BenchError::io("a script"))?;
        if let Some(database) = &self.database {
            database.ask("CREATE TABLE peer (id bigserial PRIMARY KEY, words text)")?;
        }
        let count = WRITES.to_string();
        let figure = five("writes/s", |_| match &self.database {
            None => {
                let file = self.folder.path().join("peer.db");
                let mut python = Command::new("python3");
                python.args(["-c", SQLITE_PEER]).arg(file).arg(&count);
                said(&mut python)?.trim().parse().map_err(|_| unsaid("python3"))
            }
            Some(database) => {
                let mut pgbench = database.program("pgbench");
                pgbench.args(["-n", "-c", "1", "-t", &count, "-f"]).arg(&script);
                let said = said(&mut pgbench)?;
                let rate = said.lines().find_map(|line| line.strip_prefix("tps = "));
                let rate = rate.and_then(|rest| rest.split_whitespace().next());
                rate.and_then(|rate| rate.parse().ok())
                    .ok_or_else(|| unsaid("pgbench"))
            }
        });
        if let Some(database) = &self.database {
            database.ask("DROP TABLE peer")?;
        }
        figure
    }

    /// Claims accepted one by one, as by the queue.
    fn decisions(&self) -> Result<Figure, BenchError> {
        five("decisions/s", |run| {
            let origin = format!("decisions-{run}.txt");
            let claims = u32::try_from(DECISIONS).unwrap_or(1);
            self.import(&document(&origin, run * 1_000, claims))?;
            let waiting = self.runtime.block_on(self.register.waiting(None, 1_000))?;
            let began = Instant::now();
            for queued in waiting.iter().take(DECISIONS) {
                self.runtime
                    .block_on(self.register.accept(queued.claim.id, &Towns, self.act()))?;
            }
            Ok(waiting
                .len()
                .min(DECISIONS)
                .to_string()
                .parse::<f64>()
                .unwrap_or(0.0)
                / began.elapsed().as_secs_f64())
        })
    }

    fn import(&self, reading: &Reading) -> Result<(), BenchError> {
        let imported = self.register.import(reading, &Towns, self.act());
        Ok(self.runtime.block_on(imported).map(drop)?)
    }

    /// A hundred thousand claims of a trusted source: the later runs show whether the cost grows with what is stored.
    fn imports(&self) -> Result<Figure, BenchError> {
        let rule = TrustedSource {
            name: "bench".to_owned(),
            origin: "*".to_owned(),
            at_least: 0.5,
            owner: None,
        };
        self.runtime.block_on(self.register.trust(&rule, self.act()))?;
        five("claims/s", |run| {
            let began = Instant::now();
            for round in 0..DOCUMENTS {
                let first = 10_000 + (run * DOCUMENTS + round) * CLAIMS;
                self.import(&document(&format!("import-{run}-{round}.txt"), first, CLAIMS))?;
            }
            Ok(f64::from(DOCUMENTS * CLAIMS) / began.elapsed().as_secs_f64())
        })
    }

    /// The site over what was imported: its start, its memory, and how soon a write of another node is known to it.
    fn served(&self, name: &str) -> Result<Vec<Row>, BenchError> {
        let call = || {
            let call = Jumelage::with(["serve", "--work", "off"]).data(self.folder.path());
            match &self.database {
                Some(database) => call.variable("JUMELAGE_DATABASE", database.address()),
                None => call,
            }
        };
        let starts = five("ms", |_| {
            Ok(Server::with(call())?.started_in().as_secs_f64() * 1e3)
        });
        let server = Server::with(call())?;
        let held = memory(server.pid())?;
        let account = self.account("node")?;
        let seen = five("ms", |run| {
            let name = run.to_string();
            self.runtime.block_on(self.register.rename_account(
                account,
                (&name, Language::FR),
                self.act(),
            ))?;
            let written = self.runtime.block_on(self.register.position())?;
            let began = Instant::now();
            while server
                .get("/health")?
                .json()
                .pointer("/position")
                .and_then(Value::as_u64)
                < Some(written)
            {
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok(began.elapsed().as_secs_f64() * 1e3)
        });
        Ok(vec![
            row(&format!("{name}: cold start with 100,000 claims"), starts),
            row(
                &format!("{name}: own memory of the site then (one reading)"),
                Ok(Figure::new("MB", vec![held.own])),
            ),
            row(
                &format!("{name}: from a write to its appearance on another node"),
                seen,
            ),
        ])
    }
}

/// Five values, each of one run.
fn five(
    unit: &'static str,
    mut run: impl FnMut(u32) -> Result<f64, BenchError>,
) -> Result<Figure, BenchError> {
    let runs = u32::try_from(RUNS).unwrap_or(1);
    let values: Result<Vec<f64>, BenchError> = (0..runs).map(&mut run).collect();
    Ok(Figure::new(unit, values?))
}

/// What a program printed that ended well.
fn said(command: &mut Command) -> Result<String, BenchError> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().map_err(BenchError::io("starting a peer"))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    Err(BenchError::Failed {
        what: "a peer",
        code: status.code(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    })
}

fn unsaid(program: &'static str) -> BenchError {
    BenchError::Output {
        what: "a rate",
        program,
    }
}

/// A document whose claims say that French communes and Ukrainian hromadas are partners, each pair once.
fn document(origin: &str, first: u32, claims: u32) -> Reading {
    let claims: Vec<Claim> = (first..first + claims)
        .map(|number| {
            let towns = [
                (
                    format!("fr-com-{:05}", number % 34_000),
                    ClaimRole::Lead,
                    Country::FR,
                ),
                (
                    format!("ua-UA{:017}", number / 70 + 1),
                    ClaimRole::Partner,
                    Country::UA,
                ),
            ];
            let parties =
                towns.map(|(code, role, country)| party(format!("written {code}"), &code, role, country));
            Claim {
                confidence: 0.9,
                status: Some("signed".to_owned()),
                ..Claim::of(ClaimKind::Partnership, parties.to_vec(), QUOTE)
            }
        })
        .collect();
    reading(origin, claims)
}
