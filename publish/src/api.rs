//! The API: the record as JSON, in parts by cursor, with problems as RFC 9457.
//!
//! # Invariants
//! - Every route of the API stands in [`ROUTES`], from which the OpenAPI document is made.
//! - Every answer names its licence and attribution.

use crate::answers;
use crate::pages::authority::find;
use crate::pages::lists;
pub(crate) use crate::problem::{Problem, problem};
use crate::site::{Site, State as SiteState};
use crate::view::View;
use crate::wanted::{Sequence, Wanted};
use crate::words::Lang;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;
use std::str::FromStr;
use std::sync::Arc;
use uuid::Uuid;
use vocabulary::{AuthorityCode, Award, Id, PartnershipId, SourceId};

/// Rows of one part, where the question names no number.
const ROWS: usize = 50;
/// Most rows of one part.
const MOST_ROWS: usize = 500;

/// A route of the API as its description shows it.
pub(crate) struct ApiRoute {
    pub(crate) path: &'static str,
    /// Key of its words, and its operation's name.
    pub(crate) key: &'static str,
    /// Query parameters.
    pub(crate) query: &'static [&'static str],
    /// The schema of the answer, or of one item of a list.
    pub(crate) answer: &'static str,
    pub(crate) list: bool,
}

/// Every route of the API.
pub(crate) static ROUTES: [ApiRoute; 13] = [
    ApiRoute {
        path: "/api/v1/search",
        key: "search",
        query: &["q", "what", "country", "limit", "lang"],
        answer: "SearchAnswer",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/partnerships",
        key: "partnerships",
        query: &[
            "country",
            "status",
            "kind",
            "theme",
            "programme",
            "year",
            "money",
            "after",
            "limit",
            "lang",
        ],
        answer: "PartnershipAnswer",
        list: true,
    },
    ApiRoute {
        path: "/api/v1/partnerships/{id}",
        key: "partnership",
        query: &["lang"],
        answer: "PartnershipAnswer",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/authorities",
        key: "authorities",
        query: &["q", "after", "limit", "lang"],
        answer: "AuthorityAnswer",
        list: true,
    },
    ApiRoute {
        path: "/api/v1/authorities/{code}",
        key: "authority",
        query: &["lang"],
        answer: "AuthorityAnswer",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/awards",
        key: "awards",
        query: &["call", "after", "limit", "lang"],
        answer: "AwardAnswer",
        list: true,
    },
    ApiRoute {
        path: "/api/v1/projects",
        key: "projects",
        query: &["after", "limit", "lang"],
        answer: "ProjectAnswer",
        list: true,
    },
    ApiRoute {
        path: "/api/v1/sources",
        key: "sources",
        query: &["after", "limit"],
        answer: "SourceAnswer",
        list: true,
    },
    ApiRoute {
        path: "/api/v1/sources/{id}",
        key: "source",
        query: &[],
        answer: "SourceAnswer",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/changes",
        key: "changes",
        query: &["since", "limit"],
        answer: "ChangesAnswer",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/map.json",
        key: "map",
        query: &["lang"],
        answer: "MapData",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/atlas.json",
        key: "atlas",
        query: &["authority", "partnership", "lang"],
        answer: "AtlasData",
        list: false,
    },
    ApiRoute {
        path: "/api/v1/towns/{z}/{x}/{y}",
        key: "towns",
        query: &["lang"],
        answer: "TownsData",
        list: false,
    },
];

/// A part of a list.
#[derive(Debug, Serialize)]
struct Part<T> {
    licence: &'static str,
    attribution: String,
    /// How many rows match altogether.
    total: usize,
    items: Vec<T>,
    /// The value of `after` for the next part; null at the end.
    next: Option<String>,
}

