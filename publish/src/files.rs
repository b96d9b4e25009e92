//! Open data as files: partnerships, awards and authorities as CSV, partnerships as GeoJSON.
//!
//! # Invariants
//! - CSV is RFC 4180 in UTF-8, rows in the order of their keys, and no cell can start a formula in a spreadsheet.
//! - GeoJSON is RFC 7946: coordinates as longitude and latitude with five decimals, lines cut at the antimeridian.

use crate::map::{Pairs, degrees, lines};
use crate::site::Site;
use crate::view::View;
use crate::words::Lang;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use vocabulary::{
    Authority, Award, Id, Language, Partnership, PartnershipParty, PartyRef, PartyRole, StepKind,
};

/// The licence of every file and answer.
pub(crate) const LICENCE: &str = "CC-BY-4.0";
/// The text of the licence.
pub(crate) const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// A CSV file: its name, the key of its words, its columns and how its rows are made.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) key: &'static str,
    pub(crate) columns: &'static [&'static str],
    rows: fn(&Sheet<'_>) -> Vec<Vec<String>>,
}

/// What rows are made from.
struct Sheet<'a> {
    view: View<'a>,
    address: &'a str,
    /// Only the awards of this call; empty for all.
    call: &'a str,
}

/// Every CSV file.
pub(crate) static TABLES: [Table; 3] = [
    Table {
        name: "partnerships.csv",
        key: "partnerships",
        columns: &[
            "id",
            "url",
            "kind",
            "status",
            "live",
            "lead_codes",
            "lead_names",
            "partner_codes",
            "partner_names",
            "countries",
            "established",
            "signed",
            "date",
            "date_precision",
            "programme",
            "why",
            "sources",
            "licence",
        ],
        rows: partnership_rows,
    },
    Table {
        name: "awards.csv",
        key: "awards",
        columns: &[
            "id",
            "url",
            "call",
            "session",
            "region",
            "lead_codes",
            "lead_names",
            "partner_codes",
            "partner_names",
            "countries",
            "title",
            "sources",
            "licence",
        ],
        rows: award_rows,
    },
    Table {
        name: "authorities.csv",
        key: "authorities",
        columns: &[
            "code",
            "other_codes",
            "url",
            "kind",
            "country",
            "name",
            "name_fr",
            "name_en",
            "name_uk",
            "population",
            "latitude",
            "longitude",
            "approximate",
            "partnerships",
            "licence",
        ],
        rows: authority_rows,
    },
];

