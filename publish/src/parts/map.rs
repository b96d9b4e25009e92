//! The place of the map on a page: what the loader needs to know, and what stands there without it.
//!
//! # Invariants
//! Where the map was not built there is no such part; the page says so or shows its table alone.

use crate::assets;
use crate::words::Lang;
use askama::Template;

/// How much room a map takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// The atlas, with filters and the slider of years.
    Wide,
    /// A map beside other things.
    Small,
}

/// A map on a page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/map.html")]
pub(crate) struct MapView {
    pub(crate) lang: Lang,
    /// The loader's address; the page's head loads it.
    pub(crate) script: String,
    base: String,
    detail: String,
    data: String,
    /// The words of the button on small screens; the loader writes the size in place of `{kilobytes}`.
    load: String,
    room: Room,
}

impl MapView {
    fn of(lang: Lang, data: &str, room: Room) -> Option<Self> {
        Some(Self {
            lang,
            script: assets::address("map.js")?,
            base: assets::base_map()?,
            detail: assets::address("basemap-detail.json")?,
            data: data.to_owned(),
            load: lang.say("map-load-size", &[("kilobytes", "{kilobytes}".into())]),
            room,
        })
    }

    /// The atlas over this data, where the map was built.
    pub(crate) fn wide(lang: Lang, data: &str) -> Option<Self> {
        Self::of(lang, data, Room::Wide)
    }

    /// A small map over this data, where the map was built.
    pub(crate) fn small(lang: Lang, data: &str) -> Option<Self> {
        Self::of(lang, data, Room::Small)
    }
}
