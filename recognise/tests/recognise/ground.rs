//! The committed gazetteer, opened once for all tests.

use read::Hint;
use recognise::{Gazetteer, Recognition, Resolver, gazetteer};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The engine over the committed gazetteer.
pub(crate) static RESOLVER: LazyLock<Resolver<'static>> = LazyLock::new(|| {
    let opened = Gazetteer::open(Box::leak(searchable().into_boxed_slice())).expect("it opens");
    Resolver::over(Box::leak(Box::new(opened)))
});

/// The searchable form, made by the first test that wants it: each test is a process of its own.
fn searchable() -> Vec<u8> {
    let packed = std::fs::read(root().join("gazetteer/gazetteer.zst")).expect("the gazetteer is committed");
    let name = format!(
        "{:016x}-{:016x}.bin",
        gazetteer::index_version(),
        recognise::fold::hash(&packed)
    );
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if let Ok(made) = std::fs::read(&cache) {
        return made;
    }
    let made = gazetteer::searchable(&zstd::decode_all(packed.as_slice()).expect("it is compressed"))
        .expect("it is a gazetteer");
    // Written whole under a name of its own, then named: another test may be reading.
    let own = cache.with_extension(std::process::id().to_string());
    std::fs::write(&own, &made).expect("the folder of the tests can be written");
    std::fs::rename(&own, &cache).expect("the folder of the tests can be written");
    made
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What the engine recognises in a file of this name with these bytes, with the text that offsets count in.
pub(crate) fn recognised(name: &str, bytes: &[u8]) -> Option<(String, Recognition)> {
    let document = read::document(bytes, &Hint::named(name)).ok()?;
    let recognition = recognise::recognise(&document, &RESOLVER);
    Some((document.text, recognition))
}
