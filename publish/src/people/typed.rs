//! What people type into forms: read from a request, and brought back where a session ended in between.
//!
//! # Invariants
//! A form that could not be carried out comes back with what was typed, but never with a password.

use crate::context::query_of;
use crate::site::Site;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use register::policy::Who;
use uuid::Uuid;

/// Under which name a kept form remembers where it was posted to.
pub(crate) const POSTED_TO: &str = "posted-to";
/// The parameter that names a kept form.
pub(crate) const KEPT: &str = "kept";
/// Largest form, in bytes.
pub(crate) const LARGEST: usize = 64 << 10;

/// The fields of a posted form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// Reads the body of a form.
    pub(crate) fn read(body: &Bytes) -> Self {
        Self(query_of(&String::from_utf8_lossy(body)))
    }

    /// The value of a field without the spaces around it; empty if it is not there.
    pub(crate) fn of(&self, name: &str) -> &str {
        self.whole(name).trim()
    }

    /// The value of a field as it was typed.
    pub(crate) fn whole(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }
}

impl FromRequest<Site> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, _: &Site) -> Result<Self, Response> {
        let body = to_bytes(request.into_body(), LARGEST).await;
        let body = body.map_err(|_| axum::http::StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        Ok(Self::read(&body))
    }
}

/// What the person had typed when the session ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct Typed(Fields);

impl Typed {
    /// The form that the address names, if it is this person's.
    pub(crate) async fn kept(site: &Site, who: &Who, query: &[(String, String)]) -> Self {
        let named = query.iter().find(|(name, _)| name == KEPT);
        let form = named.and_then(|(_, value)| value.parse::<Uuid>().ok());
        let (Some(form), Who::Person(person)) = (form, who) else {
            return Self::default();
        };
        let desk = site.desk();
        let kept = desk.register.kept_form(person.account, form, &(desk.now)()).await;
        match kept {
            Ok(fields) => Self(Fields(fields.unwrap_or_default())),
            Err(error) => {
                tracing::warn!(%error, "a kept form could not be brought back");
                Self::default()
            }
        }
    }

    /// Whether anything was brought back.
    pub(crate) fn is_there(&self) -> bool {
        !self.0.0.is_empty()
    }

    /// What was typed into a field of the form that is posted to this address.
    pub(crate) fn of(&self, posted_to: &str, name: &str) -> String {
        if self.0.of(POSTED_TO) == posted_to {
            self.0.whole(name).to_owned()
        } else {
            String::new()
        }
    }
}