/// One question to the API.
pub(crate) struct Asked {
    site: Site,
    state: Arc<SiteState>,
    lang: Lang,
    last: String,
    pairs: Vec<(String, String)>,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refusal> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|_| Refusal::Invalid)?
            .0;
        let repeated = |at: usize, name: &str| pairs.iter().skip(at + 1).any(|(other, _)| other == name);
        if pairs.iter().enumerate().any(|(at, (name, _))| repeated(at, name)) {
            return Err(Refusal::Invalid);
        }
        let last = parts.uri.path().rsplit('/').next().unwrap_or_default().to_owned();
        let tag = pairs
            .iter()
            .find(|(name, _)| name == "lang")
            .map(|(_, tag)| tag.as_str());
        let lang = tag.map_or(Ok(Lang::En), |tag| Lang::named(tag).ok_or(Refusal::Invalid))?;
        Ok(Self {
            site: site.clone(),
            state: site.state(),
            lang,
            last,
            pairs,
        })
    }
}

/// Why a question is not answered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Refusal {
    /// No entity has this key or code.
    Missing,
    /// A parameter does not parse.
    Invalid,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Missing => problem(StatusCode::NOT_FOUND, "no-such-entity"),
            Self::Invalid => problem(StatusCode::BAD_REQUEST, "invalid-parameter"),
        }
    }
}

impl Asked {
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    pub(crate) fn view(&self) -> View<'_> {
        View {
            lang: self.lang,
            snapshot: &self.state.snapshot,
            places: self.site.places(),
        }
    }

    pub(crate) fn query(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    fn id<T: Id>(&self) -> Result<T, Refusal> {
        self.last.parse::<Uuid>().map(T::of).map_err(|_| Refusal::Missing)
    }

    /// How many rows a part may have.
    pub(crate) fn limit(&self) -> Result<usize, Refusal> {
        let limit = self.counted("limit")?.unwrap_or(ROWS);
        if (1..=MOST_ROWS).contains(&limit) {
            Ok(limit)
        } else {
            Err(Refusal::Invalid)
        }
    }

    /// The value of a parameter that is a count, where it is given; empty is no count.
    pub(crate) fn counted<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        let given = self.pairs.iter().find(|(key, _)| key == name);
        let value = given.map(|(_, text)| text.parse().map_err(|_| Refusal::Invalid));
        value.transpose()
    }

    pub(crate) fn one(&self, answer: impl Serialize) -> Response {
        let Ok(mut value) = serde_json::to_value(answer) else {
            return problem(StatusCode::INTERNAL_SERVER_ERROR, "ours");
        };
        if let Some(object) = value.as_object_mut() {
            object.insert("licence".to_owned(), json!(crate::data::LICENCE));
            object.insert("attribution".to_owned(), json!(self.lang.t("attribution")));
        }
        written(&value)
    }

    /// The key that a list goes on behind.
    fn after<T: Id>(&self) -> Option<T> {
        self.query("after").parse().ok().map(T::of)
    }

    /// A part of a list of `total` rows: the first of those behind where it goes on.
    fn part<T, A: Serialize>(
        &self,
        (total, behind): (usize, impl Iterator<Item = T>),
        key: impl Fn(&T) -> String,
        answer: impl Fn(&T) -> A,
    ) -> Result<Response, Refusal> {
        let (shown, more) = lists::part(behind, self.limit()?);
        let next = shown.last().filter(|_| more).map(&key);
        Ok(self.list(total, shown.iter().map(answer).collect(), next))
    }

    /// Rows with what every list says.
    fn list<A: Serialize>(&self, total: usize, items: Vec<A>, next: Option<String>) -> Response {
        let part = Part {
            licence: crate::data::LICENCE,
            attribution: self.lang.t("attribution"),
            total,
            items,
            next,
        };
        written(&part)
    }
}

/// An answer as JSON, written into one piece of memory.
fn written(answer: &impl Serialize) -> Response {
    match serde_json::to_vec(answer) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => problem(StatusCode::INTERNAL_SERVER_ERROR, "ours"),
    }
}

