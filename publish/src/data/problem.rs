//! What can go wrong when a file is made: the disk, or a writer of a format.

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataError {
    /// The folder for temporary files took no more.
    #[error(
        "the file could not be written to the folder for temporary files: free some space, or set TMPDIR"
    )]
    Disk {
        /// Why.
        #[from]
        source: std::io::Error,
    },
    /// A row could not be written as CSV.
    #[error("a row could not be written as CSV")]
    Csv {
        /// Why.
        #[from]
        source: csv::Error,
    },
    /// A row could not be written as JSON.
    #[error("a row could not be written as JSON")]
    Json {
        /// Why.
        #[from]
        source: serde_json::Error,
    },
    /// The workbook could not be written.
    #[error("the workbook could not be written")]
    Sheet {
        /// Why.
        #[from]
        source: rust_xlsxwriter::XlsxError,
    },
    /// The Parquet file could not be written.
    #[error("the Parquet file could not be written")]
    Parquet {
        /// Why.
        #[from]
        source: parquet::errors::ParquetError,
    },
    /// The archive could not be written.
    #[error("the archive could not be written")]
    Archive {
        /// Why.
        #[from]
        source: zip::result::ZipError,
    },
    /// A record could not be written as XML.
    #[error("a record could not be written as XML")]
    Xml {
        /// Why.
        #[from]
        source: askama::Error,
    },
    /// The work broke off.
    #[error("the work on the file broke off")]
    BrokeOff,
}
