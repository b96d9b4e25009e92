//! What a page knows of its request: language, segments, query, person; and the site's state, taken once.
//!
//! # Invariants
//! Nothing in an address can make a page fail: what does not parse is missing or ignored.

use crate::errors::{self, PageError};
use crate::negotiate;
use crate::pages::{Layout, Signed};
use crate::people::guard;
use crate::people::typed::Typed;
use crate::site::{Site, State};
use crate::view::View;
use crate::words::Lang;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use register::policy::{self, Action, Decision, Person, Resource, Who};
use std::sync::Arc;
use uuid::Uuid;
use vocabulary::Id;

/// One request for a page.
pub(crate) struct Context {
    pub(crate) lang: Lang,
    pub(crate) site: Site,
    pub(crate) who: Who,
    pub(crate) typed: Typed,
    state: Arc<State>,
    path: String,
    asked: String,
    pairs: Vec<(String, String)>,
}

impl FromRequestParts<Site> for Context {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let path = parts.uri.path().to_owned();
        let first = path.split('/').nth(1).unwrap_or_default();
        let Some(lang) = Lang::named(first) else {
            return Err(errors::missing(negotiate::language(&parts.headers), &path));
        };
        let rest = path
            .strip_prefix('/')
            .and_then(|path| path.split_once('/'))
            .map_or("", |(_, rest)| rest);
        let pairs = query_of(parts.uri.query().unwrap_or_default());
        let who = match parts.extensions.get::<Who>() {
            Some(who) => who.clone(),
            None => guard::who(site, &parts.headers).await,
        };
        Ok(Self {
            lang,
            typed: Typed::kept(site, &who, &pairs).await,
            who,
            state: site.state(),
            site: site.clone(),
            asked: parts.uri.query().unwrap_or_default().to_owned(),
            path: format!("/{rest}"),
            pairs,
        })
    }
}

/// The pairs of a query or of the body of a form; what does not parse is no pair.
pub(crate) fn query_of(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

impl Context {
    /// The record as this reader sees it.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            lang: self.lang,
            snapshot: &self.state.snapshot,
            places: self.site.places(),
        }
    }

    /// The record as a reader of this language sees it.
    pub(crate) fn view_in(&self, lang: Lang) -> View<'_> {
        View { lang, ..self.view() }
    }

    /// The frame of a page with this title.
    pub(crate) fn layout(&self, title: &str) -> Layout {
        Layout {
            lang: self.lang,
            title: title.to_owned(),
            description: self.lang.t("site-description"),
            path: self.path.clone(),
            asked: self.asked.clone(),
            site: self.site.address().to_owned(),
            searched: String::new(),
            signed: Signed::of(&self.who),
        }
    }

    /// The frame of a page with this title, told in one line.
    pub(crate) fn about(&self, title: &str, line: String) -> Layout {
        Layout {
            description: line,
            ..self.layout(title)
        }
    }

    /// The person who is signed in; a page that needs one asks for it.
    pub(crate) fn person(&self) -> Result<&Person, PageError> {
        match &self.who {
            Who::Person(person) => Ok(person),
            Who::Anybody | Who::Operator => Err(PageError::Forbidden { lang: self.lang }),
        }
    }

    /// Whether whoever asks may do this.
    pub(crate) fn may(&self, action: Action, resource: &Resource) -> bool {
        policy::can(&self.who, action, resource) == Decision::Allowed
    }

    /// Goes on only if whoever asks may do this.
    pub(crate) fn need(&self, action: Action, resource: &Resource) -> Result<(), PageError> {
        if self.may(action, resource) {
            Ok(())
        } else {
            Err(PageError::Forbidden { lang: self.lang })
        }
    }

    /// The path of this request with its language.
    pub(crate) fn own_path(&self) -> String {
        format!("/{}{}", self.lang.tag(), self.path)
    }

    /// The path of this request behind its language.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The last segment of the path.
    pub(crate) fn last(&self) -> &str {
        self.path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
    }

    /// A segment of the path, counted from the language at 1; empty if there is none.
    pub(crate) fn segment(&self, number: usize) -> &str {
        self.path
            .split('/')
            .nth(number.saturating_sub(1))
            .unwrap_or_default()
    }

    /// The last segment as the key of an entity.
    pub(crate) fn id<T: Id>(&self) -> Result<T, PageError> {
        self.last().parse::<Uuid>().map(T::of).map_err(|_| self.missing())
    }

    /// The segment with this number as the key of an entity.
    pub(crate) fn key<T: Id>(&self, number: usize) -> Result<T, PageError> {
        let key = self.segment(number).parse::<Uuid>();
        key.map(T::of).map_err(|_| self.missing())
    }

    /// The value of a query parameter, trimmed; empty if it is not there.
    pub(crate) fn query(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// Shows whoever wrote their own write in the next answer.
    pub(crate) async fn refresh(&self) -> Result<(), PageError> {
        let refreshed = self.site.refresh().await;
        refreshed.map(drop).map_err(|error| PageError::Ours {
            lang: self.lang,
            source: Box::new(error),
        })
    }

    /// “There is no such page”, “this page was withdrawn” where it once stood, or the way to what it was merged into.
    pub(crate) fn missing(&self) -> PageError {
        let key = self.last().parse::<Uuid>();
        let merged = key
            .as_ref()
            .ok()
            .and_then(|key| self.state.snapshot.merged_into(*key));
        if let Some(into) = merged {
            let address = format!(
                "/{}{}",
                self.lang.tag(),
                self.path.replace(self.last(), &into.to_string())
            );
            return PageError::Moved { address };
        }
        if key.is_ok_and(|key| self.state.snapshot.is_gone(key)) {
            return PageError::Gone {
                lang: self.lang,
                path: self.path.clone(),
            };
        }
        PageError::Missing {
            lang: self.lang,
            path: self.path.clone(),
        }
    }
}
