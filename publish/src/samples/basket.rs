//! A basket for given files: it knows their hash and forgets their bytes.

use crate::intake::{Incoming, Intake, Keeping};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io;
use vocabulary::{GivenFile, Moment};

/// The basket.
#[derive(Debug)]
pub(crate) struct Basket;

#[derive(Default)]
struct Passing {
    digest: Sha256,
    bytes: u64,
}

impl Intake for Basket {
    fn begin(&self) -> io::Result<Box<dyn Incoming>> {
        Ok(Box::new(Passing::default()))
    }

    fn next(&self, _pattern: &str, now: &Moment) -> Option<Moment> {
        Some(Moment::utc(now.micros + 86_400_000_000))
    }
}

impl Incoming for Passing {
    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.digest.update(piece);
        self.bytes += u64::try_from(piece.len()).unwrap_or(0);
        Ok(())
    }

    fn keep(self: Box<Self>, name: &str) -> Keeping<'_> {
        let digest = self.digest.finalize();
        let sha256 = digest.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let kept = GivenFile {
            name: name.to_owned(),
            sha256,
            bytes: self.bytes,
        };
        Box::pin(std::future::ready(Ok(kept)))
    }
}
