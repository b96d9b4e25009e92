//! Waiting for child processes, with an end.
//!
//! # Invariants
//! A child that outlasts its limit is killed by its own process id and reaped.

use crate::StoryError;
use std::io::Read;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Waits until the child ends; kills it when the limit is over.
pub(crate) fn ended(child: &mut Child, what: &str, limit: Duration) -> Result<ExitStatus, StoryError> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(StoryError::io(what))? {
            return Ok(status);
        }
        if began.elapsed() > limit {
            child.kill().map_err(StoryError::io(what))?;
            child.wait().map_err(StoryError::io(what))?;
            return Err(StoryError::TooSlow {
                what: what.to_owned(),
                limit,
            });
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// Text that a thread collects from a pipe while the story goes on.
#[derive(Debug)]
pub(crate) struct Collected {
    text: Arc<Mutex<Vec<u8>>>,
    reader: Option<JoinHandle<()>>,
}

impl Collected {
    /// Starts to read the pipe to its end.
    pub(crate) fn from(pipe: impl Read + Send + 'static) -> Self {
        let text = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&text);
        let reader = thread::spawn(move || collect(pipe, &shared));
        Self {
            text,
            reader: Some(reader),
        }
    }

    /// What has come so far.
    pub(crate) fn so_far(&self) -> String {
        let bytes = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Everything, once the pipe is closed.
    pub(crate) fn all(mut self) -> String {
        if let Some(reader) = self.reader.take() {
            // The thread only reads; if it panicked, what it read until then is still there.
            let _ = reader.join();
        }
        self.so_far()
    }
}

fn collect(mut pipe: impl Read, shared: &Mutex<Vec<u8>>) {
    let mut piece = [0_u8; 8192];
    while let Ok(read) = pipe.read(&mut piece) {
        let Some(new) = piece.get(..read).filter(|new| !new.is_empty()) else {
            return;
        };
        shared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(new);
    }
}
