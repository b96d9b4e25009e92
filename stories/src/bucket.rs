//! A bucket of S3 for a test: a server that behaves as Amazon's does, on a free port of 127.0.0.1.
//!
//! In: the Python package `moto`. Out: the place `s3://…` and the variables with which a node reaches it.
//!
//! # Invariants
//! What it keeps is in its memory, and it is ended by its own process id.

use crate::{Jumelage, Request, StoryError, python_packages, workspace};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Name of the bucket.
const NAME: &str = "twins";

/// A running server with one bucket.
#[derive(Debug)]
pub struct Bucket {
    server: Child,
    address: SocketAddr,
}

impl Bucket {
    /// An empty one; its packages are put into `packages`.
    pub fn empty(packages: &Path) -> Result<Self, StoryError> {
        python_packages("stories/s3/requirements.txt", packages)?;
        let what = "starting a server of S3";
        let mut server = Command::new("python3")
            .arg(workspace().join("stories/s3/server.py"))
            .arg(NAME)
            .env("PYTHONPATH", packages)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(StoryError::io(what))?;
        let mut line = String::new();
        if let Some(says) = server.stdout.take() {
            BufReader::new(says)
                .read_line(&mut line)
                .map_err(StoryError::io(what))?;
        }
        let port = line.trim().parse().unwrap_or(0);
        Ok(Self {
            server,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
        })
    }

    /// The call, with its files in a folder of the bucket.
    #[must_use]
    pub fn told(&self, call: Jumelage, folder: &str) -> Jumelage {
        call.variable("JUMELAGE_FILES", format!("s3://{NAME}/{folder}"))
            .variable("AWS_ENDPOINT", format!("http://{}", self.address))
            .variable("AWS_ALLOW_HTTP", "true")
            .variable("AWS_REGION", "eu-west-3")
            .variable("AWS_ACCESS_KEY_ID", "a-key")
            .variable("AWS_SECRET_ACCESS_KEY", "a-secret")
    }

    /// The names of what is in a folder, in order.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, StoryError> {
        let listed = Request::get(format!("/{NAME}?list-type=2&prefix={folder}/")).send(self.address)?;
        let text = listed.text();
        let keys = text.split("<Key>").skip(1);
        let names = keys.filter_map(|rest| rest.split("</Key>").next()?.rsplit('/').next());
        Ok(names.map(str::to_owned).collect())
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        // Whatever it is in the middle of: it is ours, by its own handle.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