/// A cell that no spreadsheet takes for a formula: such a cell begins with an apostrophe.
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    // A plain number is no formula, and longitudes are often negative.
    if risky && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn csv(table: &Table, sheet: &Sheet<'_>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(table.columns)?;
    for row in (table.rows)(sheet) {
        writer.write_record(row.iter().map(|text| cell(text)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

const BETWEEN: &str = " | ";

fn side(view: &View<'_>, parties: &[&PartnershipParty]) -> (String, String) {
    let body = |party: &&PartnershipParty| match party.party {
        PartyRef::Authority(id) => view.snapshot.authority(id),
        PartyRef::Organisation(_) => None,
    };
    let codes: Vec<String> = parties
        .iter()
        .map(|party| body(party).map_or_else(String::new, |body| body.code().to_string()))
        .collect();
    let names: Vec<String> = parties
        .iter()
        .map(|party| match (body(party), party.party) {
            (Some(body), _) => body.name().to_owned(),
            (None, PartyRef::Organisation(id)) => view
                .snapshot
                .organisation(id)
                .map_or_else(|| party.written.clone(), |found| found.name.clone()),
            (None, PartyRef::Authority(_)) => party.written.clone(),
        })
        .collect();
    (codes.join(BETWEEN), names.join(BETWEEN))
}

fn countries(view: &View<'_>, parties: &[PartnershipParty]) -> Vec<String> {
    let mut countries: Vec<String> = Vec::new();
    for party in parties {
        if let Some(country) = view.country_of(party.party) {
            let country = country.to_string();
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
    }
    countries
}

fn sources(view: &View<'_>, evidence: &[vocabulary::EvidenceId]) -> String {
    let mut found: Vec<String> = Vec::new();
    for id in evidence {
        let Some(proof) = view.snapshot.proof(*id) else {
            continue;
        };
        let name = match &proof.kind {
            vocabulary::EvidenceKind::Document { revision, .. } => {
                view.snapshot.source_of(*revision).map(|read| {
                    read.source
                        .address
                        .clone()
                        .unwrap_or_else(|| read.source.origin.clone())
                })
            }
            vocabulary::EvidenceKind::Statement { by, .. } => Some(by.clone()),
            vocabulary::EvidenceKind::Derived { rule, .. } => Some(rule.clone()),
        };
        if let Some(name) = name.filter(|name| !found.contains(name)) {
            found.push(name);
        }
    }
    found.join(BETWEEN)
}

fn step(found: &Partnership, what: StepKind) -> String {
    found
        .steps
        .iter()
        .find(|step| step.what == what)
        .map_or_else(String::new, |step| step.on.to_string())
}

fn partnership_rows(sheet: &Sheet<'_>) -> Vec<Vec<String>> {
    let view = &sheet.view;
    let mut all: Vec<&Partnership> = view.snapshot.record().partnerships.iter().collect();
    all.sort_by_key(|found| found.id);
    all.into_iter()
        .map(|found| {
            let (left, right) = view.sides(&found.parties);
            let (lead_codes, lead_names) = side(view, &left);
            let (partner_codes, partner_names) = side(view, &right);
            let day = found.main_day();
            vec![
                found.id.to_string(),
                format!("{}{}", sheet.address, found.id.address()),
                found.kind.as_str().to_owned(),
                found.status.as_str().to_owned(),
                found.status.is_live().to_string(),
                lead_codes,
                lead_names,
                partner_codes,
                partner_names,
                countries(view, &found.parties).join(BETWEEN),
                step(found, StepKind::Established),
                step(found, StepKind::Signed),
                day.map_or_else(String::new, |day| day.to_string()),
                day.map_or("", |day| day.precision().as_str()).to_owned(),
                found
                    .programme
                    .and_then(|id| view.snapshot.programme(id))
                    .map_or_else(String::new, |found| found.name.clone()),
                found
                    .why
                    .as_ref()
                    .map_or_else(String::new, |why| why.original.clone()),
                sources(view, &found.evidence),
                LICENCE.to_owned(),
            ]
        })
        .collect()
}

fn award_rows(sheet: &Sheet<'_>) -> Vec<Vec<String>> {
    let view = &sheet.view;
    let wanted = |award: &&Award| sheet.call.is_empty() || award.call.to_string() == sheet.call;
    let mut all: Vec<&Award> = view.snapshot.record().awards.iter().filter(wanted).collect();
    all.sort_by_key(|award| (award.call, award.session, award.id));
    all.into_iter()
        .map(|award| {
            let (right, left): (Vec<_>, Vec<_>) = award
                .parties
                .iter()
                .partition(|party| party.role == PartyRole::Partner);
            let (lead_codes, lead_names) = side(view, &left);
            let (partner_codes, partner_names) = side(view, &right);
            let mut where_to: Vec<String> = right
                .iter()
                .filter_map(|party| view.country_of(party.party))
                .map(|c| c.to_string())
                .collect();
            where_to.extend(award.countries.iter().map(ToString::to_string));
            where_to.sort();
            where_to.dedup();
            vec![
                award.id.to_string(),
                format!("{}{}", sheet.address, award.id.address()),
                view.snapshot
                    .call(award.call)
                    .map_or_else(String::new, |call| call.name.clone()),
                award.session.to_string(),
                award.region.clone().unwrap_or_default(),
                lead_codes,
                lead_names,
                partner_codes,
                partner_names,
                where_to.join(BETWEEN),
                award.title.original.clone(),
                sources(view, &award.evidence),
                LICENCE.to_owned(),
            ]
        })
        .collect()
}

fn authority_rows(sheet: &Sheet<'_>) -> Vec<Vec<String>> {
    let view = &sheet.view;
    let mut all: Vec<_> = view.snapshot.record().authorities.iter().collect();
    all.sort_by(|left, right| left.1.code().cmp(right.1.code()));
    all.into_iter()
        .map(|(id, body)| {
            let point = body.point.map(degrees);
            let other: Vec<String> = body.codes.iter().skip(1).map(ToString::to_string).collect();
            let partnerships = view
                .snapshot
                .of_party(PartyRef::Authority(*id))
                .partnerships
                .len();
            vec![
                body.code().to_string(),
                other.join(BETWEEN),
                format!("{}{}", sheet.address, id.address()),
                body.kind.as_str().to_owned(),
                body.country.to_string(),
                body.name().to_owned(),
                body.name_for(Language::FR).to_owned(),
                body.name_for(Language::EN).to_owned(),
                body.name_for(Language::UK).to_owned(),
                body.population
                    .map_or_else(String::new, |found| found.inhabitants.to_string()),
                point.map_or_else(String::new, |(_, lat)| lat.to_string()),
                point.map_or_else(String::new, |(lon, _)| lon.to_string()),
                body.point
                    .map_or_else(String::new, |point| point.approximate.to_string()),
                partnerships.to_string(),
                LICENCE.to_owned(),
            ]
        })
        .collect()
}

/// `GET /data/….csv`
pub(crate) async fn table(State(site): State<Site>, uri: Uri, pairs: Pairs) -> Response {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    let Some(table) = TABLES.iter().find(|table| table.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let pairs = pairs.map(|query| query.0).unwrap_or_default();
    let call = pairs
        .iter()
        .find(|(name, _)| name == "call")
        .map_or("", |(_, value)| value.as_str());
    let state = site.state();
    let view = View {
        lang: Lang::En,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    match csv(
        table,
        &Sheet {
            view,
            address: site.address(),
            call,
        },
    ) {
        Ok(bytes) => {
            let kind = "text/csv; charset=utf-8; header=present";
            ([(header::CONTENT_TYPE, kind), (header::LINK, link())], bytes).into_response()
        }
        Err(error) => {
            tracing::error!(%error, name, "a file could not be written");
            crate::api::problem(StatusCode::INTERNAL_SERVER_ERROR, "ours")
        }
    }
}

/// The licence as a header, for files that cannot hold it.
fn link() -> &'static str {
    "<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\""
}

/// A line between two points; cut in two where the shorter way crosses the antimeridian (RFC 7946, 3.1.9).
fn pieces(from: (f64, f64), to: (f64, f64)) -> Vec<Vec<[f64; 2]>> {
    let round = |value: f64| (value * 100_000.0).round() / 100_000.0;
    let ((x1, y1), (x2, y2)) = (from, to);
    if (x2 - x1).abs() <= 180.0 {
        return vec![vec![[x1, y1], [x2, y2]]];
    }
    // Going east from x1 the line leaves the map at 180 and enters at -180, or the other way round.
    let edge = if x1 > 0.0 { 180.0 } else { -180.0 };
    let unrolled = if x1 > 0.0 { x2 + 360.0 } else { x2 - 360.0 };
    let share = (edge - x1) / (unrolled - x1);
    let crossing = round(y1 + (y2 - y1) * share);
    vec![
        vec![[x1, y1], [edge, crossing]],
        vec![[-edge, crossing], [x2, y2]],
    ]
}

fn geometry(view: &View<'_>, found: &Partnership) -> Value {
    let ends = lines(view, found);
    let mut strings: Vec<Vec<[f64; 2]>> = Vec::new();
    for (from, to) in &ends {
        if let Some((from, to)) = from.point.zip(to.point) {
            strings.extend(pieces(degrees(from), degrees(to)));
        }
    }
    match strings.as_slice() {
        [] => {
            let located = |party: &PartnershipParty| match party.party {
                PartyRef::Authority(id) => view
                    .snapshot
                    .authority(id)
                    .and_then(|body: &Authority| body.point),
                PartyRef::Organisation(_) => None,
            };
            match found.parties.iter().find_map(located).map(degrees) {
                Some((x, y)) => json!({ "type": "Point", "coordinates": [x, y] }),
                None => Value::Null,
            }
        }
        [one] => json!({ "type": "LineString", "coordinates": one }),
        many => json!({ "type": "MultiLineString", "coordinates": many }),
    }
}

/// The partnerships as a GeoJSON feature collection.
pub(crate) fn features(view: &View<'_>, address: &str) -> Value {
    let mut all: Vec<&Partnership> = view.snapshot.record().partnerships.iter().collect();
    all.sort_by_key(|found| found.id);
    let features: Vec<Value> = all
        .into_iter()
        .map(|found| {
            let (left, right) = view.sides(&found.parties);
            let (lead_codes, lead_names) = side(view, &left);
            let (partner_codes, partner_names) = side(view, &right);
            json!({
                "type": "Feature",
                "id": found.id.to_string(),
                "geometry": geometry(view, found),
                "properties": {
                    "url": format!("{address}{}", found.id.address()),
                    "kind": found.kind.as_str(),
                    "status": found.status.as_str(),
                    "live": found.status.is_live(),
                    "lead_codes": lead_codes,
                    "lead_names": lead_names,
                    "partner_codes": partner_codes,
                    "partner_names": partner_names,
                    "countries": countries(view, &found.parties),
                    "date": found.main_day(),
                    "date_precision": found.main_day().map(|day| day.precision().as_str()),
                    "sources": sources(view, &found.evidence),
                },
            })
        })
        .collect();
    json!({
        "type": "FeatureCollection",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": view.lang.t("attribution"),
        "features": features,
    })
}

/// `GET /data/partnerships.geojson`
pub(crate) async fn geojson(State(site): State<Site>) -> Response {
    let state = site.state();
    let view = View {
        lang: Lang::En,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/geo+json"),
        (header::LINK, link()),
    ];
    (headers, features(&view, site.address()).to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_starts_a_formula() {
        for text in ["=1+1", "+1+1", "-cmd", "@SUM(A1)", "\t=1"] {
            assert!(cell(text).starts_with('\''), "{text}");
        }
        assert_eq!(cell("-7.55400"), "-7.55400");
        assert_eq!(cell("Lille"), "Lille");
    }

    #[test]
    fn a_line_over_the_antimeridian_is_cut_in_two() {
        let cut = pieces((170.0, 10.0), (-170.0, 20.0));
        assert_eq!(
            cut,
            [[[170.0, 10.0], [180.0, 15.0]], [[-180.0, 15.0], [-170.0, 20.0]]]
        );
        assert_eq!(pieces((-4.1, 48.0), (178.4, -18.1)).len(), 2);
        assert_eq!(pieces((0.0, 0.0), (30.0, 10.0)).len(), 1);
    }
}