/// `GET /api/v1/partnerships`
pub(crate) async fn partnerships(asked: Asked) -> Result<Response, Refusal> {
    let view = asked.view();
    let wanted = Wanted::exactly(|name| asked.query(name)).ok_or(Refusal::Invalid)?;
    let after = asked.query("after");
    let part = wanted.part(&view, Sequence::Keys, after, asked.limit()?);
    let shown = part.shown.iter().filter_map(|id| view.snapshot.partnership(*id));
    let items = shown.map(|found| answers::partnership(&view, found)).collect();
    let next = part.shown.last().filter(|_| part.more).map(ToString::to_string);
    let total = usize::try_from(part.all).unwrap_or(usize::MAX);
    Ok(asked.list(total, items, next))
}

/// `GET /api/v1/partnerships/{id}`
pub(crate) async fn partnership(asked: Asked) -> Result<Response, Refusal> {
    let id: PartnershipId = asked.id()?;
    let view = asked.view();
    let found = view.snapshot.partnership(id).ok_or(Refusal::Missing)?;
    Ok(asked.one(answers::partnership(&view, found)))
}

/// `GET /api/v1/authorities?q=…`: those of the record, or the bodies that a name may mean.
pub(crate) async fn authorities(asked: Asked) -> Result<Response, Refusal> {
    let view = asked.view();
    let question = asked.query("q");
    if question.is_empty() {
        let total = view.snapshot.record().authorities.len();
        let behind = view.snapshot.bodies_by_code(asked.query("after"));
        return asked.part(
            (total, behind),
            |body| body.code().to_string(),
            |body| answers::authority(&view, body),
        );
    }
    let limit = asked.limit()?;
    let items: Vec<_> = view
        .places
        .search(&crate::view::cut(question, 200), limit)
        .into_iter()
        .filter_map(|candidate| find(&view, &candidate.code))
        .map(|(_, body)| answers::authority(&view, &body))
        .collect();
    Ok(asked.list(items.len(), items, None))
}

/// `GET /api/v1/authorities/{code}`
pub(crate) async fn authority(asked: Asked) -> Result<Response, Refusal> {
    let code: AuthorityCode = asked.last.parse().map_err(|_| Refusal::Missing)?;
    let view = asked.view();
    let (_, body) = find(&view, &code).ok_or(Refusal::Missing)?;
    Ok(asked.one(answers::authority(&view, &body)))
}

/// `GET /api/v1/awards`
pub(crate) async fn awards(asked: Asked) -> Result<Response, Refusal> {
    let view = asked.view();
    let call = asked
        .query("call")
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    let awards = &view.snapshot.record().awards;
    let is_wanted = |award: &&Award| call.is_empty() || award.call.to_string() == call;
    let total = if call.is_empty() {
        awards.len()
    } else {
        awards.iter().filter(is_wanted).count()
    };
    asked.part(
        (total, awards.behind(asked.after()).filter(is_wanted)),
        |award| award.id.to_string(),
        |award| answers::award(&view, award),
    )
}

/// `GET /api/v1/projects`
pub(crate) async fn projects(asked: Asked) -> Result<Response, Refusal> {
    let view = asked.view();
    let projects = &view.snapshot.record().projects;
    asked.part(
        (projects.len(), projects.behind(asked.after())),
        |project| project.id.to_string(),
        |project| answers::project(&view, project),
    )
}

/// `GET /api/v1/sources`
pub(crate) async fn sources(asked: Asked) -> Result<Response, Refusal> {
    let view = asked.view();
    let sources = &view.snapshot.record().sources;
    asked.part(
        (sources.len(), sources.behind(asked.after())),
        |read| read.source.id.to_string(),
        |held| answers::source(&view.snapshot.opened(held)),
    )
}

/// `GET /api/v1/sources/{id}`
pub(crate) async fn source(asked: Asked) -> Result<Response, Refusal> {
    let id: SourceId = asked.id()?;
    let view = asked.view();
    let read = view.snapshot.source(id).ok_or(Refusal::Missing)?;
    Ok(asked.one(answers::source(&view.snapshot.opened(read))))
}
