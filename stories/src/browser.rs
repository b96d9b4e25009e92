//! Stories in a real browser: a script of `stories/browser/` drives Debian's chromium against a running server.
//!
//! # Invariants
//! A browser story passes only if the browser ran. It is left out only where `JUMELAGE_SKIP_BROWSER=1` says so, never
//! under CI, and the output then says SKIPPED.

use crate::wait::{Collected, ended};
use crate::{Server, StoryError, workspace};
use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(5);

/// How a browser story went.
#[derive(Debug, Clone)]
pub enum Browsed {
    /// The script ran.
    Ran {
        /// Whether all it checked was so.
        passed: bool,
        /// What it printed.
        output: String,
    },
    /// The environment asked for no browser.
    Skipped,
}

/// Runs `stories/browser/SCRIPT` with the server's origin as its argument.
pub fn browse(script: &str, server: &Server) -> Result<Browsed, StoryError> {
    browse_as("", script, server)
}

/// The same for somebody with this cookie, which the script finds in `JUMELAGE_COOKIE`.
pub fn browse_as(cookie: &str, script: &str, server: &Server) -> Result<Browsed, StoryError> {
    if env::var_os("JUMELAGE_SKIP_BROWSER").is_some_and(|value| value == "1") && env::var_os("CI").is_none() {
        return Ok(Browsed::Skipped);
    }
    let chromium = needed()?;
    let what = format!("node stories/browser/{script}");
    let mut child = Command::new("node")
        .arg(workspace().join("stories/browser").join(script))
        .arg(server.origin())
        .env("CHROMIUM", chromium)
        .env("JUMELAGE_COOKIE", cookie)
        .current_dir(workspace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(StoryError::io(&what))?;
    let stdout = child.stdout.take().map(Collected::from);
    let stderr = child.stderr.take().map(Collected::from);
    let status = ended(&mut child, &what, LIMIT);
    let mut output = stdout.map(Collected::all).unwrap_or_default();
    output.push_str(&stderr.map(Collected::all).unwrap_or_default());
    match status {
        Ok(status) => Ok(Browsed::Ran {
            passed: status.success(),
            output,
        }),
        Err(StoryError::TooSlow { .. }) => {
            output.push_str("\nthe script took too long and was ended\n");
            Ok(Browsed::Ran {
                passed: false,
                output,
            })
        }
        Err(other) => Err(other),
    }
}

/// The browser's path, if it and all else that the scripts need is there.
fn needed() -> Result<String, StoryError> {
    let missing = |why: &str| StoryError::NoBrowser { why: why.to_owned() };
    let answers = |program: &str| {
        let mut command = Command::new(program);
        command
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !answers("node") {
        return Err(missing("node is missing; install Node 20 or newer with npm"));
    }
    if !workspace()
        .join("front/node_modules/playwright-core/package.json")
        .is_file()
    {
        return Err(missing("the npm packages are missing; run `make front`"));
    }
    if !workspace().join("front/dist/map.js").is_file() {
        return Err(missing(
            "the map is not built; run `make front` and build jumelage again",
        ));
    }
    let chromium = env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if Path::new(&chromium).is_file() {
        Ok(chromium)
    } else {
        Err(missing(
            "chromium is missing; install it with `apt-get install chromium`, or name it in CHROMIUM",
        ))
    }
}
