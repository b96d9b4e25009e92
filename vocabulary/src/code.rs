//! Official codes of authorities, countries and languages, checked once where they are made.
//!
//! # Invariants
//! - [`AuthorityCode`] prints as `scheme-code`, is URL-safe, and parses back to itself.
//! - The official part is kept unchanged; a scheme only says which register it comes from.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The register that an authority's code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// French commune, INSEE code (Code officiel géographique).
    FrCom,
    /// French delegated, associated or former commune, INSEE code.
    FrComd,
    /// French inter-municipal body, SIREN number.
    FrEpci,
    /// French département, INSEE code.
    FrDep,
    /// French région or collectivité in its place, INSEE code.
    FrReg,
    /// Ukrainian body of any level, KATOTTG code.
    Ua,
    /// First-level division by ISO 3166-2.
    Iso,
    /// Place or division by GeoNames id.
    Gn,
    /// Added by hand, with a source.
    Own,
}

impl Scheme {
    /// Every scheme, in the order in which one is preferred as the primary code.
    pub const ALL: [Self; 9] = [
        Self::FrCom,
        Self::FrComd,
        Self::FrEpci,
        Self::FrReg,
        Self::FrDep,
        Self::Ua,
        Self::Iso,
        Self::Gn,
        Self::Own,
    ];

    /// The prefix with its hyphen, as printed.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::FrCom => "fr-com-",
            Self::FrComd => "fr-comd-",
            Self::FrEpci => "fr-epci-",
            Self::FrDep => "fr-dep-",
            Self::FrReg => "fr-reg-",
            Self::Ua => "ua-",
            Self::Iso => "iso-",
            Self::Gn => "gn-",
            Self::Own => "own-",
        }
    }

    fn allows(self, code: &str) -> bool {
        let digits = |n: usize| code.len() == n && code.bytes().all(|b| b.is_ascii_digit());
        let insee =
            |n: usize| code.len() == n && code.bytes().all(|b| b.is_ascii_digit() || b == b'A' || b == b'B');
        match self {
            Self::FrCom | Self::FrComd => insee(5),
            Self::FrEpci => digits(9),
            Self::FrDep => insee(2) || digits(3),
            Self::FrReg => digits(2) || digits(3),
            Self::Ua => code
                .strip_prefix("UA")
                .is_some_and(|d| d.len() == 17 && d.bytes().all(|b| b.is_ascii_digit())),
            Self::Iso => code.split_once('-').is_some_and(|(country, part)| {
                country.len() == 2
                    && country.bytes().all(|b| b.is_ascii_uppercase())
                    && (1..=3).contains(&part.len())
                    && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            }),
            Self::Gn => (1..=10).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()),
            Self::Own => {
                (1..=60).contains(&code.len())
                    && code
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            }
        }
    }
}

/// The official code of an authority with its scheme, for example `fr-com-31205`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityCode {
    scheme: Scheme,
    code: Box<str>,
}

/// A code or a tag that does not have the shape of its scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The text starts with no known scheme.
    #[error(
        "“{text}” starts with no known scheme; expected fr-com-, fr-comd-, fr-epci-, fr-dep-, fr-reg-, ua-, iso-, gn- or own-"
    )]
    UnknownScheme {
        /// What was given.
        text: String,
    },
    /// The scheme is known and the rest does not have its shape.
    #[error("“{code}” is not a code of the scheme “{scheme}”")]
    Shape {
        /// The scheme's prefix.
        scheme: &'static str,
        /// The part behind it.
        code: String,
    },
    /// Not a country code of two letters (ISO 3166-1).
    #[error("“{text}” is not a country code of two capital letters (ISO 3166-1)")]
    Country {
        /// What was given.
        text: String,
    },
    /// Not a language tag of two or three letters (BCP 47 primary subtag).
    #[error("“{text}” is not a language tag of two or three small letters (BCP 47)")]
    Language {
        /// What was given.
        text: String,
    },
}

impl AuthorityCode {
    /// Checks the official part against the shape of the scheme.
    pub fn new(scheme: Scheme, code: &str) -> Result<Self, CodeError> {
        if scheme.allows(code) {
            Ok(Self {
                scheme,
                code: code.into(),
            })
        } else {
            Err(CodeError::Shape {
                scheme: scheme.prefix(),
                code: code.to_owned(),
            })
        }
    }

    /// The register it comes from.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The official part, unchanged.
    pub fn official(&self) -> &str {
        &self.code
    }
}

impl fmt::Display for AuthorityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scheme.prefix())?;
        f.write_str(&self.code)
    }
}

impl FromStr for AuthorityCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        for scheme in Scheme::ALL {
            if let Some(code) = text.strip_prefix(scheme.prefix()) {
                return Self::new(scheme, code);
            }
        }
        Err(CodeError::UnknownScheme {
            text: text.to_owned(),
        })
    }
}

/// A country by its ISO 3166-1 code of two letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// France.
    pub const FR: Self = Self(*b"FR");
    /// Ukraine.
    pub const UA: Self = Self(*b"UA");

    /// The two capital letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country is two ASCII letters by construction")
    }
}

impl FromStr for Country {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(CodeError::Country {
                text: text.to_owned(),
            }),
        }
    }
}

/// A language by its BCP 47 primary subtag, for example `uk`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// French.
    pub const FR: Self = Self(*b"fr\0");
    /// English.
    pub const EN: Self = Self(*b"en\0");
    /// Ukrainian.
    pub const UK: Self = Self(*b"uk\0");

    /// The two or three small letters.
    pub fn as_str(&self) -> &str {
        let text = std::str::from_utf8(&self.0).expect("a language is ASCII letters by construction");
        text.trim_end_matches('\0')
    }
}

impl FromStr for Language {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Ok(Self([a, b, 0])),
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_lowercase) => Ok(Self([a, b, c])),
            _ => Err(CodeError::Language {
                text: text.to_owned(),
            }),
        }
    }
}

macro_rules! as_text {
    ($($name:ty),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
as_text!(AuthorityCode, Country, Language);

macro_rules! print_letters {
    ($($name:ty),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
    )*};
}
print_letters!(Country, Language);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_prints_with_its_scheme_and_reads_back() {
        for text in [
            "fr-com-31205",
            "fr-com-2A004",
            "fr-comd-22203",
            "fr-epci-243100633",
            "fr-dep-31",
            "fr-dep-973",
            "fr-reg-76",
            "ua-UA63020030000094096",
            "iso-BF-09",
            "gn-2361778",
            "own-ml-sio",
        ] {
            let code: AuthorityCode = text.parse().unwrap();
            assert_eq!(code.to_string(), text);
        }
    }

    #[test]
    fn a_code_of_the_wrong_shape_is_refused_with_its_scheme() {
        let error = "fr-com-3120".parse::<AuthorityCode>().unwrap_err();
        assert_eq!(error.to_string(), "“3120” is not a code of the scheme “fr-com-”");
        assert!("xx-1".parse::<AuthorityCode>().is_err());
        assert!("own-Sio".parse::<AuthorityCode>().is_err());
    }

    #[test]
    fn countries_and_languages_are_letters_of_the_right_case() {
        assert_eq!("UA".parse::<Country>().unwrap(), Country::UA);
        assert!("ua".parse::<Country>().is_err());
        assert_eq!("uk".parse::<Language>().unwrap().to_string(), "uk");
        assert_eq!("fil".parse::<Language>().unwrap().as_str(), "fil");
        assert!("UK".parse::<Language>().is_err());
    }
}
