//! What must hold of the whole list, and how it is counted.
//!
//! In: the ordered list. Out: an error, or counts for the manifest.

use super::countries::CountryNames;
use super::error::BuildError;
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Authority, AuthorityCode};

/// Fails if two bodies share a primary code or one points to a body that is not there.
pub(super) fn whole(authorities: &[Authority]) -> Result<(), BuildError> {
    let mut primary: BTreeMap<&AuthorityCode, &Authority> = BTreeMap::new();
    for body in authorities {
        if let Some(other) = primary.insert(body.code(), body) {
            return Err(BuildError::SharedCode {
                code: body.code().clone(),
                first: other.name().to_owned(),
                second: body.name().to_owned(),
            });
        }
    }
    let known: BTreeSet<&AuthorityCode> = primary.keys().copied().collect();
    for body in authorities {
        let successor = body.succession.as_ref().map(|succession| &succession.successor);
        let pointed = body.parents.iter().chain(&body.seat).chain(successor);
        if let Some(missing) = pointed.into_iter().find(|code| !known.contains(code)) {
            return Err(BuildError::Dangling {
                code: body.code().clone(),
                missing: missing.clone(),
            });
        }
    }
    Ok(())
}

/// How many bodies, names, points and so on there are.
pub(super) fn counts(authorities: &[Authority], countries: &[CountryNames]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let mut add = |what: String, number: usize| {
        *counts.entry(what).or_default() += u64::try_from(number).unwrap_or(u64::MAX);
    };
    add("authorities".to_owned(), authorities.len());
    add("countries".to_owned(), countries.len());
    add(
        "country_names".to_owned(),
        countries.iter().map(|country| country.names.len()).sum(),
    );
    for body in authorities {
        add(format!("kind.{}", body.kind), 1);
        add(format!("source.{}", body.source), 1);
        add("codes".to_owned(), body.codes.len());
        add("names".to_owned(), body.names.len());
        add(
            "name_bytes".to_owned(),
            body.names.iter().map(|name| name.text.len()).sum(),
        );
        let point = match body.point {
            Some(point) if point.approximate => "points.approximate",
            Some(_) => "points.measured",
            None => "points.none",
        };
        add(point.to_owned(), 1);
        add("populations".to_owned(), usize::from(body.population.is_some()));
        add("occupied".to_owned(), usize::from(body.occupied));
        add(
            "with_successor".to_owned(),
            usize::from(body.succession.is_some()),
        );
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::draft::body;
    use vocabulary::{Country, Language};

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
    fn a_body_that_points_to_nobody_is_named_with_what_is_missing() {
        let mut lost = sample("fr-com-31541");
        lost.parents.push("fr-dep-31".parse().unwrap());
        let error = whole(&[lost]).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("“fr-com-31541” points to “fr-dep-31”, which no source has")
        );
    }

    #[test]
    fn bodies_names_and_points_are_counted() {
        let counts = counts(&[sample("fr-com-31541"), sample("fr-com-31205")], &[]);
        assert_eq!(
            (counts["authorities"], counts["names"], counts["name_bytes"]),
            (2, 2, 10)
        );
        assert_eq!((counts["kind.commune"], counts["points.none"]), (2, 2));
    }
}
