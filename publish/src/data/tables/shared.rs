//! What several tables say in the same way: sides, countries, sources.

use crate::data::table::{Cell, Sheet};
use crate::view::View;
use uuid::Uuid;
use vocabulary::{EvidenceId, EvidenceKind, Id, PartyRef};

/// A party with what the source calls it.
pub(super) type Named<'a> = (PartyRef, &'a str);

/// The official codes of a side: one part for each party, empty for a body without a code.
pub(super) fn codes(view: &View<'_>, side: &[Named<'_>]) -> Cell {
    let code = |(party, _): &Named<'_>| match party {
        PartyRef::Authority(id) => view
            .snapshot
            .authority(*id)
            .map_or_else(String::new, |body| body.code().to_string()),
        PartyRef::Organisation(_) => String::new(),
    };
    Cell::List(side.iter().map(code).collect())
}

/// The official names of a side.
pub(super) fn names(view: &View<'_>, side: &[Named<'_>]) -> Cell {
    let name = |(party, written): &Named<'_>| {
        let found = match party {
            PartyRef::Authority(id) => view.snapshot.authority(*id).map(vocabulary::Authority::name),
            PartyRef::Organisation(id) => view.snapshot.organisation(*id).map(|body| body.name.as_str()),
        };
        found.unwrap_or(written).to_owned()
    };
    Cell::List(side.iter().map(name).collect())
}

/// The parties of a side without their written names.
pub(super) fn parties(side: &[Named<'_>]) -> Vec<PartyRef> {
    side.iter().map(|(party, _)| *party).collect()
}

/// The countries of these parties, each once, in their order.
pub(super) fn countries(view: &View<'_>, all: impl Iterator<Item = PartyRef>) -> Vec<String> {
    let mut countries: Vec<String> = Vec::new();
    for country in all.filter_map(|party| view.country_of(party)) {
        let country = country.to_string();
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// The addresses of the documents, the bodies of the statements and the rules that prove a fact.
pub(super) fn sources(view: &View<'_>, evidence: &[EvidenceId]) -> Cell {
    let mut found: Vec<String> = Vec::new();
    for proof in evidence.iter().filter_map(|id| view.snapshot.proof(*id)) {
        let name = match &proof.kind {
            EvidenceKind::Document { revision, .. } => {
                let read = view.snapshot.source_of(*revision);
                read.map(|read| read.source.public_name().to_owned())
            }
            // An account is never named: the body stands for the person who spoke for it.
            EvidenceKind::Statement { by, on_behalf_of, .. } => match by.parse::<Uuid>() {
                Ok(_) => on_behalf_of.clone(),
                Err(_) => Some(by.clone()),
            },
            EvidenceKind::Derived { rule, .. } => Some(rule.clone()),
        };
        if let Some(name) = name.filter(|name| !found.contains(name)) {
            found.push(name);
        }
    }
    Cell::List(found)
}

/// The permanent address of an entity.
pub(super) fn address(sheet: &Sheet<'_>, id: impl Id) -> Cell {
    Cell::Text(format!("{}{}", sheet.address, id.address()))
}

/// The permanent address of an entity that may be missing.
pub(super) fn maybe_address(sheet: &Sheet<'_>, id: Option<impl Id>) -> Cell {
    id.map_or(Cell::Empty, |id| address(sheet, id))
}

/// The licence that each row carries, because rows travel without their file.
pub(super) fn licence() -> Cell {
    Cell::Text(crate::data::LICENCE.to_owned())
}
