//! The peer: nginx that serves one static file on a free port, with a configuration and a folder of its own.
//!
//! # Invariants
//! It is ended when this value is dropped, by its own process id, and leaves nothing behind.

use crate::BenchError;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A running nginx.
#[derive(Debug)]
pub(crate) struct Nginx {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
}

impl Nginx {
    /// Serves these bytes as /page.html.
    pub(crate) fn serving(page: &[u8]) -> Result<Self, BenchError> {
        let what = "starting nginx (install it with `apt-get install nginx-light`)";
        let folder = tempfile::tempdir().map_err(BenchError::io(what))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(BenchError::io(what))?;
        let address = listener.local_addr().map_err(BenchError::io(what))?;
        drop(listener);
        fs::write(folder.path().join("page.html"), page).map_err(BenchError::io(what))?;
        let settings = folder.path().join("nginx.conf");
        fs::write(&settings, configuration(&folder, address)).map_err(BenchError::io(what))?;
        let child = Command::new("nginx")
            .env(
                "PATH",
                format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default()),
            )
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&settings)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(BenchError::io(what))?;
        let peer = Self {
            child,
            address,
            folder,
        };
        peer.wait_until_ready()?;
        Ok(peer)
    }

    fn wait_until_ready(&self) -> Result<(), BenchError> {
        let began = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if began.elapsed() > Duration::from_secs(10) {
                let said = fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default();
                return Err(BenchError::io("nginx does not answer")(std::io::Error::other(
                    said,
                )));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// The processes that do the work.
    pub(crate) fn workers(&self) -> Result<Vec<u32>, BenchError> {
        let pid = self.child.id();
        let file = format!("/proc/{pid}/task/{pid}/children");
        let children = fs::read_to_string(&file).map_err(BenchError::io(file))?;
        Ok(children
            .split_whitespace()
            .filter_map(|pid| pid.parse().ok())
            .collect())
    }

    /// The address of the page.
    pub(crate) fn page(&self) -> String {
        format!("http://{}/page.html", self.address)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let pid = self.child.id().to_string();
        // The master ends its workers when asked; a kill would orphan them.
        let asked = Command::new("kill").args(["-TERM", &pid]).status();
        if asked.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// As fast as a static file gets: all cores, no log of requests, the file kept open.
///
/// The workers stay who we are, because the folder is for nobody else to read; nginx ignores this where we are not root.
fn configuration(folder: &TempDir, address: SocketAddr) -> String {
    let at = folder.path().display();
    format!(
        "daemon off;\nuser root;\nworker_processes auto;\npid {at}/nginx.pid;\nerror_log {at}/error.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{\n  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  keepalive_requests 100000000;\n\
         \x20 open_file_cache max=10;\n  default_type text/html;\n\
         \x20 client_body_temp_path {at};\n  proxy_temp_path {at};\n  fastcgi_temp_path {at};\n\
         \x20 uwsgi_temp_path {at};\n  scgi_temp_path {at};\n\
         \x20 server {{ listen {address}; root {at}; }}\n}}\n"
    )
}
