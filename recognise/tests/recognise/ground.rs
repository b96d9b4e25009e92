//! The committed gazetteer, opened once for all tests.

use read::Hint;
use recognise::{Gazetteer, Recognition, Resolver, gazetteer};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The engine over the committed gazetteer.
pub(crate) static RESOLVER: LazyLock<Resolver<'static>> = LazyLock::new(|| {
    let packed = std::fs::read(root().join("gazetteer/gazetteer.zst")).expect("the gazetteer is committed");
    let file = gazetteer::searchable(&zstd::decode_all(packed.as_slice()).expect("it is compressed"))
        .expect("it is a gazetteer");
    let opened = Gazetteer::open(Box::leak(file.into_boxed_slice())).expect("it opens");
    Resolver::over(Box::leak(Box::new(opened)))
});

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
