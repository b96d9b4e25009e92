//! Pictures of stories: kept by the hash of their bytes, once each.
//!
//! # Invariants
//! A picture is kept with the story that shows it, in one transaction.

use crate::error::RegisterError;
use crate::reading::Picture;
use crate::register::Register;
use crate::rows::{picture, story};
use crate::tables::{cell, count};
use crate::writing::Writing;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use vocabulary::StoryPicture;

impl Register {
    /// The picture with this hash.
    pub async fn picture(&self, sha256: &str) -> Result<Option<Picture>, RegisterError> {
        let found = async {
            let row = picture::Entity::find_by_id(sha256).one(self.database()).await?;
            row.map(of).transpose()
        };
        self.located(found.await)
    }

    /// The picture of some story that was fetched from this address.
    pub async fn picture_from(&self, address: &str) -> Result<Option<StoryPicture>, RegisterError> {
        let found = async {
            let row = story::Entity::find()
                .filter(story::Column::PictureAddress.eq(address))
                .limit(1)
                .one(self.database())
                .await?;
            row.as_ref().map(shown).transpose().map(Option::flatten)
        };
        self.located(found.await)
    }
}

/// Keeps the pictures that are not there yet.
pub(crate) async fn save(writing: &Writing<'_>, pictures: &[Picture]) -> Result<(), RegisterError> {
    for picture in pictures {
        let known = picture::Entity::find_by_id(&picture.sha256)
            .select_only()
            .column(picture::Column::Sha256)
            .into_tuple::<String>()
            .one(writing.database())
            .await?;
        if known.is_none() {
            let row = picture::Model {
                sha256: picture.sha256.clone(),
                media_type: picture.media_type.clone(),
                width: count(u64::from(picture.width)),
                height: count(u64::from(picture.height)),
                bytes: picture.bytes.clone(),
            };
            row.into_active_model().insert(writing.database()).await?;
        }
    }
    Ok(())
}

/// The picture that a story shows.
pub(crate) fn shown(row: &story::Model) -> Result<Option<StoryPicture>, RegisterError> {
    let at = |column| cell("story", column, &row.id);
    let (Some(sha256), Some(address)) = (&row.picture, &row.picture_address) else {
        return Ok(None);
    };
    Ok(Some(StoryPicture {
        sha256: sha256.clone(),
        width: at("picture_width").number(row.picture_width.unwrap_or(0))?,
        height: at("picture_height").number(row.picture_height.unwrap_or(0))?,
        alt: row.picture_alt.clone(),
        address: address.clone(),
    }))
}

fn of(row: picture::Model) -> Result<Picture, RegisterError> {
    Ok(Picture {
        width: cell("picture", "width", &row.sha256).number(row.width)?,
        height: cell("picture", "height", &row.sha256).number(row.height)?,
        sha256: row.sha256,
        media_type: row.media_type,
        bytes: row.bytes,
    })
}
