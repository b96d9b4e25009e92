//! Embeds `static/` and, where it was built, `front/dist` (the map): each file under an address that carries its hash; and
//! makes the table of languages from `translations/`. The scripts that every page has, `static/every/`, become one file: a
//! first view asks for it once.
//!
//! # Invariants
//! Without `front/dist` the table is shorter and pages say that the map needs its scripts; nothing fails.

#[path = "build/languages.rs"]
mod languages;

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets the folder of the package"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets the folder for built files"));
    let front = here.join("../front/dist");
    let translations = here.join("../translations").canonicalize()?;
    println!("cargo::rerun-if-changed={}", translations.display());
    fs::write(
        out.join("languages.rs"),
        languages::written(&languages::found(&translations)?),
    )?;
    println!("cargo::rerun-if-changed={}", here.join("static").display());
    // A folder that is missing today may be built tomorrow: watching it by name notices both.
    println!("cargo::rerun-if-changed={}", front.display());

    let mut files = listed(&here.join("static"))?;
    files.extend(listed(&front)?);
    let every = out.join("every.js");
    fs::write(&every, joined(&here.join("static/every"))?)?;
    files.push(every);
    let mut table = format!("pub(crate) static FILES: [Asset; {}] = [\n", files.len());
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let hash = Sha256::digest(fs::read(&path)?);
        let hash = hash.iter().take(6).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let _ = writeln!(
            table,
            "    Asset {{ name: {name:?}, hash: {hash:?}, bytes: include_bytes!({:?}), packed: Packed::new() }},",
            path.display().to_string()
        );
    }
    table.push_str("];\n");
    fs::write(out.join("assets.rs"), table)
}

/// The scripts of a folder one behind the other, each with its names to itself.
fn joined(folder: &Path) -> io::Result<String> {
    let mut all = String::new();
    for path in listed(folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ = writeln!(all, "{{\n{}}}", fs::read_to_string(path)?);
    }
    Ok(all)
}

/// The files of a folder in the order of their names; none if there is no such folder.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending != "map") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
