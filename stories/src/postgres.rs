//! A private PostgreSQL for tests: one cluster for all programs of a test run, one database for each test.
//!
//! In: the programs of Debian's package `postgresql` (15 or newer). Out: addresses of databases that nobody else uses.
//!
//! # Invariants
//! - The cluster listens on a socket in a temporary folder that only its owner may enter, and on no port.
//! - Who uses it holds a shared lock on its lease, which the system takes back however the holder ends. A keeper beside it
//!   stops the server and takes the folder away once nobody has held the lease for [`IDLE_SECONDS`].
//! - Its texts sort by Unicode, unlike SQLite's: what relies on the order of one database fails on the other.

use crate::StoryError;
use std::fs::{self, File};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// Oldest release that the record runs on.
const OLDEST: u32 = 15;
/// After how long without users the keeper stops the server.
const IDLE_SECONDS: u32 = 20;
/// The owner of the cluster and of all databases in it.
const OWNER: &str = "jumelage";
/// What every cluster is started with.
const SETTINGS: &str = "-c listen_addresses='' -c max_connections=300 -c shared_buffers=32MB";
/// Nothing in the cluster of the tests outlives the run, so nothing waits for the disk, and no table grows large enough for
/// statistics.
const HASTY: &str = "-c autovacuum=off -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

/// What a cluster is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Tests: nothing waits for the disk.
    Tests,
    /// Figures: the server's own settings of durability.
    Figures,
}

/// Stops the server and takes its folder away once the lease is free and old.
/// Arguments: the lock for beginning and ending, the cluster's folder, the note that names it, the command that stops it.
const KEEPER: &str = r#"
turn=$1 folder=$2 note=$3 idle=$4; shift 4
exec 9>>"$turn"
while sleep 3; do
    flock 9
    if flock --nonblock "$folder/lease" true && [ -z "$(find "$folder/lease" -newermt "-$idle seconds")" ]; then
        "$@"
        rm -rf "$folder" "$note"
        exit
    fi
    flock --unlock 9
done
"#;

/// The cluster, held for as long as this value lives.
#[derive(Debug)]
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    _lease: File,
}

/// A database of a test's own; it goes when this value is dropped.
#[derive(Debug)]
pub struct Database {
    name: String,
    /// The place of its own, where it has one.
    place: Option<String>,
    cluster: Postgres,
}

impl Database {
    /// An empty one.
    pub fn empty() -> Result<Self, StoryError> {
        Self::made(Postgres::held(Use::Tests)?, "template0")
    }

    /// An empty one that waits for the disk as PostgreSQL does by itself: for figures.
    pub fn durable() -> Result<Self, StoryError> {
        Self::made(Postgres::held(Use::Figures)?, "template0")
    }

    /// One with what `fill` puts into the first of its kind; the others are copied from that.
    pub fn filled<E>(kind: &str, fill: impl FnOnce(&str) -> Result<(), E>) -> Result<Self, StoryError>
    where
        E: std::fmt::Display,
    {
        let cluster = Postgres::held(Use::Tests)?;
        let model = format!("{kind}_{}", program_age()?);
        let turn = cluster.turn(&model)?;
        if cluster.ask(
            "postgres",
            &format!("SELECT 1 FROM pg_database WHERE datname = '{model}'"),
        )? != "1"
        {
            let draft = format!("{model}_draft");
            cluster.ask(
                "postgres",
                &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"),
            )?;
            cluster.ask("postgres", &format!("CREATE DATABASE {draft} TEMPLATE template0"))?;
            fill(&cluster.address(&draft)).map_err(|error| StoryError::NoPostgres {
                why: format!("the model “{kind}” could not be filled: {error}"),
            })?;
            cluster.ask("postgres", &format!("ALTER DATABASE {draft} RENAME TO {model}"))?;
        }
        drop(turn);
        Self::made(cluster, &model)
    }

    /// An empty one whose tables and indexes lie in this folder; the log of the server does not.
    pub fn within(folder: &Path) -> Result<Self, StoryError> {
        let cluster = Postgres::held(Use::Tests)?;
        Owner::fit_for_it()?.takes(folder)?;
        let place = format!("place_{}", fresh_name());
        let made = format!("CREATE TABLESPACE {place} LOCATION '{}'", folder.display());
        cluster.ask("postgres", &made)?;
        let mut database = Self::made(cluster, &format!("template0 TABLESPACE {place}"))?;
        database.place = Some(place);
        Ok(database)
    }

    fn made(cluster: Postgres, model: &str) -> Result<Self, StoryError> {
        let name = fresh_name();
        cluster.ask(
            "postgres",
            &format!("CREATE DATABASE {name} TEMPLATE {model} STRATEGY FILE_COPY"),
        )?;
        Ok(Self {
            name,
            place: None,
            cluster,
        })
    }

