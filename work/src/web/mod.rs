//! What stands on the web, as documents: a whole WordPress site, a feed, or a page.
//!
//! In: an address. Out: batches of documents, each with the address it is kept under.
//!
//! # Invariants
//! - A walk ends: a page of posts that only repeats the one before is the last, and so is the [`MOST_PAGES`]th.
//! - Between two requests to one site there is a pause.
//! - What a site does not let robots fetch is not fetched.
//! - What was told apart as unchanged since the last time gives no documents.
//! - A walk goes on from its [`Mark`]: what was taken before it is not asked for again.

mod feed;
mod robots;

use crate::fetch::{Answer, FetchError, Fetched, Fetcher, Validators};
use robots::Robots;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Most pages of posts of one site.
pub const MOST_PAGES: u32 = 500;
/// Posts on a page.
const POSTS: u32 = 20;
/// The part of a WordPress site's address where its posts are.
const POSTS_PATH: &str = "/wp/v2/posts";

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The address that it is kept under; the same document has the same one next time.
    pub origin: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the server says they are.
    pub media_type: Option<String>,
}

/// Documents that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The documents.
    pub documents: Vec<Found>,
    /// Which page of the site they are, from 1.
    pub page: u32,
    /// How many pages the site says it has.
    pub pages: Option<u32>,
    /// Where the walk goes on behind them; `None` is its end.
    pub mark: Option<Mark>,
    /// Whether the server says that nothing of it has changed since the last time.
    pub unchanged: bool,
    /// What to know of an address the next time, once all of this was taken in.
    pub known: Option<(String, Known)>,
}

/// What is known of an address from the last time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// What its server said of the answer.
    pub validators: Validators,
    /// How many pages the site had.
    #[serde(default)]
    pub pages: Option<u32>,
    /// The posts of the page.
    #[serde(default)]
    pub posts: Vec<u64>,
}

/// Remembers what is known of addresses.
pub trait Memory: Send + Sync {
    /// What is known of an address, if anything.
    fn known<'a>(&'a self, address: &'a str) -> Pin<Box<dyn Future<Output = Option<Known>> + Send + 'a>>;
}

/// Where a walk goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The address of the site's posts.
    pub posts: String,
    /// The next page.
    pub page: u32,
    /// The posts of the page before, to know a site that gives the same page for ever.
    pub before: Vec<u64>,
}

/// Why a site cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The site does not let robots fetch it.
    #[error(
        "{address} may not be fetched: the site's robots.txt does not let programs read it; ask the site, or give the documents as files"
    )]
    Robots {
        /// What was to be fetched.
        address: String,
    },
    /// The posts are not what WordPress gives.
    #[error(
        "{address} is not a list of WordPress posts ({why}); give the address of the site, of a feed, or of a page"
    )]
    NotPosts {
        /// What was asked.
        address: String,
        /// What is wrong.
        why: String,
    },
    /// The feed cannot be read.
    #[error("the feed at {address} cannot be read ({why}); give the address of the site or of a page")]
    NotAFeed {
        /// Where it is.
        address: String,
        /// What is wrong.
        why: String,
    },
}

impl WebError {
    /// Whether another try, later, may help.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Fetch(error) if error.may_pass())
    }
}

/// A walk through what stands at an address.
pub struct Walk {
    fetcher: Fetcher,
    pause: Duration,
    next: Next,
    robots: Robots,
    memory: Option<Arc<dyn Memory>>,
}

impl fmt::Debug for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk")
            .field("next", &self.next)
            .field("robots", &self.robots)
            .finish_non_exhaustive()
    }
}

#[derive(Debug)]
enum Next {
    Address(String),
    Posts(Mark),
    Nothing,
}

impl Walk {
    /// A walk from an address, or on from a mark.
    pub fn new(fetcher: Fetcher, address: &str, mark: Option<Mark>) -> Self {
        Self {
            fetcher,
            pause: Duration::from_secs(1),
            robots: Robots::default(),
            memory: None,
            next: mark.map_or_else(|| Next::Address(address.to_owned()), Next::Posts),
        }
    }

