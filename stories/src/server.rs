//! `jumelage serve` on a free port of 127.0.0.1, from its first answer on /health to its end.
//!
//! # Invariants
//! The server is ended when this value is dropped, by its own process id: first asked, then killed.

use crate::wait::{Collected, ended};
use crate::{Answer, Jumelage, Request, StoryError};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const READY: Duration = Duration::from_mins(2);
const GONE: Duration = Duration::from_secs(15);

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
    stderr: Option<Collected>,
    started_in: Duration,
}

impl Server {
    /// Serves this data folder and waits until /health answers.
    pub fn of(data: &Path) -> Result<Self, StoryError> {
        Self::with(Jumelage::with(["serve"]).data(data))
    }

    /// Serves with more arguments or variables; `--listen` is added here.
    pub fn with(call: Jumelage) -> Result<Self, StoryError> {
        let address = free_address()?;
        let mut command = call.and("--listen").and(address.to_string()).command()?;
        let began = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(StoryError::io("starting jumelage serve"))?;
        let stderr = child.stderr.take().map(Collected::from);
        let mut server = Self {
            child,
            address,
            stderr,
            started_in: Duration::ZERO,
        };
        server.wait_until_ready(began)?;
        server.started_in = began.elapsed();
        Ok(server)
    }

    fn wait_until_ready(&mut self, began: Instant) -> Result<(), StoryError> {
        let asked = Request::get("/health");
        loop {
            if asked.send(self.address).is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            let status = self.child.try_wait().map_err(StoryError::io("jumelage serve"))?;
            if let Some(status) = status {
                return Err(StoryError::Ended {
                    code: status.code(),
                    stderr: self.stderr.take().map(Collected::all).unwrap_or_default(),
                });
            }
            if began.elapsed() > READY {
                return Err(StoryError::TooSlow {
                    what: "the first answer of /health".to_owned(),
                    limit: READY,
                });
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// From start to the first answer.
    pub fn started_in(&self) -> Duration {
        self.started_in
    }

    /// What it has said on its error output so far.
    pub fn stderr(&self) -> String {
        self.stderr.as_ref().map(Collected::so_far).unwrap_or_default()
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Result<Answer, StoryError> {
        Request::get(path).send(self.address)
    }

    /// Sends a request.
    pub fn send(&self, request: &Request) -> Result<Answer, StoryError> {
        request.send(self.address)
    }

    /// Ends it as an operator does, and returns its exit code and all it said.
    pub fn stop(mut self) -> Result<(Option<i32>, String), StoryError> {
        let code = self.end()?;
        let said = self.stderr.take().map(Collected::all).unwrap_or_default();
        Ok((code, said))
    }

    /// Kills it in the middle of whatever it does, as a power cut would.
    pub fn kill(mut self) -> Result<(), StoryError> {
        let what = "killing jumelage serve";
        self.child.kill().map_err(StoryError::io(what))?;
        self.child.wait().map_err(StoryError::io(what))?;
        Ok(())
    }

    fn end(&mut self) -> Result<Option<i32>, StoryError> {
        let what = "stopping jumelage serve";
        if let Some(status) = self.child.try_wait().map_err(StoryError::io(what))? {
            return Ok(status.code());
        }
        let pid = self.child.id().to_string();
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .map_err(StoryError::io(what))?;
        Ok(ended(&mut self.child, what, GONE)?.code())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A story that failed must not leave its server behind; there is nobody left to tell.
        if self.end().is_err() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// A port that nobody held a moment ago.
pub(crate) fn free_address() -> Result<SocketAddr, StoryError> {
    let what = "finding a free port";
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(StoryError::io(what))?;
    listener.local_addr().map_err(StoryError::io(what))
}
