//! The list while it is being built.
//!
//! In: bodies and later additions to them. Out: the ordered list.
//!
//! # Invariants
//! A code finds one body: the first that was given it.

use super::error::BuildError;
use super::{check, names};
use std::collections::BTreeMap;
use vocabulary::{Authority, AuthorityCode, Country, Kind, Language, Name, NameUse, Point, Scheme};

/// The list while it is being built.
#[derive(Debug, Default)]
pub(super) struct Draft {
    authorities: Vec<Authority>,
    holders: BTreeMap<AuthorityCode, usize>,
    /// What was left out or guessed.
    pub(super) remarks: Vec<String>,
}

impl Draft {
    /// Adds a body; fails if its primary code is that of another one. Further codes that others hold are dropped.
    pub(super) fn add(&mut self, mut body: Authority) -> Result<(), BuildError> {
        let code = body.code().clone();
        if let Some(other) = self.body(&code) {
            return Err(BuildError::SharedCode {
                code,
                first: other.name().to_owned(),
                second: body.name().to_owned(),
            });
        }
        body.codes.retain(|code| !self.holders.contains_key(code));
        for code in &body.codes {
            self.holders.insert(code.clone(), self.authorities.len());
        }
        self.authorities.push(body);
        Ok(())
    }

    /// The body with this code, primary or not.
    pub(super) fn body(&self, code: &AuthorityCode) -> Option<&Authority> {
        self.holders
            .get(code)
            .and_then(|place| self.authorities.get(*place))
    }

    /// The body with this code, to be changed.
    pub(super) fn body_mut(&mut self, code: &AuthorityCode) -> Option<&mut Authority> {
        let place = *self.holders.get(code)?;
        self.authorities.get_mut(place)
    }

    /// Gives a body a further code, unless somebody holds it.
    pub(super) fn add_code(&mut self, holder: &AuthorityCode, further: AuthorityCode) {
        if let (Some(&place), false) = (self.holders.get(holder), self.holders.contains_key(&further))
            && let Some(body) = self.authorities.get_mut(place)
        {
            body.codes.push(further.clone());
            self.holders.insert(further, place);
        }
    }

    /// Every body so far, to be changed.
    pub(super) fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Authority> {
        self.authorities.iter_mut()
    }

    /// The list in its order, checked.
    pub(super) fn finish(self) -> Result<(Vec<Authority>, Vec<String>), BuildError> {
        let mut authorities = self.authorities;
        authorities.sort_by(|a, b| (a.country, a.code()).cmp(&(b.country, b.code())));
        check::whole(&authorities)?;
        Ok((authorities, self.remarks))
    }
}

/// A body with its official name and nothing else.
pub(super) fn body(
    code: AuthorityCode,
    kind: &str,
    country: Country,
    (name, language): (&str, Option<Language>),
    source: &str,
) -> Authority {
    Authority {
        codes: vec![code],
        kind: Kind::named(kind)
            .expect("the builder's kinds stand in kinds.tsv: the test of all kinds builds each"),
        country,
        names: vec![Name {
            text: names::tidy(name),
            language,
            name_use: NameUse::Official,
        }],
        parents: Vec::new(),
        population: None,
        point: None,
        seat: None,
        occupied: false,
        succession: None,
        source: source.to_owned(),
    }
}

/// A code from a source file.
pub(super) fn code(scheme: Scheme, text: &str, file: &'static str) -> Result<AuthorityCode, BuildError> {
    AuthorityCode::new(scheme, text).map_err(|source| BuildError::Code { file, source })
}

/// The mean of points, taken one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mean {
    count: u16,
    latitude: f32,
    longitude: f32,
}

impl Mean {
    /// Takes one more point in.
    pub(super) fn add(&mut self, point: Point) {
        self.count = self.count.saturating_add(1);
        let weight = 1.0 / f32::from(self.count);
        self.latitude += (point.latitude - self.latitude) * weight;
        self.longitude += (point.longitude - self.longitude) * weight;
    }

    /// The mean, flagged approximate; `None` of no points.
    pub(super) fn point(self) -> Option<Point> {
        (self.count > 0).then_some(Point {
            latitude: self.latitude,
            longitude: self.longitude,
            approximate: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(code: &str) -> Authority {
        body(
            code.parse().unwrap(),
            "commune",
            Country::FR,
            ("Seilh", Some(Language::FR)),
            "test",
        )
    }

    #[test]
    fn a_second_body_with_the_same_primary_code_is_refused_by_name() {
        let mut draft = Draft::default();
        draft.add(sample("fr-com-31541")).unwrap();
        let error = draft.add(sample("fr-com-31541")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("“fr-com-31541” is the primary code of two bodies")
        );
    }

    #[test]
    fn a_further_code_stays_with_its_first_holder() {
        let mut draft = Draft::default();
        let further: AuthorityCode = "gn-1".parse().unwrap();
        for code in ["fr-com-31541", "fr-com-31205"] {
            draft.add(sample(code)).unwrap();
            draft.add_code(&code.parse().unwrap(), further.clone());
        }
        assert_eq!(draft.body(&further).unwrap().code().to_string(), "fr-com-31541");
    }

    #[test]
    fn the_mean_of_two_points_lies_between_them() {
        let mut mean = Mean::default();
        assert!(mean.point().is_none());
        for latitude in [40.0, 42.0] {
            mean.add(Point {
                latitude,
                longitude: 2.0,
                approximate: false,
            });
        }
        let point = mean.point().unwrap();
        assert!((point.latitude - 41.0).abs() < 1e-5 && point.approximate);
    }
}