    /// The same walk with another pause between two requests.
    #[must_use]
    pub fn pausing(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// The same walk, asking only for what is new since the last time.
    #[must_use]
    pub fn remembering(self, memory: Arc<dyn Memory>) -> Self {
        Self {
            memory: Some(memory),
            ..self
        }
    }

    /// What stands at an address, if its site lets it be fetched, unless it is still what it was.
    async fn ask(&mut self, address: &str) -> Result<(Answer, Option<Known>), WebError> {
        let wished = self.robots.ask(&self.fetcher, address).await?;
        self.pause = self.pause.max(wished);
        let known = match &self.memory {
            Some(memory) => memory.known(address).await,
            None => None,
        };
        let validators = known.as_ref().map(|known| known.validators.clone());
        let validators = validators.unwrap_or_default();
        let answer = self.fetcher.get_if_new(address, &validators).await?;
        Ok((answer, known))
    }

    /// The next documents; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Batch>, WebError> {
        let batch = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Nothing => return Ok(None),
            Next::Posts(mark) => {
                tokio::time::sleep(self.pause).await;
                self.posts(mark).await?
            }
            Next::Address(address) => self.first(&address).await?,
        };
        self.next = batch.mark.clone().map_or(Next::Nothing, Next::Posts);
        Ok(Some(batch))
    }

    async fn first(&mut self, address: &str) -> Result<Batch, WebError> {
        if let Some(posts) = posts_named(address) {
            return self.posts(beginning(posts)).await;
        }
        let found = match self.ask(address).await?.0 {
            Answer::Found(found) => *found,
            Answer::Unchanged => return Ok(unchanged(1, Some(1), None)),
        };
        // The front page of a WordPress site names its interface; any other page of it stands for itself.
        if let Some(api) = found.interface.clone().filter(|_| found.address.path() == "/") {
            tokio::time::sleep(self.pause).await;
            let api = api.trim_end_matches('/');
            return self.posts(beginning(format!("{api}{POSTS_PATH}"))).await;
        }
        let known = (address.to_owned(), found.validators.clone());
        let documents = if feed::is_feed(&found) {
            feed::documents(&found)?
        } else {
            vec![document(found)]
        };
        Ok(Batch {
            documents,
            page: 1,
            pages: Some(1),
            mark: None,
            unchanged: false,
            known: kept(known, None, Vec::new()),
        })
    }

    async fn posts(&mut self, mark: Mark) -> Result<Batch, WebError> {
        let separator = if mark.posts.contains('?') { '&' } else { '?' };
        let address = format!("{}{separator}per_page={POSTS}&page={}", mark.posts, mark.page);
        let answer = match self.ask(&address).await {
            Ok((Answer::Found(answer), _)) => *answer,
            Ok((Answer::Unchanged, known)) => {
                let known = known.unwrap_or_default();
                let behind = behind(&mark, known.pages, known.posts);
                return Ok(unchanged(mark.page, known.pages, behind));
            }
            // WordPress answers 400 behind its last page.
            Err(WebError::Fetch(FetchError::Status { status: 400, .. })) if mark.page > 1 => {
                return Ok(end(&mark));
            }
            Err(error) => return Err(error),
        };
        let posts = posts_of(&address, &answer.bytes)?;
        let ids: Vec<u64> = posts.iter().map(|post| post.id).collect();
        if ids.is_empty() || ids == mark.before {
            return Ok(end(&mark));
        }
        let known = (address, answer.validators.clone());
        Ok(Batch {
            documents: posts.iter().map(|post| post.document(&mark.posts)).collect(),
            page: mark.page,
            pages: answer.pages,
            mark: behind(&mark, answer.pages, ids.clone()),
            unchanged: false,
            known: kept(known, answer.pages, ids),
        })
    }
}

/// Where the walk goes on behind a page with these posts.
fn behind(mark: &Mark, pages: Option<u32>, before: Vec<u64>) -> Option<Mark> {
    let is_last = pages.is_some_and(|pages| mark.page >= pages) || mark.page >= MOST_PAGES;
    (!is_last).then(|| Mark {
        page: mark.page + 1,
        before,
        posts: mark.posts.clone(),
    })
}

/// What to know of an address the next time; nothing where its server says nothing to ask by.
fn kept(
    (address, validators): (String, Validators),
    pages: Option<u32>,
    posts: Vec<u64>,
) -> Option<(String, Known)> {
    (validators != Validators::default()).then(|| {
        let known = Known {
            validators,
            pages,
            posts,
        };
        (address, known)
    })
}

/// A page that is what it was.
fn unchanged(page: u32, pages: Option<u32>, mark: Option<Mark>) -> Batch {
    Batch {
        documents: Vec::new(),
        page,
        pages,
        mark,
        unchanged: true,
        known: None,
    }
}

fn end(mark: &Mark) -> Batch {
    Batch {
        documents: Vec::new(),
        page: mark.page,
        pages: Some(mark.page.saturating_sub(1)),
        mark: None,
        unchanged: false,
        known: None,
    }
}

fn beginning(posts: String) -> Mark {
    Mark {
        posts,
        page: 1,
        before: Vec::new(),
    }
}

/// The address of the posts, where an address already is one of a WordPress interface.
fn posts_named(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    let path = url.path().trim_end_matches('/').to_owned();
    if path.ends_with(POSTS_PATH) {
        // Which page is our business; what else was asked, a category or a search, stays.
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| name != "page" && name != "per_page")
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
        return Some(url.to_string());
    }
    path.ends_with("/wp-json").then(|| {
        url.set_path(&format!("{path}{POSTS_PATH}"));
        url.set_query(None);
        url.to_string()
    })
}

/// A post as far as a walk must know it; its bytes stay as they came.
struct Post<'a> {
    id: u64,
    link: Option<String>,
    raw: &'a RawValue,
}

#[derive(Deserialize)]
struct Head {
    id: u64,
    link: Option<String>,
}

impl Post<'_> {
    fn document(&self, posts: &str) -> Found {
        let own = || format!("{}/{}", posts.split('?').next().unwrap_or(posts), self.id);
        Found {
            origin: self
                .link
                .clone()
                .filter(|link| !link.is_empty())
                .unwrap_or_else(own),
            bytes: self.raw.get().as_bytes().to_vec(),
            media_type: Some("application/json".to_owned()),
        }
    }
}

fn posts_of<'a>(address: &str, bytes: &'a [u8]) -> Result<Vec<Post<'a>>, WebError> {
    let wrong = |why: String| WebError::NotPosts {
        address: address.to_owned(),
        why,
    };
    let raws: Vec<&RawValue> = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let post = |raw: &'a RawValue| {
        let head: Head = serde_json::from_str(raw.get()).map_err(|error| wrong(error.to_string()))?;
        Ok(Post {
            id: head.id,
            link: head.link,
            raw,
        })
    };
    raws.into_iter().map(post).collect()
}

fn document(found: Fetched) -> Found {
    Found {
        origin: found.address.to_string(),
        bytes: found.bytes,
        media_type: found.media_type,
    }
}
