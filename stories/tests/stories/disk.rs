//! Disks that take nothing: small, read-only, or as much alike as the machine allows.
//!
//! # Invariants
//! What is mounted is unmounted when the story ends. Where nothing may be mounted (no root, a confined container) the
//! story stands on something that every user can make, and the output says so.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use stories::binary;
use tempfile::{NamedTempFile, TempDir};

/// A file system in memory, of a given size.
#[derive(Debug)]
pub(crate) struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Mounts one, if this machine lets us.
    pub(crate) fn of(kibibytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={kibibytes}k");
        let mounted = mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], folder.path());
        if !mounted {
            println!("nothing can be mounted here: told on what every user can make");
        }
        mounted.then_some(Self { folder })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes all the room that is left, until the answer is dropped.
    pub(crate) fn filled(&self) -> NamedTempFile {
        let mut file = NamedTempFile::new_in(self.path()).unwrap();
        let part = [1; 4_096];
        while file.write_all(&part).is_ok() {}
        file
    }

    /// Takes no more writes from now on.
    pub(crate) fn close_for_writing(&self) {
        assert!(mount(&["-o", "remount,ro"], self.path()));
    }

    /// As large as it was meant to be from the beginning.
    pub(crate) fn grow(&self, kibibytes: u32) {
        assert!(mount(&["-o", &format!("remount,size={kibibytes}k")], self.path()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let ended = Command::new("umount").arg(self.path()).status();
        if !ended.is_ok_and(|status| status.success()) {
            println!("{} is still mounted", self.path().display());
        }
    }
}

fn mount(options: &[&str], folder: &Path) -> bool {
    let mounted = Command::new("mount").args(options).arg(folder).output();
    mounted.is_ok_and(|mounted| mounted.status.success())
}

/// The binary called so that no file may grow beyond this, as when a disk is full.
pub(crate) fn limited(kibibytes: u32, arguments: &[&str], data: &Path) -> (Option<i32>, String) {
    // The shell counts in blocks of 512 bytes; the signal is ignored so that the program sees the failed write.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kibibytes * 2);
    let output = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(binary().unwrap())
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// A folder that takes no files from anybody, root or not.
pub(crate) fn forbidden() -> PathBuf {
    PathBuf::from("/proc/self/nowhere")
}

/// A path under a file, where no folder can be.
pub(crate) fn under_a_file(folder: &Path) -> PathBuf {
    let file: OsString = folder.join("file").into();
    std::fs::write(&file, "a file").unwrap();
    PathBuf::from(file).join("data")
}
