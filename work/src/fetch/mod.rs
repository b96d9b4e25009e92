//! Guarded fetching: an address in, what stands there out, within limits and never inwards.
//!
//! # Invariants
//! - Only what [`Reach`] covers is connected to. The address that was checked is the one that is connected to: names are
//!   resolved by the connection itself, once, through the check. Each hop of a redirect goes the same way.
//! - No proxy of the surroundings is used; no cookie, no referrer is sent.
//! - An answer counts decompressed: what unpacks to more than the limit is dropped while it unpacks.
//! - Everything ends: each hop within the time, all hops within their number.

mod address;
mod reach;

pub use reach::{Reach, is_public};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How much of the world a fetch may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchLimits {
    /// Most bytes of one answer, decompressed.
    pub bytes: usize,
    /// Longest time for one hop, from the connection to the last byte.
    pub time: Duration,
    /// Longest silence.
    pub silence: Duration,
    /// Most redirects.
    pub hops: usize,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self {
            bytes: 25 << 20,
            time: Duration::from_mins(1),
            silence: Duration::from_secs(15),
            hops: 5,
        }
    }
}

/// Why something could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address for this program.
    #[error("“{address}” cannot be fetched: {why}")]
    Address {
        /// What was given.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// It leads to a private, local or reserved address.
    #[error(
        "{host} is not on the public internet and is not fetched from; the operator may name such a place"
    )]
    Inwards {
        /// The host.
        host: String,
    },
    /// It was redirected too often.
    #[error("{host} redirects more than {hops} times")]
    Hops {
        /// The last host.
        host: String,
        /// How many are followed.
        hops: usize,
    },
    /// It is too big.
    #[error("the answer of {host} is larger than {} MB", limit >> 20)]
    TooBig {
        /// The host.
        host: String,
        /// The most that is taken.
        limit: usize,
    },
    /// It took too long.
    #[error("{host} takes too long to answer")]
    TooSlow {
        /// The host.
        host: String,
    },
    /// It refused.
    #[error("{host} answered {status}")]
    Status {
        /// The host.
        host: String,
        /// The status.
        status: u16,
    },
    /// Nobody answers, or the answer broke off.
    #[error("{host} did not answer as it should: {why}")]
    Broken {
        /// The host.
        host: String,
        /// What happened.
        why: String,
    },
    /// The machine gives no means to fetch anything.
    #[error("nothing can be fetched: {why}")]
    NoClient {
        /// Why.
        why: String,
    },
}

impl FetchError {
    /// Whether another try, later, may help.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::TooSlow { .. } | Self::Broken { .. } => true,
            Self::Status { status, .. } => *status == 429 || *status >= 500,
            _ => false,
        }
    }
}

/// What a server said of an answer, to ask next time only for what is new.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`
    pub etag: Option<String>,
    /// `Last-Modified`
    pub modified: Option<String>,
}

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was found in the end.
    pub address: Url,
    /// `Content-Type`, as the server says it.
    pub media_type: Option<String>,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
    /// To ask next time.
    pub validators: Validators,
    /// Where a WordPress site says that its interface is.
    pub interface: Option<String>,
    /// How many pages a WordPress site says there are.
    pub pages: Option<u32>,
}

/// An answer to a conditional request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Found(Box<Fetched>),
    /// It is what it was.
    Unchanged,
}

/// Turns names into places; the system's own resolver, or another one.
pub trait Lookup: Send + Sync + 'static {
    /// The places of a name.
    fn places(&self, name: &str) -> std::io::Result<Vec<SocketAddr>>;
}

/// The system's own resolver.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Lookup for System {
    fn places(&self, name: &str) -> std::io::Result<Vec<SocketAddr>> {
        std::net::ToSocketAddrs::to_socket_addrs(&(name, 0)).map(Iterator::collect)
    }
}

