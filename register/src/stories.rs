//! Stories cut from sources: kept with the source, each with the revision it was cut from as its proof.
//!
//! # Invariants
//! Of a source that may only be quoted a story is a headline and a link: no summary.

use crate::error::RegisterError;
use crate::facts::folded;
use crate::pictures;
use crate::reading::{Reading, StoryDraft};
use crate::rows::{edited_field, story};
use crate::tables::{cell, count, remove_rows, rows_in, word};
use crate::writing::{What, Writing, insert, json};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;
use vocabulary::{Id, SourceId, Story, StoryId, StoryPicture};

/// Brings the stories of a source in line with a new reading.
pub(crate) async fn save(
    writing: &mut Writing<'_>,
    reading: &Reading,
    source: Uuid,
    revision: Uuid,
) -> Result<(), RegisterError> {
    pictures::save(writing, &reading.pictures).await?;
    let known = story::Entity::find()
        .filter(story::Column::SourceId.eq(source))
        .all(writing.database())
        .await?;
    let ids: Vec<Uuid> = known.iter().map(|row| row.id).collect();
    let of_stories = edited_field::Entity::find().filter(edited_field::Column::Entity.eq("story"));
    let edits = rows_in(
        writing.database(),
        of_stories,
        edited_field::Column::EntityId,
        &ids,
    )
    .await?;
    let mut known: HashMap<String, story::Model> =
        known.into_iter().map(|row| (row.identity.clone(), row)).collect();
    let mut gone = Vec::new();
    let mut added = Vec::new();
    for (identity, draft) in identified(&reading.stories) {
        let old = known.remove(&identity);
        let id = old.as_ref().map_or_else(|| writing.fresh(), |old| old.id);
        let mut new = row(reading, draft, (id, source, revision), identity);
        if let Some(old) = old {
            keep_picture(&mut new, &old, draft);
            for edit in edits.iter().filter(|edit| edit.entity_id == id) {
                match edit.field.as_str() {
                    "title" => new.title.clone_from(&old.title),
                    "summary" => new.summary.clone_from(&old.summary),
                    _ => {}
                }
            }
            gone.push(id);
            let (before, after) = (of(&old)?, of(&new)?);
            // That it was cut from a newer revision is in the log already, with the revision.
            if before != after {
                writing.note(("story", id), What::Updated, (Some(&before), Some(&after)), None);
            }
        } else {
            let after = of(&new)?;
            writing.note(("story", id), What::Created, (None, Some(&after)), None);
        }
        added.push(new);
    }
    let mut left: Vec<story::Model> = known.into_values().collect();
    left.sort_by_key(|row| row.id);
    for old in left {
        // Its place in the text is gone with the text, so it goes, unless a person worked on it.
        if !edits.iter().any(|edit| edit.entity_id == old.id) {
            let before = of(&old)?;
            writing.note(("story", old.id), What::Removed, (Some(&before), None), None);
            gone.push(old.id);
        }
    }
    remove_rows::<story::Entity>(writing.database(), story::Column::Id, &gone).await?;
    insert(writing.database(), added).await
}

/// Stories with what makes them the same one at the next reading: their address, else their title; counted where equal.
fn identified(drafts: &[StoryDraft]) -> impl Iterator<Item = (String, &StoryDraft)> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    drafts.iter().map(move |draft| {
        let name = draft
            .address
            .clone()
            .unwrap_or_else(|| folded(&draft.title.original));
        let nth = seen.entry(name.clone()).or_default();
        *nth += 1;
        (format!("{name} | {nth}"), draft)
    })
}

fn row(
    reading: &Reading,
    draft: &StoryDraft,
    (id, source, revision): (Uuid, Uuid, Uuid),
    identity: String,
) -> story::Model {
    let place = |scalar: usize| count(u64::try_from(scalar).unwrap_or(u64::MAX));
    let whole = reading.rights.allow_full_text();
    let summary = draft.summary.as_ref().filter(|_| whole);
    let picture = draft.picture.as_ref().filter(|_| whole);
    let side = |side: fn(&StoryPicture) -> u32| picture.map(|picture| count(u64::from(side(picture))));
    story::Model {
        id,
        source_id: source,
        revision_id: revision,
        identity,
        title: json(&draft.title),
        summary: summary.map(json),
        language: draft.language.as_ref().map(word),
        starts: place(draft.span.0),
        ends: place(draft.span.1),
        published: draft.published.as_ref().map(word),
        address: draft.address.clone(),
        owner_id: reading.owner.map(Id::uuid),
        body: draft.body.clone().filter(|_| whole),
        picture: picture.map(|picture| picture.sha256.clone()),
        picture_alt: picture.and_then(|picture| picture.alt.clone()),
        picture_address: picture.map(|picture| picture.address.clone()),
        picture_width: side(|picture| picture.width),
        picture_height: side(|picture| picture.height),
    }
}

/// A reading that fetched no picture keeps the one that was fetched before from the same address.
fn keep_picture(new: &mut story::Model, old: &story::Model, draft: &StoryDraft) {
    let named = draft.image.as_ref().map(|image| image.address.as_str());
    if new.picture.is_none() && named.is_some() && old.picture_address.as_deref() == named {
        new.picture.clone_from(&old.picture);
        new.picture_alt.clone_from(&old.picture_alt);
        new.picture_address.clone_from(&old.picture_address);
        (new.picture_width, new.picture_height) = (old.picture_width, old.picture_height);
    }
}

/// A story from its row; what it proves is worked out from the claims within its span.
pub(crate) fn of(row: &story::Model) -> Result<Story, RegisterError> {
    let at = |column| cell("story", column, &row.id);
    Ok(Story {
        id: StoryId::of(row.id),
        source: SourceId::of(row.source_id),
        title: at("title").json(&row.title)?,
        summary: at("summary").maybe_json(row.summary.as_deref())?,
        language: at("language").maybe_word(row.language.as_deref())?,
        span: (at("starts").number(row.starts)?, at("ends").number(row.ends)?),
        published: at("published").maybe_word(row.published.as_deref())?,
        address: row.address.clone(),
        body: row.body.clone(),
        picture: pictures::shown(row)?,
        partnerships: Vec::new(),
    })
}
