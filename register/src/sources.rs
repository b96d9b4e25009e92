//! Sources: their rows, as readings bring them and as the public record carries them.

use crate::error::RegisterError;
use crate::reading::Reading;
use crate::rows::{edited_field, source};
use crate::tables::{cell, word};
use crate::writing::{What, Writing};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;
use vocabulary::{Id, RevisionId, Rights, Source, SourceId};

/// The row of a reading's source.
fn row(reading: &Reading, id: Uuid, newest: Uuid) -> source::Model {
    let (licence, holder) = match &reading.rights {
        Rights::Licensed { licence, holder } => (Some(licence.clone()), Some(holder.clone())),
        Rights::Own | Rights::Quotation => (None, None),
    };
    source::Model {
        id,
        origin: reading.origin.clone(),
        address: reading.address.clone(),
        title: reading.title.clone(),
        publisher: reading.publisher.clone(),
        language: reading.language.as_ref().map(word),
        format: word(&reading.format),
        rights: rights_word(&reading.rights).to_owned(),
        licence,
        holder,
        newest_id: newest,
        owner_id: reading.owner.map(Id::uuid),
    }
}

fn rights_word(rights: &Rights) -> &'static str {
    match rights {
        Rights::Own => "own",
        Rights::Licensed { .. } => "licensed",
        Rights::Quotation => "quotation",
    }
}

/// A source from its row.
pub(crate) fn of(row: &source::Model) -> Result<Source, RegisterError> {
    let at = |column| cell("source", column, &row.id);
    let rights = match (row.rights.as_str(), &row.licence, &row.holder) {
        ("own", ..) => Rights::Own,
        ("quotation", ..) => Rights::Quotation,
        ("licensed", Some(licence), Some(holder)) => Rights::Licensed {
            licence: licence.clone(),
            holder: holder.clone(),
        },
        _ => return Err(at("rights").wrong()),
    };
    Ok(Source {
        id: SourceId::of(row.id),
        origin: row.origin.clone(),
        address: row.address.clone(),
        title: row.title.clone(),
        publisher: row.publisher.clone(),
        language: at("language").maybe_word(row.language.as_deref())?,
        format: at("format").word(&row.format)?,
        rights,
        newest: RevisionId::of(row.newest_id),
    })
}

/// A new source, so that its first revision has something to belong to.
pub(crate) async fn before_its_revision(
    writing: &mut Writing<'_>,
    reading: &Reading,
    id: Uuid,
    newest: Uuid,
) -> Result<(), RegisterError> {
    let known = source::Entity::find_by_id(id).one(writing.database()).await?;
    if known.is_some() {
        return Ok(());
    }
    let row = row(reading, id, newest);
    let after = of(&row)?;
    writing.note(("source", id), What::Created, (None, Some(&after)), None);
    row.into_active_model().insert(writing.database()).await?;
    Ok(())
}

/// Brings the row of a source known before in line with a reading; fields that a person edited stay.
pub(crate) async fn save(
    writing: &mut Writing<'_>,
    reading: &Reading,
    id: Uuid,
    newest: Uuid,
    known: Option<source::Model>,
) -> Result<(), RegisterError> {
    let Some(known) = known else {
        return Ok(());
    };
    let mut new = row(reading, id, newest);
    // Who owns a source is settled when it first comes in; a later reading by somebody else does not take it over.
    new.owner_id = known.owner_id;
    let edits = edited_field::Entity::find()
        .filter(edited_field::Column::Entity.eq("source"))
        .filter(edited_field::Column::EntityId.eq(id))
        .all(writing.database())
        .await?;
    for edit in edits {
        match edit.field.as_str() {
            "title" => new.title.clone_from(&known.title),
            "publisher" => new.publisher.clone_from(&known.publisher),
            "address" => new.address.clone_from(&known.address),
            "language" => new.language.clone_from(&known.language),
            "rights" => {
                new.rights.clone_from(&known.rights);
                new.licence.clone_from(&known.licence);
                new.holder.clone_from(&known.holder);
            }
            _ => {}
        }
    }
    if new == known {
        return Ok(());
    }
    let (before, after) = (of(&known)?, of(&new)?);
    writing.note(("source", id), What::Updated, (Some(&before), Some(&after)), None);
    new.into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    Ok(())
}