    /// Its address, as `--database` takes it.
    pub fn address(&self) -> String {
        self.cluster.address(&self.name)
    }

    /// Lets nobody in any more, and puts out who is in.
    pub fn close(&self) -> Result<(), StoryError> {
        let name = &self.name;
        let closed = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        self.cluster.ask("postgres", &closed)?;
        let out =
            format!("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
        self.cluster.ask("postgres", &out).map(drop)
    }

    /// Lets everybody in again.
    pub fn open(&self) -> Result<(), StoryError> {
        let opened = format!("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true", self.name);
        self.cluster.ask("postgres", &opened).map(drop)
    }

    /// A program of PostgreSQL's own, told which database to use.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.cluster.programs.join(name));
        command
            .env("PGHOST", &self.cluster.folder)
            .env("PGUSER", OWNER)
            .env("PGDATABASE", &self.name)
            .stdin(Stdio::null());
        command
    }

    /// What it answers to a statement: a line for each row, columns parted by `|`.
    pub fn ask(&self, statement: &str) -> Result<String, StoryError> {
        self.cluster.ask(&self.name, statement)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let gone = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // The whole cluster goes soon in any case.
        let _ = self.cluster.ask("postgres", &gone);
        if let Some(place) = &self.place {
            let _ = self.cluster.ask("postgres", &format!("DROP TABLESPACE {place}"));
        }
    }
}

/// A name that nothing else of this cluster has.
fn fresh_name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("test_{}_{count}", std::process::id())
}

impl Postgres {
    /// The cluster of this test run, begun by whoever is first.
    fn held(what_for: Use) -> Result<Self, StoryError> {
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let programs = programs()?;
        let place = meeting_place(what_for)?;
        let turn = locked(&place.join("turn"))?;
        let note = place.join("cluster");
        let running = fs::read_to_string(&note).map(PathBuf::from).ok();
        let folder = match running.filter(|folder| UnixStream::connect(folder.join(".s.PGSQL.5432")).is_ok())
        {
            Some(folder) => folder,
            None => begun(&programs, &place, what_for)?,
        };
        let lease = File::create(folder.join("lease")).map_err(StoryError::io("the lease of PostgreSQL"))?;
        lease
            .lock_shared()
            .map_err(StoryError::io("the lease of PostgreSQL"))?;
        drop(turn);
        Ok(Self {
            folder,
            programs,
            _lease: lease,
        })
    }

    fn address(&self, database: &str) -> String {
        format!(
            "postgres:///{database}?host={}&user={OWNER}",
            self.folder.display()
        )
    }

    /// Holds off others that want to do the same.
    fn turn(&self, what: &str) -> Result<File, StoryError> {
        locked(&self.folder.join(what))
    }

    fn ask(&self, database: &str, statement: &str) -> Result<String, StoryError> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args([
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            OWNER,
            "-d",
            database,
            "-c",
            statement,
        ])
        .arg("-h")
        .arg(&self.folder);
        said(psql.stdin(Stdio::null()), "psql")
    }
}

/// Makes and starts a cluster, with its keeper; answers its folder.
fn begun(programs: &Path, place: &Path, what_for: Use) -> Result<PathBuf, StoryError> {
    let made = tempfile::Builder::new().prefix("jumelage-postgres-").tempdir();
    let made = made.map_err(StoryError::io("a folder for PostgreSQL"))?;
    let owner = Owner::fit_for_it()?;
    owner.takes(made.path())?;
    let hasty = match what_for {
        Use::Tests => HASTY,
        Use::Figures => "",
    };
    let data = made.path().join("data");
    let mut initdb = owner.runs(&programs.join("initdb"), made.path());
    initdb
        .args(["--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"])
        .args([
            "--locale-provider=icu",
            "--icu-locale=und",
            "--username",
            OWNER,
            "--pgdata",
        ])
        .arg(&data);
    said(&mut initdb, "initdb")?;
    let mut start = owner.runs(&programs.join("pg_ctl"), made.path());
    start
        .args(["start", "--wait", "--silent", "--options"])
        .arg(format!("{SETTINGS} {hasty} -k '{}'", made.path().display()))
        .arg("--log")
        .arg(made.path().join("log"))
        .arg("--pgdata")
        .arg(&data);
    said(&mut start, "pg_ctl start")?;
    let mut stop = owner.runs(&programs.join("pg_ctl"), made.path());
    stop.args(["stop", "--silent", "--mode", "immediate", "--pgdata"])
        .arg(&data);
    // From here on the keeper takes the folder away.
    let folder = made.keep();
    if let Err(error) = kept(&folder, place, &stop) {
        // Nobody else will: the error to tell is why.
        let _ = stop.status();
        let _ = fs::remove_dir_all(&folder);
        return Err(error);
    }
    Ok(folder)
}

