//! The shipped binary as a command: arguments and standard input in, exit code and both outputs out.
//!
//! # Invariants
//! The binary runs with standard input closed unless the story gives it one.

use crate::StoryError;
use crate::wait::{Collected, ended};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, thread};

/// The root of the checkout.
pub fn workspace() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder).to_owned()
}

/// The binary under test: `JUMELAGE_BIN`, else `jumelage` in the profile's folder that holds the running test.
pub fn binary() -> Result<PathBuf, StoryError> {
    let path = match env::var_os("JUMELAGE_BIN") {
        Some(named) => workspace().join(named),
        None => beside_this_test()?,
    };
    if path.is_file() {
        Ok(path)
    } else {
        Err(StoryError::NoBinary { path })
    }
}

fn beside_this_test() -> Result<PathBuf, StoryError> {
    let test = env::current_exe().map_err(StoryError::io("finding the running test"))?;
    // target/<profile>/deps/stories-<hash>
    let profile = test.ancestors().nth(2).unwrap_or(&test);
    Ok(profile.join(format!("jumelage{}", env::consts::EXE_SUFFIX)))
}

/// What a finished command left.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it said on its error output.
    pub stderr: String,
}

impl Outcome {
    /// Each line of the output as JSON; a line that is none gives null.
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        let value = |line: &str| serde_json::from_str(line).unwrap_or_default();
        self.stdout.lines().map(value).collect()
    }
}

/// One call of the binary, built argument by argument.
#[derive(Debug)]
pub struct Jumelage {
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    folder: PathBuf,
    input: Option<Vec<u8>>,
    limit: Duration,
}

impl Jumelage {
    /// A call with these arguments, from the root of the checkout, ended after five minutes.
    pub fn with<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Self {
        Self {
            arguments: arguments.into_iter().map(Into::into).collect(),
            variables: Vec::new(),
            folder: workspace(),
            input: None,
            limit: Duration::from_mins(5),
        }
    }

    /// One more argument.
    #[must_use]
    pub fn and(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// With `--data FOLDER`.
    #[must_use]
    pub fn data(self, folder: &Path) -> Self {
        self.and("--data").and(folder)
    }

    /// With an environment variable.
    #[must_use]
    pub fn variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// From another working folder.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        folder.clone_into(&mut self.folder);
        self
    }

    /// With these bytes on its standard input.
    #[must_use]
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = Some(bytes.into());
        self
    }

    /// With another time limit.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The command, not started; for stories that need its pipes.
    pub fn command(&self) -> Result<Command, StoryError> {
        let mut command = Command::new(binary()?);
        command
            .args(&self.arguments)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder);
        Ok(command)
    }

    /// Runs it to its end.
    pub fn run(self) -> Result<Outcome, StoryError> {
        let mut command = self.command()?;
        let what = format!("jumelage {}", self.printed());
        let stdin = if self.input.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        };
        command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(StoryError::io(&what))?;
        let stdout = child.stdout.take().map(Collected::from);
        let stderr = child.stderr.take().map(Collected::from);
        let writer = child.stdin.take().zip(self.input).map(|(mut pipe, bytes)| {
            // A command may close its input early; what it then does is the story's business.
            thread::spawn(move || pipe.write_all(&bytes))
        });
        let status = ended(&mut child, &what, self.limit)?;
        if let Some(writer) = writer {
            let _ = writer.join();
        }
        Ok(Outcome {
            code: status.code(),
            stdout: stdout.map(Collected::all).unwrap_or_default(),
            stderr: stderr.map(Collected::all).unwrap_or_default(),
        })
    }

    fn printed(&self) -> String {
        let words: Vec<_> = self.arguments.iter().map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }
}
