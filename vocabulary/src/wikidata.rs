//! Items of Wikidata: what the free knowledge base calls the thing that a body is.
//!
//! # Invariants
//! A [`WikidataItem`] prints as `Q` and a number without a zero before it, and parses back to itself.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// An item of Wikidata, for example `Q7880`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WikidataItem(NonZeroU32);

/// A text that is no item of Wikidata.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not an item of Wikidata; write Q and its number, as in Q7880")]
pub struct WikidataItemError {
    /// What was given.
    pub text: String,
}

impl WikidataItem {
    /// The page that describes it.
    pub fn address(self) -> String {
        format!("https://www.wikidata.org/wiki/{self}")
    }
}

impl fmt::Display for WikidataItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{}", self.0)
    }
}

impl FromStr for WikidataItem {
    type Err = WikidataItemError;

    fn from_str(text: &str) -> Result<Self, WikidataItemError> {
        text.strip_prefix('Q')
            .filter(|digits| digits.starts_with(|first: char| first.is_ascii_digit() && first != '0'))
            .and_then(|digits| digits.parse().ok())
            .map(Self)
            .ok_or_else(|| WikidataItemError {
                text: text.to_owned(),
            })
    }
}

impl Serialize for WikidataItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WikidataItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_prints_as_it_is_written_and_leads_to_its_page() {
        let item: WikidataItem = "Q7880".parse().unwrap();
        assert_eq!(item.to_string(), "Q7880");
        assert_eq!(item.address(), "https://www.wikidata.org/wiki/Q7880");
        assert_eq!(serde_json::to_string(&item).unwrap(), "\"Q7880\"");
        assert_eq!(serde_json::from_str::<WikidataItem>("\"Q7880\"").unwrap(), item);
    }

    #[test]
    fn what_is_not_q_and_a_number_is_refused_with_how_to_write_it() {
        for text in [
            "",
            "Q",
            "7880",
            "q7880",
            "Q0",
            "Q07",
            "Q+7",
            "Q-7",
            "Q7 ",
            "Q7880x",
            "P190",
            "Q99999999999",
            "Q٧",
        ] {
            let error = text.parse::<WikidataItem>().unwrap_err();
            assert!(error.to_string().ends_with("as in Q7880"), "{text}: {error}");
            assert!(serde_json::from_str::<WikidataItem>(&format!("{text:?}")).is_err());
        }
    }
}