/// Leaves a note of where the cluster is, and a keeper that ends it.
fn kept(folder: &Path, place: &Path, stop: &Command) -> Result<(), StoryError> {
    let note = place.join("cluster");
    let noted = fs::write(&note, folder.display().to_string());
    noted.map_err(StoryError::io("the note of PostgreSQL's folder"))?;
    File::create(folder.join("lease")).map_err(StoryError::io("the lease of PostgreSQL"))?;
    Command::new("setsid")
        .args(["sh", "-c", KEEPER, "keeper"])
        .args([place.join("turn").as_path(), folder, &note])
        .arg(IDLE_SECONDS.to_string())
        .arg(stop.get_program())
        .args(stop.get_args())
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(StoryError::io("the keeper of PostgreSQL"))?;
    Ok(())
}

/// Who the server runs as: it refuses to run as root.
#[derive(Debug)]
enum Owner {
    Us,
    /// The user and group that root hands it to.
    Other(u32, u32),
}

impl Owner {
    fn fit_for_it() -> Result<Self, StoryError> {
        let number = |arguments: &[&str]| -> Result<u32, StoryError> {
            let id = said(Command::new("id").args(arguments), "id")?;
            id.parse().map_err(|_| StoryError::NoPostgres {
                why: format!("`id` answered “{id}”"),
            })
        };
        if number(&["-u"])? != 0 {
            return Ok(Self::Us);
        }
        let user = if number(&["-u", "postgres"]).is_ok() {
            "postgres"
        } else {
            "nobody"
        };
        Ok(Self::Other(number(&["-u", user])?, number(&["-g", user])?))
    }

    fn takes(&self, folder: &Path) -> Result<(), StoryError> {
        if let Self::Other(user, group) = self {
            std::os::unix::fs::chown(folder, Some(*user), Some(*group))
                .map_err(StoryError::io("handing PostgreSQL its folder"))?;
        }
        Ok(())
    }

    fn runs(&self, program: &Path, within: &Path) -> Command {
        let mut command = match self {
            Self::Us => Command::new(program),
            Self::Other(user, group) => {
                let mut command = Command::new("setpriv");
                command
                    .args([format!("--reuid={user}"), format!("--regid={group}")])
                    .arg("--clear-groups")
                    .arg(program);
                command
            }
        };
        command.current_dir(within).stdin(Stdio::null());
        command
    }
}

/// The folder of `initdb`, `pg_ctl` and `psql`: Debian's newest, else what `pg_config` on the path says.
fn programs() -> Result<PathBuf, StoryError> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| Path::new(&format!("/usr/lib/postgresql/{version}/bin/initdb")).exists())
        .max();
    let folder = match newest {
        Some(version) if version >= OLDEST => {
            Some(PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")))
        }
        _ => said(Command::new("pg_config").arg("--bindir"), "pg_config")
            .ok()
            .map(PathBuf::from),
    };
    folder
        .filter(|folder| folder.join("initdb").exists() && folder.join("psql").exists())
        .ok_or_else(|| StoryError::NoPostgres {
            why: format!(
                "PostgreSQL {OLDEST} or newer is missing. Install it, on Debian or Ubuntu with:\n    \
                 sudo apt-get install postgresql"
            ),
        })
}

/// Where the programs of one build find each other's cluster.
fn meeting_place(what_for: Use) -> Result<PathBuf, StoryError> {
    let test = std::env::current_exe().map_err(StoryError::io("finding the running test"))?;
    // target/<profile>/deps/<test>
    let name = match what_for {
        Use::Tests => "postgres",
        Use::Figures => "postgres-durable",
    };
    let place = test.ancestors().nth(3).unwrap_or(&test).join(name);
    fs::create_dir_all(&place).map_err(StoryError::io("a folder for the note of PostgreSQL"))?;
    Ok(place)
}

/// When the running program was built: what an older one had filled may be of an older form.
fn program_age() -> Result<u128, StoryError> {
    let what = "finding the age of the running test";
    let test = std::env::current_exe().map_err(StoryError::io(what))?;
    let built = fs::metadata(test)
        .and_then(|file| file.modified())
        .map_err(StoryError::io(what))?;
    Ok(built
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |age| age.as_millis()))
}

fn locked(path: &Path) -> Result<File, StoryError> {
    let file = File::create(path).map_err(StoryError::io("a lock of PostgreSQL"))?;
    file.lock().map_err(StoryError::io("a lock of PostgreSQL"))?;
    Ok(file)
}

/// What a program that must succeed printed, without the end of its last line.
fn said(command: &mut Command, what: &str) -> Result<String, StoryError> {
    let output = command.output().map_err(StoryError::io(what))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    Err(StoryError::NoPostgres {
        why: format!(
            "{what} said: {}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        ),
    })
}
