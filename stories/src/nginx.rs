//! nginx in front of servers, with the configuration that `docs/operate.md` gives.
//!
//! # Invariants
//! It listens on a free port of 127.0.0.1, keeps everything in a folder of its own, and is ended by its own process id.

use crate::server::free_address;
use crate::wait::ended;
use crate::{Answer, Request, StoryError};
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const READY: Duration = Duration::from_secs(15);

/// A running nginx.
#[derive(Debug)]
pub struct Nginx {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
}

impl Nginx {
    /// Starts it with what stands within `http { ... }`; `listen` in there is replaced by its own address.
    pub fn with(within_http: &str, listen: &str) -> Result<Self, StoryError> {
        let what = "starting nginx (install it with `apt-get install nginx-light`)";
        let folder = tempfile::tempdir().map_err(StoryError::io(what))?;
        let address = free_address()?;
        let settings = folder.path().join("nginx.conf");
        let within_http = within_http.replace(listen, &address.to_string());
        fs::write(&settings, configuration(folder.path(), &within_http)).map_err(StoryError::io(what))?;
        let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default());
        let child = Command::new("nginx")
            .env("PATH", path)
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&settings)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(StoryError::io(what))?;
        let mut nginx = Self {
            child,
            address,
            folder,
        };
        nginx.wait_until_ready()?;
        Ok(nginx)
    }

    fn wait_until_ready(&mut self) -> Result<(), StoryError> {
        let began = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            let what = "starting nginx";
            if let Some(status) = self.child.try_wait().map_err(StoryError::io(what))? {
                return Err(StoryError::Ended {
                    code: status.code(),
                    stderr: self.said(),
                });
            }
            if began.elapsed() > READY {
                return Err(StoryError::TooSlow {
                    what: what.to_owned(),
                    limit: READY,
                });
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// What it wrote to its log of errors.
    pub fn said(&self) -> String {
        fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default()
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sends a request.
    pub fn send(&self, request: &Request) -> Result<Answer, StoryError> {
        request.send(self.address)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let pid = self.child.id().to_string();
        // The master ends its workers when asked; a kill would orphan them.
        let asked = Command::new("kill").args(["-TERM", &pid]).status();
        if asked.is_err() || ended(&mut self.child, "stopping nginx", READY).is_err() {
            let _ = self.child.kill();
        }
    }
}

/// The workers stay who we are, because the folder is for nobody else to read; nginx ignores this where we are not root.
fn configuration(folder: &Path, within_http: &str) -> String {
    let at = folder.display();
    format!(
        "daemon off;\nuser root;\nworker_processes 2;\npid {at}/nginx.pid;\nerror_log {at}/error.log;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n  access_log off;\n\
         \x20 client_body_temp_path {at}/body;\n  proxy_temp_path {at}/proxy;\n  fastcgi_temp_path {at}/fastcgi;\n\
         \x20 uwsgi_temp_path {at}/uwsgi;\n  scgi_temp_path {at}/scgi;\n{within_http}\n}}\n"
    )
}
