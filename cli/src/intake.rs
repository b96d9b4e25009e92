//! What the site needs of the outside for imports: the shelf of given files, and the calendar of schedules.
//!
//! In: files piece by piece, patterns of times. Out: files by their hash, moments.
//!
//! # Invariants
//! A pattern that never falls due, or is none, has no next time.

use ::work::files::{Piecewise, Shelf};
use publish::{Incoming, Intake, Keeping};
use std::io;
use vocabulary::{GivenFile, Moment};

/// The shelf and the calendar.
#[derive(Debug)]
pub(crate) struct FileIntake {
    pub(crate) shelf: Shelf,
}

impl Intake for FileIntake {
    fn begin(&self) -> io::Result<Box<dyn Incoming>> {
        Ok(Box::new(IncomingFile(self.shelf.begin()?)))
    }

    fn next(&self, pattern: &str, now: &Moment) -> Option<Moment> {
        ::work::jobs::next(pattern, "UTC", now).ok()
    }
}

struct IncomingFile(Piecewise);

impl Incoming for IncomingFile {
    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.0.write(piece)
    }

    fn keep(self: Box<Self>, name: &str) -> Keeping<'_> {
        Box::pin(async move {
            let kept = self.0.keep().await?;
            Ok(GivenFile {
                name: name.to_owned(),
                sha256: kept.sha256,
                bytes: kept.bytes,
            })
        })
    }
}
