//! Every route of the site, each with who may use it.
//!
//! # Invariants
//! The router is built from this table alone, so no route is without a rule.

use crate::data::serve;
use crate::people::{
    account, accounts, accreditations, address, codes, confirm, keys, mailed, members, passkeys, proposals,
    provider, second_step, sign_in, statements,
};
use crate::site::Site;
use crate::{
    api, assets, assigned, atlas, cards, changes, embed, feeds, imports, map, negotiate, openapi, pages,
    pictures, reader, review, search, server, sitemap, towns,
};
use axum::routing::{MethodRouter, get, post};
use register::policy::{self, Action, Decision, Resource, Who};

/// The rule of a route: what is done, to what; the policy answers who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What is done.
    pub action: Action,
    /// To what.
    pub of: Of,
}

/// What a route is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The public record.
    PublicRecord,
    /// A source: public, and its whole text for some.
    Source,
    /// The queue of claims.
    Queue,
    /// One claim.
    Claim,
    /// Which sources of the queue are whose.
    Assignments,
    /// Whose one source of the queue is.
    Assignment,
    /// What a person did.
    Acts,
    /// The pages by which one signs in.
    Door,
    /// The account of whoever asks.
    OwnAccount,
    /// What is not public of an authority or organisation.
    Body,
    /// Who asks to speak for a body, and which mail domains are whose.
    Accreditations,
    /// The accounts with their roles.
    Accounts,
    /// The instance itself: imports.
    Instance,
    /// A partnership: what its parties may say of it.
    Partnership,
    /// A proposal between bodies.
    Proposal,
}

impl Rule {
    /// What the policy says before the route is reached; about one entity it says more once the route knows which.
    pub(crate) fn decision(self, who: &Who) -> Decision {
        let resource = match self.of {
            Of::PublicRecord | Of::Source => Resource::PublicRecord,
            Of::Queue => Resource::Queue,
            Of::Assignments => Resource::Assignments,
            Of::Door => Resource::Door,
            Of::OwnAccount => Resource::OwnAccount,
            Of::Accreditations => Resource::Accreditations,
            Of::Accounts => Resource::Accounts,
            Of::Instance => Resource::Instance,
            Of::Claim | Of::Assignment | Of::Acts | Of::Body | Of::Partnership | Of::Proposal => match who {
                Who::Anybody => return Decision::SignInFirst,
                Who::Person(_) | Who::Operator => return Decision::Allowed,
            },
        };
        policy::can(who, self.action, &resource)
    }
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
    /// `get` or `post`.
    pub verb: &'static str,
    /// The address with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub rule: Rule,
    pub(crate) serve: Serve,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route")
            .field("verb", &self.verb)
            .field("path", &self.path)
            .field("rule", &self.rule)
            .finish_non_exhaustive()
    }
}

macro_rules! routes {
    ($($action:ident $of:ident $method:ident $path:literal => $function:path;)*) => {
        /// Every route.
        pub const ROUTES: &[Route] = &[$(
            Route {
                verb: stringify!($method),
                path: $path,
                rule: Rule { action: Action::$action, of: Of::$of },
                serve: Serve(|| $method($function)),
            },
        )*];
    };
}

