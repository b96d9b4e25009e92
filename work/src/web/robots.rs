//! What a site lets robots fetch (RFC 9309): asked once for each site, and kept to.
//!
//! # Invariants
//! - A site without a robots.txt lets everything be fetched; one whose robots.txt cannot be had for now lets nothing.
//! - A wait that the site wishes between two requests is kept to, up to [`LONGEST`].

use super::WebError;
use crate::fetch::{FetchError, Fetcher};
use std::collections::HashMap;
use std::fmt;
use std::time::Duration;
use texting_robots::Robot;
use url::Url;

/// Under which name sites speak of us.
const NAME: &str = "Jumelage";
/// How much of a robots.txt is read, as the RFC wants it.
const READ: usize = 500 << 10;
/// Longest wait between two requests.
const LONGEST: Duration = Duration::from_secs(30);

/// What is known of the sites of a walk.
#[derive(Default)]
pub(super) struct Robots {
    sites: HashMap<String, Option<Robot>>,
}

impl fmt::Debug for Robots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.sites.keys()).finish()
    }
}

impl Robots {
    /// Goes on only if the address may be fetched; answers the wait that its site wishes.
    pub(super) async fn ask(&mut self, fetcher: &Fetcher, address: &str) -> Result<Duration, WebError> {
        let Ok(url) = Url::parse(address) else {
            // What is no address, the fetcher refuses with its reason.
            return Ok(Duration::ZERO);
        };
        let site = url.origin().ascii_serialization();
        if !self.sites.contains_key(&site) {
            let rules = rules(fetcher, &site).await?;
            self.sites.insert(site.clone(), rules);
        }
        let Some(Some(robot)) = self.sites.get(&site) else {
            return Ok(Duration::ZERO);
        };
        if !robot.allowed(url.as_str()) {
            return Err(WebError::Robots {
                address: address.to_owned(),
            });
        }
        let wished = robot.delay.filter(|delay| delay.is_finite() && *delay > 0.0);
        Ok(wished.map_or(Duration::ZERO, |delay| {
            Duration::from_secs_f32(delay.min(LONGEST.as_secs_f32()))
        }))
    }
}

/// The rules of a site for us; `None` if it has none.
async fn rules(fetcher: &Fetcher, site: &str) -> Result<Option<Robot>, WebError> {
    match fetcher.get(&format!("{site}/robots.txt")).await {
        Ok(found) => {
            let read = found.bytes.get(..READ).unwrap_or(&found.bytes);
            // What cannot be read says nothing.
            Ok(Robot::new(NAME, read).ok())
        }
        Err(FetchError::Status { status, .. }) if (400..500).contains(&status) && status != 429 => Ok(None),
        Err(error) => Err(error.into()),
    }
}
