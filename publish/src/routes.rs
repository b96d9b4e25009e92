//! Every route of the site, each with who may use it.
//!
//! # Invariants
//! The router is built from this table alone, so no route is without a rule.

use crate::site::Site;
use crate::{api, assets, feeds, files, map, negotiate, openapi, pages, review, server};
use axum::routing::{MethodRouter, get, post};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody; a reviewer sees more on it.
    PublicAndMore,
    /// Anybody who holds a one-time token.
    Token,
    /// A reviewer with a valid session.
    Reviewer,
}

/// What answers a route.
pub(crate) struct Serve(fn() -> MethodRouter<Site>);

impl Serve {
    pub(crate) fn method(&self) -> MethodRouter<Site> {
        (self.0)()
    }
}

/// One route: address, who may use it, what answers.
pub struct Route {
    /// The address with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    pub(crate) serve: Serve,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route")
            .field("path", &self.path)
            .field("access", &self.access)
            .finish_non_exhaustive()
    }
}

macro_rules! routes {
    ($($access:ident $method:ident $path:literal => $function:path;)*) => {
        /// Every route.
        pub const ROUTES: &[Route] = &[$(
            Route { path: $path, access: Access::$access, serve: Serve(|| $method($function)) },
        )*];
    };
}

routes! {
    Public get "/" => negotiate::root;
    Public get "/fr" => negotiate::bare;
    Public get "/en" => negotiate::bare;
    Public get "/uk" => negotiate::bare;
    Public get "/id/{kind}/{uuid}" => negotiate::permanent;
    Public get "/robots.txt" => server::robots;
    Public get "/health" => server::health;
    Public get "/ready" => server::ready;
    Public get "/static/{hash}/{name}" => assets::file;
    Public get "/{lang}/" => pages::home::page;
    Public get "/{lang}/authorities" => pages::lists::authorities;
    Public get "/{lang}/authorities/{code}" => pages::authority::page;
    Public get "/{lang}/organisations/{id}" => pages::organisation::page;
    Public get "/{lang}/partnerships" => pages::lists::partnerships;
    Public get "/{lang}/partnerships/{id}" => pages::partnership::page;
    Public get "/{lang}/programmes" => pages::programme::list;
    Public get "/{lang}/programmes/{id}" => pages::programme::page;
    Public get "/{lang}/calls/{id}" => pages::call::page;
    Public get "/{lang}/alliances/{id}" => pages::alliance::page;
    Public get "/{lang}/campaigns/{id}" => pages::campaign::page;
    Public get "/{lang}/projects" => pages::lists::projects;
    Public get "/{lang}/projects/{id}" => pages::project::page;
    Public get "/{lang}/stories" => pages::lists::stories;
    Public get "/{lang}/stories/{id}" => pages::story::page;
    Public get "/{lang}/sources" => pages::lists::sources;
    PublicAndMore get "/{lang}/sources/{id}" => pages::source::page;
    Public get "/{lang}/search" => pages::search::page;
    Public get "/{lang}/data" => pages::texts::data;
    Public get "/{lang}/about" => pages::texts::about;
    Public get "/{lang}/legal" => pages::texts::legal;
    Public get "/{lang}/accessibility" => pages::texts::accessibility;
    Public get "/{lang}/feed.atom" => feeds::atom;
    Public get "/{lang}/feed.json" => feeds::json;
    Token get "/review/open" => review::open;
    Reviewer get "/{lang}/review" => pages::review::page;
    Reviewer post "/{lang}/review/claims/{id}" => review::decide;
    Public get "/data/partnerships.csv" => files::table;
    Public get "/data/awards.csv" => files::table;
    Public get "/data/authorities.csv" => files::table;
    Public get "/data/partnerships.geojson" => files::geojson;
    Public get "/api/openapi.json" => openapi::json;
    Public get "/api/v1/map.json" => map::json;
    Public get "/api/v1/partnerships" => api::partnerships;
    Public get "/api/v1/partnerships/{id}" => api::partnership;
    Public get "/api/v1/authorities" => api::authorities;
    Public get "/api/v1/authorities/{code}" => api::authority;
    Public get "/api/v1/awards" => api::awards;
    Public get "/api/v1/projects" => api::projects;
    Public get "/api/v1/sources" => api::sources;
    Public get "/api/v1/sources/{id}" => api::source;
}
