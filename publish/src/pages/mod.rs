//! The pages: one typed struct per page beside its template, all in one frame.
//!
//! # Invariants
//! Templates hold no queries, sums or sentences: what they print was made here.

pub(crate) mod accessibility;
pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod accreditations;
pub(crate) mod acts;
pub(crate) mod alliance;
pub(crate) mod api;
pub(crate) mod assignments;
pub(crate) mod authority;
pub(crate) mod call;
pub(crate) mod campaign;
pub(crate) mod card;
pub(crate) mod claim;
pub(crate) mod codes;
pub(crate) mod confirm;
pub(crate) mod data;
pub(crate) mod desk;
pub(crate) mod done;
pub(crate) mod door;
pub(crate) mod duplicates;
pub(crate) mod edit;
pub(crate) mod error;
pub(crate) mod events;
pub(crate) mod grant;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod imports;
pub(crate) mod invitation;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod members;
pub(crate) mod near;
pub(crate) mod organisation;
pub(crate) mod pair;
pub(crate) mod partnership;
pub(crate) mod programme;
pub(crate) mod project;
pub(crate) mod proposal;
pub(crate) mod propose;
pub(crate) mod provider;
pub(crate) mod read;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod second_step;
pub(crate) mod sign_in;
pub(crate) mod source;
pub(crate) mod state;
pub(crate) mod statistics;
pub(crate) mod story;
pub(crate) mod styleguide;
pub(crate) mod texts;
pub(crate) mod ways;

use crate::assets;
use crate::errors::PageError;
use crate::feeds::Form;
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use register::policy::{self, Action, Decision, Resource, Who};

/// The frame of every page: language, title, address in the other languages.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) description: String,
    /// The path behind the language, with its slash.
    pub(crate) path: String,
    /// The query as it was asked, without its question mark.
    pub(crate) asked: String,
    /// The public origin.
    pub(crate) site: String,
    /// What stands in the search box.
    pub(crate) searched: String,
    pub(crate) signed: Option<Signed>,
}

/// The person of a page's frame, with what the menu offers.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) name: String,
    /// Page and key of its words.
    pub(crate) pages: Vec<(&'static str, &'static str)>,
}

impl Signed {
    pub(crate) fn of(who: &Who) -> Option<Self> {
        let Who::Person(person) = who else { return None };
        let sees = |resource: &Resource| policy::can(who, Action::See, resource) == Decision::Allowed;
        let queue = sees(&Resource::Queue);
        let pages = [
            (Resource::Queue, "review", "menu-review"),
            (Resource::Assignments, "review/sources", "assignments-title"),
            (Resource::Accreditations, "accreditations", "menu-accreditations"),
            (Resource::Accounts, "accounts", "menu-accounts"),
            (Resource::Instance, "import", "menu-import"),
        ];
        // Whoever sees the queue finds who reviews what from there.
        let pages = (pages.into_iter())
            .filter(|(resource, _, _)| sees(resource) && !(queue && *resource == Resource::Assignments));
        Some(Self {
            name: person.name.clone(),
            pages: pages.map(|(_, page, key)| (page, key)).collect(),
        })
    }
}

/// A language of the switch.
pub(crate) struct Alternate {
    pub(crate) tag: &'static str,
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) current: bool,
}

impl Layout {
    /// The frame of a page that answers something posted: the address is that of the site.
    pub(crate) fn plain(site: &Site, lang: Lang, title: &str) -> Self {
        Self {
            lang,
            title: title.to_owned(),
            description: lang.t("site-description"),
            path: "/".to_owned(),
            asked: String::new(),
            site: site.address().to_owned(),
            searched: String::new(),
            signed: None,
        }
    }

    /// The address of this page without its query, the one that stands for all its states.
    pub(crate) fn own(&self) -> String {
        format!("/{}{}", self.lang.tag(), self.path)
    }

    /// The picture that other sites show beside a link to this page.
    pub(crate) fn card(&self) -> String {
        let mut segments = self.path.split('/').skip(1);
        let has_own =
            ["authorities", "partnerships", "projects"].contains(&segments.next().unwrap_or_default());
        if has_own && segments.next().is_some_and(|key| !key.is_empty()) && segments.next().is_none() {
            format!("{}/card.png", self.own())
        } else {
            format!("/{}/card.png", self.lang.tag())
        }
    }

