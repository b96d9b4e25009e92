//! JSON into posts.
//!
//! In: JSON text. Out: one post, or the posts of a list with their numbers.
//!
//! # Invariants
//! - Of a list that breaks off, the posts before the break are kept.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use super::post::Post;
use crate::remark::{Remark, RemarkCode};
use crate::{Place, ReadError};

/// The posts of a list, each with its number from 0.
pub(super) struct Posts {
    pub(super) posts: Vec<(usize, Post)>,
    pub(super) remarks: Vec<Remark>,
}

/// Reads one post.
pub(super) fn single(json: &str) -> Result<Post, ReadError> {
    let value: Value = serde_json::from_str(json).map_err(|error| refused(&error))?;
    as_post(value).ok_or_else(|| {
        let value = serde_json::from_str(json).unwrap_or_default();
        ReadError::NotWordPress {
            pointer: String::new(),
            keys_seen: keys(&value),
        }
    })
}

/// Reads a list of posts.
pub(super) fn posts(json: &str) -> Result<Posts, ReadError> {
    let mut values = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let outcome = Elements(&mut values)
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end());
    let mut remarks = Vec::new();
    let mut posts = Vec::new();
    let mut strange = None;
    for (index, value) in values.into_iter().enumerate() {
        let keys_seen = keys(&value);
        if let Some(post) = as_post(value) {
            posts.push((index, post));
        } else {
            let pointer = format!("/{index}");
            let place = Place::Json {
                pointer: pointer.clone(),
                block: None,
            };
            remarks.push(Remark::new(RemarkCode::NotAPost, place));
            strange.get_or_insert(ReadError::NotWordPress { pointer, keys_seen });
        }
    }
    if let Err(error) = outcome {
        if posts.is_empty() {
            return Err(refused(&error));
        }
        let place = Place::Text {
            line: error.line(),
            column: error.column(),
        };
        remarks.push(Remark::new(
            RemarkCode::TruncatedList { kept: posts.len() },
            place,
        ));
    }
    if posts.is_empty() {
        let empty = ReadError::NoContent {
            pointer: "/0/content/rendered".to_owned(),
        };
        return Err(strange.unwrap_or(empty));
    }
    Ok(Posts { posts, remarks })
}

fn as_post(value: Value) -> Option<Post> {
    let object = value.as_object()?;
    let has = |key: &str| object.contains_key(key);
    let is_post = has("content") || (has("title") && (has("link") || has("slug") || has("date")));
    if !is_post {
        return None;
    }
    serde_json::from_value(value).ok()
}

fn keys(value: &Value) -> Vec<String> {
    value
        .as_object()
        .map(|object| object.keys().take(10).cloned().collect())
        .unwrap_or_default()
}

fn refused(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        return ReadError::TruncatedJson { line, column };
    }
    let whole = error.to_string();
    let reason = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
    ReadError::InvalidJson { line, column, reason }
}

/// Takes up the elements of a list one by one, so that those before a mistake are kept.
struct Elements<'v>(&'v mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of posts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            self.0.push(element);
        }
        Ok(())
    }
}
