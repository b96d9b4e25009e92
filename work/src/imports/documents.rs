//! The documents of an import, wherever they come from: page by page from the web, or all files together.
//!
//! # Invariants
//! The bytes of a file are read when its turn comes, so that memory holds one file at a time.

use crate::effects::Imports;
use crate::files::Shelf;
use crate::jobs::Failure;
use crate::web::{Found, Known, Mark, Memory, Walk};
use std::sync::Arc;
use vocabulary::{GivenFile, ImportFrom, ImportOrder};

/// Where documents come from.
pub(super) enum Documents {
    Web(Box<Walk>),
    Files(Option<Vec<GivenFile>>),
}

/// Documents that come together.
pub(super) struct Batch {
    pub(super) documents: Vec<Pending>,
    pub(super) page: u32,
    pub(super) pages: Option<u32>,
    /// Where the walk goes on behind them.
    pub(super) mark: Option<Mark>,
    pub(super) unchanged: bool,
    pub(super) known: Option<(String, Known)>,
}

/// A document whose turn has not come.
pub(super) enum Pending {
    Found(Found),
    File(GivenFile),
}

impl Documents {
    /// The documents of an order, or those behind a mark.
    pub(super) fn of(
        order: &ImportOrder,
        imports: &Imports,
        (mark, memory): (Option<Mark>, Option<Arc<dyn Memory>>),
    ) -> Self {
        match &order.from {
            ImportFrom::Address(address) => {
                let walk = Walk::new(imports.fetcher.clone(), address, mark).pausing(imports.pause);
                Self::Web(Box::new(match memory {
                    Some(memory) => walk.remembering(memory),
                    None => walk,
                }))
            }
            ImportFrom::Files(files) => Self::Files(Some(files.clone())),
        }
    }

    /// The next ones; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Batch>, Failure> {
        match self {
            Self::Files(files) => Ok(files.take().map(|files| Batch {
                documents: files.into_iter().map(Pending::File).collect(),
                page: 1,
                pages: Some(1),
                mark: None,
                unchanged: false,
                known: None,
            })),
            Self::Web(walk) => {
                let batch = walk.next().await.map_err(|error| {
                    let why = error.to_string();
                    if error.may_pass() {
                        Failure::Later { why }
                    } else {
                        Failure::Never { why }
                    }
                })?;
                Ok(batch.map(|batch| Batch {
                    documents: batch.documents.into_iter().map(Pending::Found).collect(),
                    page: batch.page,
                    pages: batch.pages,
                    mark: batch.mark,
                    unchanged: batch.unchanged,
                    known: batch.known,
                }))
            }
        }
    }
}

impl Pending {
    /// What its source is kept under.
    pub(super) fn origin(&self) -> String {
        match self {
            Self::Found(found) => found.origin.clone(),
            Self::File(file) => file.origin(),
        }
    }

    /// The document with its bytes.
    pub(super) async fn found(self, given: &Shelf) -> Result<Found, Failure> {
        match self {
            Self::Found(found) => Ok(found),
            Self::File(file) => {
                let bytes = given.read(&file.sha256).await.map_err(|error| Failure::Later {
                    why: format!(
                        "the file {} is not among the files of this node ({error}); nodes of one record share their place for files",
                        file.name
                    ),
                })?;
                Ok(Found {
                    origin: file.origin(),
                    bytes,
                    media_type: None,
                })
            }
        }
    }
}
