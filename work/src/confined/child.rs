//! A confined child: bytes in, bytes out, and an end whatever it does.
//!
//! # Invariants
//! - The child gets nothing of our environment, our bytes and three pipes: no other file of ours is open in it.
//! - It ends within the time; what it writes beyond the limit is read and dropped, so that nobody waits.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Exit code of the confining program where the other one is not there.
pub const NO_PROGRAM: i32 = 127;
/// Most bytes of complaints.
const COMPLAINTS: usize = 4096;
/// The allocator of the child takes memory in steps of so many KiB: the GiB that it else reserves at its start would stand
/// beyond the limit before a byte was read.
const SMALL_STEPS: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "32768");

/// How a child is confined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confining {
    /// The program that confines itself: this one, called `confined ...`.
    pub program: PathBuf,
    /// Longest wait.
    pub time: Duration,
    /// Most bytes of output.
    pub output: usize,
}

/// How a child ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// What it wrote, up to the limit and one byte more.
    pub output: Vec<u8>,
    /// What it complained of.
    pub said: String,
    /// Its exit code; `None` if it was put to an end, by us or by its limits.
    pub code: Option<i32>,
}

impl Confining {
    /// The usual limits.
    pub fn by(program: PathBuf) -> Self {
        Self {
            program,
            time: Duration::from_secs(30),
            output: 16 << 20,
        }
    }

    /// Whether a child wrote more than it may.
    pub fn is_too_much(&self, ended: &Ended) -> bool {
        ended.output.len() > self.output
    }

    /// Runs `confined` with these arguments, gives it the bytes, and waits for its end.
    pub fn run(&self, arguments: &[&str], input: &[u8]) -> std::io::Result<Ended> {
        let words = arguments.iter().map(OsString::from);
        let mut child = Command::new(&self.program)
            .arg("confined")
            .args(words)
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env(SMALL_STEPS.0, SMALL_STEPS.1)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (output, said, status) = thread::scope(|scope| {
            let pipe = child.stdin.take();
            // Who stops reading has what it wants, or says why not.
            scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(input)));
            let output = child
                .stdout
                .take()
                .map(|pipe| scope.spawn(move || most(pipe, self.output.saturating_add(1))));
            let said = child
                .stderr
                .take()
                .map(|pipe| scope.spawn(move || most(pipe, COMPLAINTS)));
            let status = self.end_of(&mut child);
            let all = |read: Option<thread::ScopedJoinHandle<'_, Vec<u8>>>| {
                read.and_then(|read| read.join().ok()).unwrap_or_default()
            };
            (all(output), all(said), status)
        });
        Ok(Ended {
            output,
            said: String::from_utf8_lossy(&said).into_owned(),
            code: status?.and_then(|status| status.code()),
        })
    }

    /// Waits for the end; `None` if it had to be put to one.
    fn end_of(&self, child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
        let began = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            if began.elapsed() > self.time {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// At most so many bytes of a pipe; what comes after them is read and dropped.
fn most(mut pipe: impl Read, limit: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut piece = [0; 8192];
    while let Ok(read) = pipe.read(&mut piece) {
        let Some(new) = piece.get(..read).filter(|new| !new.is_empty()) else {
            break;
        };
        let room = limit.saturating_sub(bytes.len()).min(new.len());
        bytes.extend_from_slice(new.get(..room).unwrap_or_default());
    }
    bytes
}