routes! {
    See PublicRecord get "/" => negotiate::root;
    See PublicRecord get "/{lang}" => negotiate::bare;
    See PublicRecord get "/id/{kind}/{uuid}" => negotiate::permanent;
    See PublicRecord get "/robots.txt" => sitemap::robots;
    See PublicRecord get "/sitemap.xml" => sitemap::index;
    See PublicRecord get "/sitemaps/{file}" => sitemap::file;
    See PublicRecord get "/health" => server::health;
    See PublicRecord get "/ready" => server::ready;
    See PublicRecord get "/static/{hash}/{name}" => assets::file;
    See PublicRecord get "/{lang}/" => pages::home::page;
    See PublicRecord get "/{lang}/card.png" => cards::site;
    See PublicRecord get "/{lang}/authorities/{code}/card.png" => cards::authority;
    See PublicRecord get "/{lang}/partnerships/{id}/card.png" => cards::partnership;
    See PublicRecord get "/{lang}/projects/{id}/card.png" => cards::project;
    See PublicRecord get "/{lang}/authorities" => pages::lists::authorities;
    See PublicRecord get "/{lang}/authorities/{code}" => pages::authority::page;
    See PublicRecord get "/{lang}/authorities/{code}/card" => pages::card::page;
    See PublicRecord get "/oembed" => embed::oembed;
    See PublicRecord get "/{lang}/organisations/{id}" => pages::organisation::page;
    See PublicRecord get "/{lang}/partnerships" => pages::lists::partnerships;
    See PublicRecord get "/{lang}/partnerships/{id}" => pages::partnership::page;
    See PublicRecord get "/{lang}/pairs/{left}/{right}" => pages::pair::page;
    See PublicRecord get "/{lang}/statistics" => pages::statistics::page;
    See PublicRecord get "/{lang}/programmes" => pages::programme::list;
    See PublicRecord get "/{lang}/programmes/{id}" => pages::programme::page;
    See PublicRecord get "/{lang}/calls/{id}" => pages::call::page;
    See PublicRecord get "/{lang}/alliances/{id}" => pages::alliance::page;
    See PublicRecord get "/{lang}/campaigns/{id}" => pages::campaign::page;
    See PublicRecord get "/{lang}/grants/{id}" => pages::grant::page;
    See PublicRecord get "/{lang}/projects" => pages::lists::projects;
    See PublicRecord get "/{lang}/projects/{id}" => pages::project::page;
    See PublicRecord get "/{lang}/stories" => pages::lists::stories;
    See PublicRecord get "/{lang}/stories/{id}" => pages::story::page;
    See PublicRecord get "/{lang}/sources" => pages::lists::sources;
    See Source get "/{lang}/sources/{id}" => pages::source::page;
    See PublicRecord get "/{lang}/history/{kind}/{id}" => pages::history::page;
    See PublicRecord get "/{lang}/search" => pages::search::page;
    See PublicRecord get "/{lang}/data" => pages::data::page;
    See PublicRecord get "/{lang}/api" => pages::api::page;
    See PublicRecord get "/{lang}/read" => pages::read::page;
    See PublicRecord post "/{lang}/read" => reader::read;
    See PublicRecord get "/{lang}/about" => pages::texts::about;
    See PublicRecord get "/{lang}/legal" => pages::texts::legal;
    See PublicRecord get "/{lang}/styleguide" => pages::styleguide::page;
    See PublicRecord get "/{lang}/accessibility" => pages::accessibility::page;
    See PublicRecord get "/{lang}/feed.atom" => feeds::whole;
    See PublicRecord get "/{lang}/feed.rss" => feeds::whole;
    See PublicRecord get "/{lang}/feed.json" => feeds::whole;
    See PublicRecord get "/{lang}/authorities/{code}/{feed}" => feeds::of_body;
    See PublicRecord get "/{lang}/countries/{country}/{feed}" => feeds::of_country;
    See PublicRecord get "/{lang}/programmes/{id}/{feed}" => feeds::of_one_programme;
    See PublicRecord get "/{lang}/themes/{theme}/{feed}" => feeds::of_theme;
    See Queue get "/{lang}/review" => pages::review::page;
    See Queue get "/{lang}/review/duplicates" => pages::duplicates::page;
    Decide Queue post "/{lang}/review/merges" => pages::duplicates::merge;
    Decide Queue get "/{lang}/edit/{kind}/{id}" => pages::edit::page;
    Decide Queue post "/{lang}/edit/{kind}/{id}" => pages::edit::save;
    See Claim get "/{lang}/review/claims/{id}" => pages::claim::page;
    Decide Claim post "/{lang}/review/claims/{id}" => review::decide;
    Decide Claim post "/{lang}/review/sources/{id}" => review::decide_source;
    See Assignments get "/{lang}/review/sources" => pages::assignments::page;
    Change Assignment post "/{lang}/review/sources/{id}/assignment" => assigned::change;
    See Acts get "/{lang}/people/{id}/history" => pages::acts::page;
    See Door get "/{lang}/sign-in" => pages::sign_in::page;
    Change Door post "/{lang}/sign-in" => sign_in::enter;
    See Door get "/{lang}/sign-in/link" => pages::sign_in::link;
    Change Door post "/{lang}/sign-in/link" => sign_in::enter_by_link;
    Change Door post "/{lang}/sign-in/code" => second_step::enter;
    Change Door post "/{lang}/sign-in/passkey/begin" => passkeys::ask;
    Change Door post "/{lang}/sign-in/passkey" => passkeys::enter;
    Change OwnAccount post "/{lang}/account/passkeys/begin" => passkeys::begin;
    Change OwnAccount post "/{lang}/account/passkeys" => passkeys::add;
    Change OwnAccount post "/{lang}/account/passkeys/end" => passkeys::remove;
    See Door get "/{lang}/sign-in/provider" => provider::begin;
    See Door get "/{lang}/sign-in/provider/back" => provider::finish;
    Change Door post "/{lang}/sign-in/provider/join" => provider::join;
    See Door get "/provider/back" => provider::back;
    See Door get "/{lang}/sign-out" => provider::left;
    See Door get "/{lang}/sign-out/provider" => provider::leave;
    Change OwnAccount post "/{lang}/account/provider/begin" => provider::begin_own;
    Change OwnAccount post "/{lang}/account/provider/end" => provider::part;
    Change Door post "/{lang}/sign-out" => sign_in::leave;
    See Door get "/{lang}/register" => pages::door::register;
    Change Door post "/{lang}/register" => mailed::register;
    See Door get "/{lang}/register/confirm" => pages::door::confirm;
    Change Door post "/{lang}/register/confirm" => mailed::confirm;
    See Door get "/{lang}/password" => pages::door::reset;
    Change Door post "/{lang}/password" => mailed::reset;
    See Door get "/{lang}/password/new" => pages::door::choose;
    Change Door post "/{lang}/password/new" => mailed::choose_new;
    See OwnAccount get "/{lang}/account" => pages::account::page;
    See OwnAccount get "/{lang}/account/data" => account::copy;
    Change OwnAccount post "/{lang}/account/profile" => account::rename;
    Change OwnAccount post "/{lang}/account/password" => account::change_password;
    Change OwnAccount post "/{lang}/account/sessions/end" => account::end_other_sessions;
    Change OwnAccount post "/{lang}/account/sessions/{id}/end" => account::end_session;
    Change OwnAccount post "/{lang}/account/erase" => account::erase;
    See OwnAccount get "/{lang}/bodies/{body}/speak" => pages::members::speak;
    Change OwnAccount post "/{lang}/bodies/{body}/speak" => members::ask;
    See Body get "/{lang}/bodies/{body}" => pages::desk::page;
    See Body get "/{lang}/bodies/{body}/members" => pages::members::page;
    Manage Body post "/{lang}/bodies/{body}/members/{id}" => members::change;
    Manage Body post "/{lang}/bodies/{body}/questions" => confirm::questions;
    See Door get "/{lang}/confirm" => pages::confirm::page;
    Change Door post "/{lang}/confirm" => confirm::confirm;
    Manage Body post "/{lang}/bodies/{body}/invitations" => members::invite;
    Manage Body post "/{lang}/bodies/{body}/invitations/{id}" => members::withdraw;
    See Body post "/{lang}/bodies/{body}/leave" => members::leave;
    Change Body get "/{lang}/bodies/{body}/propose" => pages::propose::page;
    Change Body post "/{lang}/bodies/{body}/propose" => proposals::propose;
    See Proposal get "/{lang}/proposals/{id}" => pages::proposal::page;
    Change Proposal post "/{lang}/proposals/{id}" => proposals::answer;
    Change Partnership get "/{lang}/partnerships/{id}/state" => pages::state::page;
    Change Partnership post "/{lang}/partnerships/{id}/state" => statements::state;
    See Door get "/{lang}/invitation" => pages::invitation::page;
    Change Door post "/{lang}/invitation" => members::accept;
    See Accreditations get "/{lang}/accreditations" => pages::accreditations::page;
    Decide Accreditations post "/{lang}/accreditations/{id}" => accreditations::decide;
    Change Accreditations post "/{lang}/mail-domains" => accreditations::domains;
    See Accounts get "/{lang}/accounts" => pages::accounts::page;
    See Accounts get "/{lang}/accounts/{id}" => pages::accounts::one;
    Manage Accounts post "/{lang}/accounts/{id}" => accounts::change;
    See Instance get "/{lang}/import" => pages::imports::page;
    Change Instance post "/{lang}/import/files" => imports::upload::files;
    Change Instance post "/{lang}/import/address" => imports::address;
    Change Instance post "/{lang}/import/schedules" => imports::schedule;
    See Instance get "/{lang}/import/jobs/{id}" => pages::import::page;
    Change Instance post "/{lang}/import/jobs/{id}" => imports::decide;
    See Instance get "/{lang}/import/jobs/{id}/events" => imports::events::events;
    Change OwnAccount post "/{lang}/account/address" => address::ask;
    See Door get "/{lang}/address/confirm" => pages::door::confirm_address;
    Change Door post "/{lang}/address/confirm" => address::confirm;
    See Door get "/{lang}/address/restore" => pages::door::restore_address;
    Change Door post "/{lang}/address/restore" => address::restore;
    See OwnAccount get "/{lang}/account/history" => pages::events::page;
    See OwnAccount get "/{lang}/account/codes" => pages::codes::page;
    Change OwnAccount post "/{lang}/account/codes/begin" => codes::begin;
    Change OwnAccount post "/{lang}/account/codes/confirm" => codes::confirm;
    Change OwnAccount post "/{lang}/account/codes/recovery" => codes::renew;
    Change OwnAccount post "/{lang}/account/codes/end" => codes::end;
    See OwnAccount get "/{lang}/account/keys" => pages::keys::page;
    Change OwnAccount post "/{lang}/account/keys" => keys::add;
    Change OwnAccount post "/{lang}/account/keys/end" => keys::remove;
    See PublicRecord get "/pictures/{sha256}" => pictures::picture;
    See PublicRecord get "/data/{file}" => serve::file;
    See PublicRecord get "/data/iati/{file}" => serve::file;
    See PublicRecord get "/data/nightly/{file}" => serve::night;
    See PublicRecord get "/api/openapi.json" => openapi::json;
    See PublicRecord get "/api/v1/map.json" => map::json;
    See PublicRecord get "/api/v1/atlas.json" => atlas::json;
    See PublicRecord get "/api/v1/towns/{z}/{x}/{y}" => towns::json;
    See PublicRecord get "/api/v1/search" => search::json::json;
    See PublicRecord get "/api/v1/changes" => changes::changes;
    See PublicRecord get "/api/v1/partnerships" => api::partnerships;
    See PublicRecord get "/api/v1/partnerships/{id}" => api::partnership;
    See PublicRecord get "/api/v1/authorities" => api::authorities;
    See PublicRecord get "/api/v1/authorities/{code}" => api::authority;
    See PublicRecord get "/api/v1/awards" => api::awards;
    See PublicRecord get "/api/v1/projects" => api::projects;
    See PublicRecord get "/api/v1/sources" => api::sources;
    See PublicRecord get "/api/v1/sources/{id}" => api::source;
}
