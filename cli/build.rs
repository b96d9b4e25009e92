//! Puts the built gazetteer where the program embeds it; a checkout without one gives a program that can only build it.

use std::path::Path;

fn main() {
    let source = Path::new("../gazetteer/gazetteer.zst");
    println!("cargo:rerun-if-changed={}", source.display());
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let target = Path::new(&out).join("gazetteer.zst");
    let bytes = std::fs::read(source).unwrap_or_default();
    std::fs::write(target, bytes).expect("the build folder can be written");
}
