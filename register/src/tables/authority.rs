//! Authorities: their keys in the record, and what the directory says of them.

use super::{Which, cell, each, grouped, numbered, rows_of, word};
use crate::error::RegisterError;
use crate::rows::{authority, authority_code, authority_name, authority_parent};
use crate::writing::{insert, json};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use vocabulary::{Authority, AuthorityId, Id, Name, Point, Population};

/// The meant authorities with their keys, sorted by key; what is no longer valid is left out.
pub(crate) async fn authorities(
    database: &DatabaseTransaction,
    which: Which<'_>,
) -> Result<Vec<(AuthorityId, Authority)>, RegisterError> {
    use authority_code as code;
    use authority_name as name;
    use authority_parent as parent;
    let mut rows = rows_of::<authority::Entity>(database, authority::Column::Id, which).await?;
    rows.sort_by_key(|row| row.id);
    let mut codes = rows_of::<code::Entity>(database, code::Column::AuthorityId, which).await?;
    codes.retain(|row| row.valid_to.is_none());
    let mut codes = grouped(codes, |row| row.authority_id, |row| row.position);
    let mut names = rows_of::<name::Entity>(database, name::Column::AuthorityId, which).await?;
    names.retain(|row| row.valid_to.is_none());
    let mut names = grouped(names, |row| row.authority_id, |row| row.position);
    let mut parents = rows_of::<parent::Entity>(database, parent::Column::AuthorityId, which).await?;
    parents.retain(|row| row.valid_to.is_none());
    let mut parents = grouped(parents, |row| row.authority_id, |row| row.position);
    rows.into_iter()
        .map(|row| {
            let at = |column| cell("authority", column, &row.id);
            let codes = codes.remove(&row.id).unwrap_or_default();
            let names = names.remove(&row.id).unwrap_or_default();
            let parents = parents.remove(&row.id).unwrap_or_default();
            if codes.is_empty() {
                return Err(cell("authority_code", "authority_id", &row.id).wrong());
            }
            let authority = Authority {
                codes: each(codes.iter(), |c| {
                    cell("authority_code", "code", &row.id).word(&c.code)
                })?,
                kind: at("kind").word(&row.kind)?,
                country: at("country").word(&row.country)?,
                names: each(names.into_iter(), name_of)?,
                parents: each(parents.iter(), |p| {
                    cell("authority_parent", "code", &row.id).word(&p.code)
                })?,
                population: row
                    .population
                    .map(|n| {
                        at("population")
                            .number(n)
                            .map(|inhabitants| Population { inhabitants })
                    })
                    .transpose()?,
                point: point_of(&row),
                seat: at("seat").maybe_word(row.seat.as_deref())?,
                occupied: row.occupied,
                succession: at("succession").maybe_json(row.succession.as_deref())?,
                source: row.source,
            };
            Ok((AuthorityId::of(row.id), authority))
        })
        .collect()
}

fn name_of(row: authority_name::Model) -> Result<Name, RegisterError> {
    let at = |column| cell("authority_name", column, &row.authority_id);
    Ok(Name {
        language: at("language").maybe_word(row.language.as_deref())?,
        name_use: at("name_use").word(&row.name_use)?,
        text: row.name,
    })
}

#[expect(
    clippy::as_conversions,
    reason = "the directory gives degrees as f32; the database keeps them as f64, so the way back loses nothing"
)]
fn point_of(row: &authority::Model) -> Option<Point> {
    row.latitude
        .zip(row.longitude)
        .map(|(latitude, longitude)| Point {
            latitude: latitude as f32,
            longitude: longitude as f32,
            approximate: row.point_approximate,
        })
}

/// Adds an authority, as the directory knows it, under a fresh key.
pub(crate) async fn store_authority(
    database: &DatabaseTransaction,
    bodies: &[(Uuid, Authority)],
) -> Result<(), RegisterError> {
    let rows = bodies.iter().map(|(id, body)| authority::Model {
        id: *id,
        kind: word(&body.kind),
        country: word(&body.country),
        population: body
            .population
            .map(|population| i64::from(population.inhabitants)),
        latitude: body.point.map(|point| f64::from(point.latitude)),
        longitude: body.point.map(|point| f64::from(point.longitude)),
        point_approximate: body.point.is_some_and(|point| point.approximate),
        seat: body.seat.as_ref().map(word),
        occupied: body.occupied,
        succession: body.succession.as_ref().map(json),
        source: body.source.clone(),
    });
    insert(database, rows.collect()).await?;
    let codes = bodies.iter().flat_map(|(id, body)| {
        numbered(&body.codes).map(|(position, code)| authority_code::Model {
            authority_id: *id,
            position,
            code: code.to_string(),
            valid_from: None,
            valid_to: None,
            source: body.source.clone(),
        })
    });
    insert(database, codes.collect()).await?;
    let names = bodies.iter().flat_map(|(id, body)| {
        numbered(&body.names).map(|(position, name)| authority_name::Model {
            authority_id: *id,
            position,
            name: name.text.clone(),
            language: name.language.as_ref().map(word),
            name_use: word(&name.name_use),
            valid_from: None,
            valid_to: None,
            source: body.source.clone(),
        })
    });
    insert(database, names.collect()).await?;
    let parents = bodies.iter().flat_map(|(id, body)| {
        numbered(&body.parents).map(|(position, parent)| authority_parent::Model {
            authority_id: *id,
            position,
            code: parent.to_string(),
            valid_from: None,
            valid_to: None,
            source: body.source.clone(),
        })
    });
    insert(database, parents.collect()).await
}
