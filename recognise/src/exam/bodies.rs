//! The bodies that a gold file names: codes of which any is right, or a name without code.
//!
//! In: a JSON string or list. Out: [`Codes`] or a [`GoldParty`], or an error that names what is no code.
//!
//! # Invariants
//! A list of codes is never empty; one code is written without brackets.

use serde::de::{Error, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use vocabulary::AuthorityCode;

/// Codes of which any is right; one is written without brackets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes(pub Vec<AuthorityCode>);

impl Codes {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of `given` is among them.
    pub fn hold_one_of(&self, given: &[AuthorityCode]) -> bool {
        given.iter().any(|code| self.0.contains(code))
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&codes.join("|"))
    }
}

/// A party, funder or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoldParty {
    /// A body of the gazetteer.
    Coded(Codes),
    /// An organisation, or a body that is in no list; written `text:Name`.
    Written(String),
}

impl GoldParty {
    /// The name of one that has no code.
    pub(super) fn written(&self) -> Option<&str> {
        match self {
            Self::Coded(_) => None,
            Self::Written(name) => Some(name),
        }
    }
}

impl fmt::Display for GoldParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coded(codes) => codes.fmt(f),
            Self::Written(name) => write!(f, "text:{name}"),
        }
    }
}

/// The strings of one string or of a list.
struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code or a list of codes")
    }

    fn visit_str<E: Error>(self, one: &str) -> Result<Self::Value, E> {
        Ok(vec![one.to_owned()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(all)
    }
}

fn codes<E: Error>(texts: &[String]) -> Result<Codes, E> {
    if texts.is_empty() {
        return Err(E::custom("an empty list of codes"));
    }
    let codes = texts.iter().map(|text| text.parse().map_err(E::custom));
    codes.collect::<Result<_, E>>().map(Codes)
}

impl<'de> Deserialize<'de> for Codes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        codes(&deserializer.deserialize_any(OneOrMany)?)
    }
}

impl Serialize for Codes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let [one] = self.0.as_slice() {
            return one.serialize(serializer);
        }
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        self.0.iter().try_for_each(|code| list.serialize_element(code))?;
        list.end()
    }
}

impl<'de> Deserialize<'de> for GoldParty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = deserializer.deserialize_any(OneOrMany)?;
        match texts.as_slice() {
            [one] => match one.strip_prefix("text:") {
                Some(name) => Ok(Self::Written(name.trim().to_owned())),
                None => codes(&texts).map(Self::Coded),
            },
            _ => codes(&texts).map(Self::Coded),
        }
    }
}

impl Serialize for GoldParty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Coded(codes) => codes.serialize(serializer),
            Self::Written(_) => serializer.collect_str(self),
        }
    }
}
