//! What stands at the address of an authority that is written otherwise: a name, a code in another case, a wrong code.
//!
//! # Invariants
//! - A name leads to a body only where the gazetteer takes it to mean this one and the body bears it: what is merely near is
//!   offered, never followed.
//! - What is offered bears the name or a code that differs in one character.

use super::authority::find;
use super::error::{self, Help, Near};
use crate::context::Context;
use crate::errors::PageError;
use crate::negotiate::{moved, to};
use crate::parts::LinkView;
use crate::search::folded;
use crate::urls;
use crate::view::{View, cut};
use axum::http::StatusCode;
use axum::response::Response;
use percent_encoding::percent_decode_str;
use std::cmp::Reverse;
use vocabulary::{Authority, AuthorityCode, Scheme, Verdict};

/// Longest name that is looked at, in characters.
const LONGEST: usize = 120;
/// Most bodies that are offered.
const OFFERED: usize = 8;

/// Answers for what is the code of nobody.
pub(crate) fn answer(ctx: &Context, view: &View<'_>) -> Result<Response, PageError> {
    let written = percent_decode_str(ctx.last()).decode_utf8_lossy();
    let written = cut(written.trim(), LONGEST);
    if let Some(code) = as_code(&written) {
        return match find(view, &code) {
            Some((_, body)) => Ok(moved(&urls::authority(view.lang, body.code()))),
            None => of_code(ctx, view, &code.to_string()),
        };
    }
    if has_scheme(&written) {
        return of_code(ctx, view, &written);
    }
    of_name(ctx, view, &written)
}

/// The code that is meant, whatever its case.
fn as_code(written: &str) -> Option<AuthorityCode> {
    let small = written.to_ascii_lowercase();
    Scheme::ALL.into_iter().find_map(|scheme| {
        let rest = small.strip_prefix(scheme.prefix())?;
        AuthorityCode::new(scheme, &rest.to_ascii_uppercase())
            .or_else(|_| AuthorityCode::new(scheme, rest))
            .ok()
    })
}

fn has_scheme(written: &str) -> bool {
    let small = written.to_lowercase();
    Scheme::ALL
        .into_iter()
        .any(|scheme| small.starts_with(scheme.prefix()))
}

/// Offers the bodies whose code differs in one character, or stands in another list.
fn of_code(ctx: &Context, view: &View<'_>, written: &str) -> Result<Response, PageError> {
    let mut found: Vec<Authority> = Vec::new();
    for code in variants(written) {
        if let Some((_, body)) = find(view, &code)
            && !found.iter().any(|held| held.code() == body.code())
        {
            found.push(body);
        }
    }
    // A former commune is what an old number most likely means.
    if let Ok(code) = written.parse::<AuthorityCode>()
        && let Some(former) = found
            .iter()
            .find(|body| body.succession.is_some() && body.code().official() == code.official())
    {
        return Ok(to(
            StatusCode::SEE_OTHER,
            &urls::authority(view.lang, former.code()),
        ));
    }
    found.sort_by_key(|body| Reverse(body.population.map(|people| people.inhabitants)));
    found.truncate(OFFERED);
    offered(ctx, view, ("uncoded", StatusCode::NOT_FOUND), (written, found))
}

/// Every code that is one slip of the hand away.
fn variants(written: &str) -> Vec<AuthorityCode> {
    let small = written.to_lowercase();
    let Some(scheme) = Scheme::ALL
        .into_iter()
        .find(|scheme| small.starts_with(scheme.prefix()))
    else {
        return Vec::new();
    };
    let official: Vec<char> = written
        .to_uppercase()
        .chars()
        .skip(scheme.prefix().len())
        .take(LONGEST)
        .collect();
    let mut texts: Vec<Vec<char>> = Vec::new();
    for at in 0..=official.len() {
        let (before, after) = official.split_at(at);
        let with = |middle: &[char], rest: &[char]| [before, middle, rest].concat();
        if let [one, other, rest @ ..] = after {
            texts.push(with(&[*other, *one], rest));
        }
        for digit in '0'..='9' {
            texts.push(with(&[digit], after));
            if let [_, rest @ ..] = after {
                texts.push(with(&[digit], rest));
            }
        }
        if let [_, rest @ ..] = after {
            texts.push(with(&[], rest));
        }
    }
    let near = texts
        .into_iter()
        .filter_map(|text| AuthorityCode::new(scheme, &String::from_iter(text)).ok());
    let own: String = official.iter().collect();
    let elsewhere = Scheme::ALL
        .into_iter()
        .filter(|other| *other != scheme)
        .filter_map(|other| AuthorityCode::new(other, &own).ok());
    elsewhere.chain(near).collect()
}

