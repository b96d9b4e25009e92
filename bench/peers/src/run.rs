//! The order of a run: prepare, index, measure each engine in a process of its own, print.
//!
//! In: the arguments. Out: the table, or one process's part of the work.
//!
//! # Invariants
//! Everything that is written lies in a temporary folder of this run, which is removed at its end.

use crate::engines::{ALL, Entry, Files, build};
use crate::error::PeersError;
use crate::measure::{Report, report, spent};
use crate::question::{List, lists};
use crate::table::{Line, table};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Names that slow engines answer, unless `--sample` says otherwise.
const SAMPLE: usize = 1_000;

/// What one process does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Part {
    /// Everything, through others.
    #[default]
    Whole,
    /// Prepares what an engine keeps on disk.
    Build(String),
    /// Measures one engine.
    Engine(String),
}

/// The arguments of a call.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    part: Part,
    folder: PathBuf,
    gazetteer: PathBuf,
    sample: usize,
    files: Vec<PathBuf>,
}

impl Arguments {
    /// Reads them.
    pub(crate) fn read(mut words: impl Iterator<Item = OsString>) -> Result<Self, PeersError> {
        let mut read = Self {
            gazetteer: Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer/gazetteer.zst"),
            sample: SAMPLE,
            ..Self::default()
        };
        while let Some(word) = words.next() {
            let name = word.to_string_lossy().into_owned();
            if !name.starts_with("--") {
                read.files.push(word.into());
                continue;
            }
            let value = words
                .next()
                .ok_or_else(|| PeersError::Usage(format!("{name} lacks its value")))?;
            read.option(&name, value)?;
        }
        if read.files.is_empty() && read.part == Part::Whole {
            return Err(PeersError::Usage("no file of names is given".to_owned()));
        }
        Ok(read)
    }

    fn option(&mut self, name: &str, value: OsString) -> Result<(), PeersError> {
        let text = value.to_string_lossy().into_owned();
        match name {
            "--gazetteer" => self.gazetteer = value.into(),
            "--folder" => self.folder = value.into(),
            "--build" => self.part = Part::Build(text),
            "--engine" => self.part = Part::Engine(text),
            "--sample" => {
                let count = text.parse();
                self.sample = count.map_err(|_| PeersError::Usage(format!("“{text}” is no number")))?;
            }
            _ => return Err(PeersError::Usage(format!("{name} is not known"))),
        }
        Ok(())
    }

    fn lists(&self) -> Result<Vec<List>, PeersError> {
        let each = self.files.iter().map(|file| lists(file, self.sample));
        Ok(each
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect())
    }
}

/// Does the process's part and prints it.
pub(crate) fn run(arguments: &Arguments) -> Result<(), PeersError> {
    let text = match &arguments.part {
        Part::Whole => whole(arguments)?,
        Part::Build(word) => {
            build(word, &Files(&arguments.folder), &arguments.gazetteer)?;
            spent().as_secs_f64().to_string()
        }
        Part::Engine(word) => {
            let entry = ALL.iter().find(|entry| entry.word == word);
            let entry = entry.ok_or_else(|| PeersError::Usage(format!("“{word}” is not an engine")))?;
            let taken = report(*entry, &Files(&arguments.folder), &arguments.lists()?)?;
            serde_json::to_string(&taken).map_err(PeersError::of(entry.word))?
        }
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").map_err(PeersError::at(Path::new("standard output")))
}

fn whole(arguments: &Arguments) -> Result<String, PeersError> {
    let lists = arguments.lists()?;
    let folder = tempfile::tempdir().map_err(PeersError::at(&std::env::temp_dir()))?;
    let child = |entry: &'static str, part: &str| child(arguments, folder.path(), part, entry);
    let seconds = |word: &'static str| -> Result<f64, PeersError> {
        let text = child(word, "--build")?;
        text.trim().parse().map_err(PeersError::of(word))
    };
    let ours = seconds("jumelage")?;
    seconds("names")?;
    let mut rows = Vec::new();
    for entry in &ALL {
        say(entry);
        let build = match entry.word {
            "jumelage" => Some(ours),
            word if entry.has_index => Some(seconds(word)?),
            _ => None,
        };
        let text = child(entry.word, "--engine")?;
        let report: Report = serde_json::from_str(&text).map_err(PeersError::of(entry.word))?;
        rows.push(Line {
            entry: *entry,
            build,
            report,
        });
    }
    Ok(table(&lists, &rows))
}

/// Names the engine that is at work: the slow ones take minutes.
fn say(entry: &Entry) {
    // A closed standard error is no reason to stop measuring.
    let _ = writeln!(std::io::stderr(), "measuring {} ...", entry.title);
}

/// Runs one part in a process of its own and gives what it printed.
fn child(arguments: &Arguments, folder: &Path, part: &str, word: &'static str) -> Result<String, PeersError> {
    let failed = PeersError::of::<std::io::Error>(word);
    let program = std::env::current_exe().map_err(&failed)?;
    let output = Command::new(program)
        .args([part, word, "--sample", &arguments.sample.to_string(), "--folder"])
        .arg(folder)
        .arg("--gazetteer")
        .arg(&arguments.gazetteer)
        .args(&arguments.files)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(&failed)?;
    if !output.status.success() {
        return Err(PeersError::of(word)(output.status));
    }
    String::from_utf8(output.stdout).map_err(PeersError::of(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, PeersError> {
        Arguments::read(words.iter().map(OsString::from))
    }

    #[test]
    fn files_and_options_may_stand_in_any_order() {
        let arguments = read(&["a.tsv", "--sample", "7", "b.tsv"]).unwrap();
        assert_eq!(arguments.sample, 7);
        assert_eq!(arguments.files.len(), 2);
        assert_eq!(arguments.part, Part::Whole);
    }

    #[test]
    fn a_call_that_is_not_understood_says_how_to_call() {
        for words in [&[][..], &["--sample"], &["--sample", "x", "a"], &["--odd", "1"]] {
            assert!(read(words).unwrap_err().to_string().contains("usage: peers"));
        }
    }
}