/// Fetches.
#[derive(Clone)]
pub struct Fetcher {
    client: Client,
    reach: Reach,
    limits: FetchLimits,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher")
            .field("reach", &self.reach)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Fetcher {
    /// A fetcher that says who it is: `contact` is an address at which people find us.
    pub fn new(
        reach: Reach,
        limits: FetchLimits,
        contact: &str,
        lookup: Arc<dyn Lookup>,
    ) -> Result<Self, FetchError> {
        let no_client = |error: &dyn fmt::Display| FetchError::NoClient {
            why: error.to_string(),
        };
        let agent = format!("Jumelage/{} (+{contact})", env!("CARGO_PKG_VERSION"));
        let guard = Guard {
            reach: reach.clone(),
            lookup,
        };
        let client = Client::builder()
            .tls_backend_preconfigured(tls().map_err(|error| no_client(&error))?)
            .dns_resolver(guard)
            .redirect(Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(agent)
            .http1_only()
            .connect_timeout(limits.silence)
            .read_timeout(limits.silence)
            .timeout(limits.time)
            // Each request resolves and checks anew.
            .pool_max_idle_per_host(0)
            .build()
            .map_err(|error| no_client(&error))?;
        Ok(Self {
            client,
            reach,
            limits,
        })
    }

    /// What stands at an address.
    pub async fn get(&self, text: &str) -> Result<Fetched, FetchError> {
        match self.get_if_new(text, &Validators::default()).await? {
            Answer::Found(found) => Ok(*found),
            Answer::Unchanged => Err(FetchError::Status {
                host: text.to_owned(),
                status: 304,
            }),
        }
    }

    /// What stands at an address, unless it is still what it was.
    pub async fn get_if_new(&self, text: &str, known: &Validators) -> Result<Answer, FetchError> {
        let mut url = address::address(text, None)?;
        for _ in 0..=self.limits.hops {
            let response = self.ask(&url, known).await?;
            let status = response.status();
            let to = response
                .headers()
                .get(header::LOCATION)
                .and_then(|to| to.to_str().ok());
            match to {
                Some(to) if status.is_redirection() && status != StatusCode::NOT_MODIFIED => {
                    url = address::address(to, Some(&url))?;
                }
                _ if status == StatusCode::NOT_MODIFIED => return Ok(Answer::Unchanged),
                _ if status.is_success() => return self.taken(url, response).await,
                _ => {
                    return Err(FetchError::Status {
                        host: host(&url),
                        status: status.as_u16(),
                    });
                }
            }
        }
        Err(FetchError::Hops {
            host: host(&url),
            hops: self.limits.hops,
        })
    }

    async fn ask(&self, url: &Url, known: &Validators) -> Result<Response, FetchError> {
        // A name is checked where it is resolved; an IP address is not resolved.
        let is_inside = address::literal(url).is_some_and(|place| !self.reach.covers(place));
        if is_inside || address::is_local_name(url) {
            return Err(FetchError::Inwards { host: host(url) });
        }
        let mut request = self.client.get(url.clone());
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        request.send().await.map_err(|error| failed(url, &error))
    }

    async fn taken(&self, url: Url, mut response: Response) -> Result<Answer, FetchError> {
        let too_big = || FetchError::TooBig {
            host: host(&url),
            limit: self.limits.bytes,
        };
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| failed(&url, &error))? {
            if bytes.len() + piece.len() > self.limits.bytes {
                return Err(too_big());
            }
            bytes.extend_from_slice(&piece);
        }
        let headers = response.headers();
        Ok(Answer::Found(Box::new(Fetched {
            media_type: said(headers, header::CONTENT_TYPE.as_str()),
            validators: Validators {
                etag: said(headers, header::ETAG.as_str()),
                modified: said(headers, header::LAST_MODIFIED.as_str()),
            },
            interface: headers.get_all(header::LINK).iter().find_map(interface),
            pages: said(headers, "x-wp-totalpages").and_then(|pages| pages.parse().ok()),
            bytes,
            address: url,
        })))
    }
}

/// Resolves names through the check: what it lets through is what is connected to.
struct Guard {
    reach: Reach,
    lookup: Arc<dyn Lookup>,
}

/// The name leads inwards.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct LeadsInwards;

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, lookup) = (self.reach.clone(), Arc::clone(&self.lookup));
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let places = tokio::task::spawn_blocking(move || lookup.places(&name)).await??;
            // One private address among public ones is a trap, not a choice. A name never opens what the operator
            // named by its address: the port is not known here.
            if places.is_empty() || !places.iter().all(|place| reach.covers(*place)) {
                return Err(LeadsInwards.into());
            }
            let places: Addrs = Box::new(places.into_iter());
            Ok(places)
        })
    }
}

/// A client for a place that the operator named: it follows no redirect and uses no proxy, but may lead inwards.
pub(crate) fn client_of_operator(longest: Duration) -> Result<Client, FetchError> {
    let no_client = |error: &dyn fmt::Display| FetchError::NoClient {
        why: error.to_string(),
    };
    let client = Client::builder()
        .tls_backend_preconfigured(tls().map_err(|error| no_client(&error))?)
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .user_agent(concat!("Jumelage/", env!("CARGO_PKG_VERSION")))
        .http1_only()
        .timeout(longest)
        .build();
    client.map_err(|error| no_client(&error))
}

fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots: rustls::RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

fn failed(url: &Url, error: &reqwest::Error) -> FetchError {
    let host = host(url);
    let causes = || std::iter::successors(error.source(), |&cause| cause.source());
    if causes().any(<dyn Error>::is::<LeadsInwards>) {
        return FetchError::Inwards { host };
    }
    if error.is_timeout() {
        return FetchError::TooSlow { host };
    }
    // The last cause says what happened; those before it only say where.
    let why = causes()
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string);
    FetchError::Broken { host, why }
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// The address in `<https://town.example/wp-json/>; rel="https://api.w.org/"`.
fn interface(link: &header::HeaderValue) -> Option<String> {
    let link = link.to_str().ok()?;
    let mut parts = link.split(',').map(str::trim);
    let named = parts.find(|part| part.contains("rel=\"https://api.w.org/\""))?;
    let (address, _) = named.strip_prefix('<')?.split_once('>')?;
    Some(address.to_owned())
}

fn said(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}