/// Leads to the one body of this name, or offers those that may be meant.
fn of_name(ctx: &Context, view: &View<'_>, written: &str) -> Result<Response, PageError> {
    let candidates = match view.places.verdict(written) {
        Verdict::One(one) => vec![one],
        Verdict::Several(several) => several,
        Verdict::Unknown => view.places.search(written, OFFERED),
    };
    let mut found: Vec<Authority> = Vec::new();
    for (_, body) in candidates.iter().filter_map(|one| find(view, &one.code)) {
        if !found.iter().any(|held| held.code() == body.code()) {
            found.push(body);
        }
    }
    let wanted = folded(written);
    let bears = |body: &&Authority| body.names.iter().any(|name| folded(&name.text) == wanted);
    match (found.as_slice(), found.iter().filter(bears).count()) {
        ([only], 1) => {
            let address = urls::authority(view.lang, only.code());
            Ok(to(StatusCode::SEE_OTHER, &address))
        }
        (_, 0) => offered(ctx, view, ("unnamed", StatusCode::NOT_FOUND), (written, found)),
        _ => offered(
            ctx,
            view,
            ("several", StatusCode::MULTIPLE_CHOICES),
            (written, found),
        ),
    }
}

/// The page of choices; without any it is that of every address where nothing stands.
fn offered(
    ctx: &Context,
    view: &View<'_>,
    (sort, status): (&str, StatusCode),
    (written, found): (&str, Vec<Authority>),
) -> Result<Response, PageError> {
    if found.is_empty() {
        return Err(ctx.missing());
    }
    let near = |body: &Authority| Near {
        link: LinkView {
            url: urls::authority(view.lang, body.code()),
            words: view.name(body),
        },
        about: view.kind_and_country(body),
        code: body.code().to_string(),
    };
    let help = Help {
        searched: written.to_owned(),
        path: ctx.path().to_owned(),
        near: found.iter().map(near).collect(),
        ..Help::default()
    };
    Ok(error::page(view.lang, status, sort, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_in_any_case() {
        let code = |text: &str| as_code(text).map(|code| code.to_string());
        assert_eq!(code("FR-COM-2a004").as_deref(), Some("fr-com-2A004"));
        assert_eq!(code("own-ml-sio").as_deref(), Some("own-ml-sio"));
        assert_eq!(code("iso-fj-c").as_deref(), Some("iso-FJ-C"));
        assert_eq!(
            code("ua-ua51100270000073549").as_deref(),
            Some("ua-UA51100270000073549")
        );
        assert_eq!(code("Toulouse"), None);
        assert_eq!(code("fr-com-ßıİ"), None);
    }

    #[test]
    fn slips_of_the_hand_are_swapped_wrong_missing_and_superfluous_digits() {
        let near = |text: &str, meant: &str| {
            let meant: AuthorityCode = meant.parse().unwrap();
            assert!(variants(text).contains(&meant), "{text}");
        };
        near("fr-com-53950", "fr-com-59350");
        near("fr-com-59351", "fr-com-59350");
        near("fr-com-5935", "fr-com-59350");
        near("fr-com-593500", "fr-com-59350");
        near("fr-com-1004", "fr-com-01004");
        near("fr-com-14194", "fr-comd-14194");
        assert!(variants("nonsense").is_empty());
    }
}
