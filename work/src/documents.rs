//! Documents of any form: what strangers packed - PDFs, office files - is unpacked by a confined child, the rest is read here.
//!
//! In: bytes and a hint. Out: a [`Document`], or why it cannot be read.
//!
//! # Invariants
//! - Neither a PDF nor an archive is ever parsed in this process.
//! - Whatever a file does to the child, this ends: within the time, and with so much text.

use crate::confined::child::{Confining, Ended, NO_PROGRAM};
use read::{Document, Hint, PdfFault, ReadError, Unpacked};
use std::path::PathBuf;

/// Most bytes of what an office file holds, as the child writes it.
const MOST_OUTPUT: usize = 256 << 20;

/// Reads documents.
#[derive(Debug, Clone)]
pub struct Reader {
    confining: Confining,
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It is the document.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The confined child cannot be started.
    #[error("the confined reader cannot be started: {source}")]
    NotStarted {
        /// Why.
        source: std::io::Error,
    },
}

impl Reader {
    /// A reader whose children are confined by this program: the one that knows `confined`.
    pub fn confined_by(program: PathBuf) -> Self {
        Self {
            confining: Confining::by(program),
        }
    }

    /// Reads a document.
    pub fn document(&self, bytes: &[u8], hint: &Hint) -> Result<Document, DocumentError> {
        if bytes.starts_with(b"%PDF-") {
            return Ok(read::document(
                self.text_of_pdf(bytes)?.as_bytes(),
                &as_text(hint),
            )?);
        }
        if read::is_office(bytes) && bytes.len() <= read::MAX_BYTES {
            return Ok(read::unpacked_document(self.unpacked(bytes)?)?);
        }
        Ok(read::document(bytes, hint)?)
    }

    /// The text layer of a PDF.
    fn text_of_pdf(&self, bytes: &[u8]) -> Result<String, DocumentError> {
        let arguments = [
            "program",
            "pdftotext",
            "-layout",
            "-enc",
            "UTF-8",
            "-eol",
            "unix",
            "-nopgbrk",
            "-",
            "-",
        ];
        let ended = self.run(&self.confining, &arguments, bytes)?;
        let pdf = |fault| DocumentError::from(ReadError::Pdf { fault });
        let text = String::from_utf8_lossy(&ended.output);
        match ended.code {
            Some(NO_PROGRAM) => Err(pdf(PdfFault::NoReader)),
            _ if ended.said.contains("Incorrect password") => Err(pdf(PdfFault::Encrypted)),
            _ if self.confining.is_too_much(&ended) => Err(pdf(PdfFault::TooLong)),
            Some(0) if !text.trim().is_empty() => Ok(text.into_owned()),
            // A file that is damaged throughout gives nothing but complaints.
            Some(0) if ended.said.contains("Error") => Err(pdf(PdfFault::Damaged)),
            Some(0) => Err(pdf(PdfFault::NoText)),
            _ => Err(pdf(PdfFault::Damaged)),
        }
    }

    /// What an office file holds.
    fn unpacked(&self, bytes: &[u8]) -> Result<Unpacked, DocumentError> {
        let confining = Confining {
            output: MOST_OUTPUT,
            ..self.confining.clone()
        };
        let ended = self.run(&confining, &["office"], bytes)?;
        let answer: Result<Result<Unpacked, String>, _> = serde_json::from_slice(&ended.output);
        match answer {
            Ok(Ok(unpacked)) => Ok(unpacked),
            Ok(Err(reason)) => Err(ReadError::Office { reason }.into()),
            Err(_) => Err(self.too_costly()),
        }
    }

    /// Runs the child; one that was put to an end, by us or by its limits, has cost too much.
    fn run(&self, confining: &Confining, arguments: &[&str], bytes: &[u8]) -> Result<Ended, DocumentError> {
        let ended = confining.run(arguments, bytes);
        let ended = ended.map_err(|source| DocumentError::NotStarted { source })?;
        let is_starved = ["Out of memory", "bad_alloc", "memory allocation"]
            .iter()
            .any(|words| ended.said.contains(words));
        if ended.code.is_none() || is_starved {
            tracing::info!(said = ended.said, "a confined reader was put to an end");
            return Err(self.too_costly());
        }
        Ok(ended)
    }

    fn too_costly(&self) -> DocumentError {
        let seconds = self.confining.time.as_secs();
        ReadError::TooCostly { seconds }.into()
    }
}

/// The hint for the text of a PDF: neither its ending nor its media type says that it is text.
fn as_text(hint: &Hint) -> Hint {
    Hint {
        name: hint.name.clone(),
        media_type: Some("text/plain; charset=utf-8".to_owned()),
    }
}
