//! Any written name, with any country and region given, is answered or not, never a panic.
//!
//! In: a name and its hints. Out: nothing.
#![no_main]

mod ground;

use ground::RESOLVER;
use libfuzzer_sys::fuzz_target;
use recognise::{Hints, Scratch};

fuzz_target!(|asked: (String, Option<String>, Option<[u8; 2]>)| {
    let (name, region, country) = asked;
    let country = country.and_then(|code| String::from_utf8(code.to_vec()).ok()?.parse().ok());
    let hints = Hints {
        country,
        region,
        ..Hints::default()
    };
    let ranking = RESOLVER.ranking(&name, &hints, &mut Scratch::default());
    let _ = (RESOLVER.verdict(&ranking), RESOLVER.answer(&ranking));
});
