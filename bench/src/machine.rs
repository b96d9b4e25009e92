//! What the figures were taken on: processor, cores, memory, load.

use std::fs;

fn line_of(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}

/// The load of the last one, five and fifteen minutes, and the running and existing processes.
pub(crate) fn load() -> String {
    fs::read_to_string("/proc/loadavg").map_or_else(|_| "unknown".to_owned(), |text| text.trim().to_owned())
}

/// The machine in two lines.
pub(crate) fn described() -> String {
    let unknown = || "unknown".to_owned();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!(
        "machine  {}, {cores} cores, memory {}\nload     before: {}",
        line_of("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
        line_of("/proc/meminfo", "MemTotal").unwrap_or_else(unknown),
        load()
    )
}