    /// This page in each language, with its query.
    pub(crate) fn alternates(&self) -> Vec<Alternate> {
        Lang::ALL
            .into_iter()
            .map(|lang| {
                let mut url = format!("/{}{}", lang.tag(), self.path);
                if !self.asked.is_empty() {
                    url.push('?');
                    url.push_str(&self.asked);
                }
                Alternate {
                    tag: lang.tag(),
                    name: lang.own_name(),
                    url,
                    current: lang == self.lang,
                }
            })
            .collect()
    }

    /// An entry of the menu: address, words, whether the page belongs there.
    fn entry(&self, word: &str, key: &str) -> (String, String, bool) {
        let behind = self.path.trim_start_matches('/').strip_prefix(word);
        let here = behind.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        (urls::plain(self.lang, word), self.lang.t(key), here)
    }

    /// Whether whoever is signed in has pages of their own to work on.
    pub(crate) fn has_own_menu(&self) -> bool {
        self.signed
            .as_ref()
            .is_some_and(|signed| !signed.pages.is_empty())
    }

    /// What the menu offers to whoever is signed in.
    pub(crate) fn own_menu(&self) -> Vec<(String, String, bool)> {
        let pages = self.signed.iter().flat_map(|signed| &signed.pages);
        pages.map(|(word, key)| self.entry(word, key)).collect()
    }

    /// The entry of the menu under which a page of another word stands.
    const UNDER: [(&'static str, &'static str); 7] = [
        ("pairs", "partnerships"),
        ("alliances", "partnerships"),
        ("campaigns", "partnerships"),
        ("grants", "partnerships"),
        ("organisations", "authorities"),
        ("calls", "programmes"),
        ("api", "data"),
    ];

    /// The main menu.
    pub(crate) fn menu(&self) -> Vec<(String, String, bool)> {
        let first = self.path.split('/').nth(1).unwrap_or_default();
        let under = Self::UNDER.iter().find(|(word, _)| *word == first);
        let entry = |word: &str, key: &str| {
            let (url, words, here) = self.entry(word, key);
            (url, words, here || under.is_some_and(|(_, above)| *above == word))
        };
        vec![
            entry("partnerships", "menu-partnerships"),
            entry("authorities", "menu-authorities"),
            entry("programmes", "menu-programmes"),
            entry("projects", "menu-projects"),
            entry("stories", "menu-stories"),
            entry("statistics", "menu-statistics"),
            entry("data", "menu-data"),
        ]
    }

    pub(crate) fn home(&self) -> String {
        urls::home(self.lang)
    }

    pub(crate) fn page(&self, word: &str) -> String {
        urls::plain(self.lang, word)
    }

    /// The feeds of everything: address and media type.
    pub(crate) fn feeds(&self) -> Vec<(String, &'static str)> {
        feeds_of(&urls::home(self.lang))
    }

    /// The Atom feed of everything.
    pub(crate) fn atom(&self) -> String {
        urls::feed(&urls::home(self.lang), Form::Atom.ending())
    }

    /// The feeds of what this page is about.
    pub(crate) fn own_feeds(&self) -> Vec<(String, &'static str)> {
        feeds_of(&format!("/{}{}", self.lang.tag(), self.path))
    }
}

fn feeds_of(page: &str) -> Vec<(String, &'static str)> {
    Form::ALL
        .map(|form| (urls::feed(page, form.ending()), form.media_type()))
        .to_vec()
}

/// The address of the site's style.
pub(crate) fn css() -> String {
    assets::address("site.css").unwrap_or_default()
}

/// The address of the scripts that every page has: offers while somebody searches, and what is typed kept when the language
/// changes.
pub(crate) fn every() -> String {
    assets::address("every.js").unwrap_or_default()
}

/// The address of the site's mark.
pub(crate) fn icon() -> String {
    assets::address("mark.svg").unwrap_or_default()
}

/// Renders a page that is for one person's eyes: nothing on the way keeps it.
pub(crate) fn render_private(lang: Lang, page: &impl Template) -> Result<Response, PageError> {
    let mut answer = render(lang, page)?;
    answer.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(answer)
}

/// Renders a page; a template that fails is our fault.
pub(crate) fn render(lang: Lang, page: &impl Template) -> Result<Response, PageError> {
    match page.render() {
        Ok(html) => Ok(Html(html).into_response()),
        Err(error) => Err(PageError::Ours {
            lang,
            source: Box::new(error),
        }),
    }
}
