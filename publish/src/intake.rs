//! What imports need from outside of the site: a place for given files, and a calendar.
//!
//! # Invariants
//! The site itself writes no file and reads no pattern of times: whoever opens it brings both.

use std::future::Future;
use std::io;
use std::pin::Pin;
use vocabulary::{GivenFile, Moment};

/// Takes files, and knows when schedules fall due.
pub trait Intake: Send + Sync {
    /// Begins a file; dropped before it is kept, it leaves nothing.
    fn begin(&self) -> io::Result<Box<dyn Incoming>>;
    /// When a pattern of times, counted in UTC, next falls due behind `now`; `None` if it never does.
    fn next(&self, pattern: &str, now: &Moment) -> Option<Moment>;
}

/// A file once it is kept.
pub type Keeping<'a> = Pin<Box<dyn Future<Output = io::Result<GivenFile>> + Send + 'a>>;

/// A file that comes in piece by piece.
pub trait Incoming: Send {
    /// Adds a piece.
    fn write(&mut self, piece: &[u8]) -> io::Result<()>;
    /// Keeps it by its hash, under this name.
    fn keep(self: Box<Self>, name: &str) -> Keeping<'_>;
}
