//! Who is who in the files of standards: identifiers made from the site's host and the code that the record uses.
//!
//! # Invariants
//! One body has one identifier in all files. No list of organisation identifiers (org-id.guide) holds French local
//! authorities or Ukrainian hromadas, so none of their prefixes is used.

use super::table::Sheet;
use vocabulary::{Authority, PartyRef};

/// A body by its identifier and its official name; no name of a body that the record lost.
pub(super) struct Named<'a> {
    pub(super) id: String,
    pub(super) name: Option<&'a str>,
}

/// The host of the site, by which it names itself.
pub(super) fn reporter(sheet: &Sheet<'_>) -> String {
    let host = sheet
        .address
        .split_once("://")
        .map_or(sheet.address, |(_, host)| host);
    host.split(['/', '&', '|', '?'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// A body.
pub(super) fn named<'a>(sheet: &'a Sheet<'_>, party: PartyRef) -> Named<'a> {
    let snapshot = sheet.view.snapshot;
    let (key, name) = match party {
        PartyRef::Authority(id) => {
            let found = snapshot.authority(id);
            let code = found.map_or_else(|| id.to_string(), |body| body.code().to_string());
            (code, found.map(Authority::name))
        }
        PartyRef::Organisation(id) => {
            let found = snapshot.organisation(id);
            (id.to_string(), found.map(|body| body.name.as_str()))
        }
    };
    Named {
        id: format!("{}-{key}", reporter(sheet)),
        name,
    }
}
