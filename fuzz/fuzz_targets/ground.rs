//! The committed gazetteer, made searchable once.

use recognise::{Gazetteer, Resolver, gazetteer};
use std::sync::LazyLock;

pub static RESOLVER: LazyLock<Resolver<'static>> = LazyLock::new(|| {
    let packed = include_bytes!("../../gazetteer/gazetteer.zst");
    let file = gazetteer::searchable(&zstd::decode_all(packed.as_slice()).expect("it is compressed"));
    let file = file.expect("it is a gazetteer").into_boxed_slice();
    let opened = Gazetteer::open(Box::leak(file)).expect("it opens");
    Resolver::over(Box::leak(Box::new(opened)))
});
