//! What an import tells while it goes on, as server-sent events.
//!
//! # Invariants
//! - Each event has its number: a reader whose connection broke goes on behind the last one it saw, on any node.
//! - The stream ends with the import, with the session of whoever follows it, and with the program.

use super::{found, told};
use crate::context::Context;
use crate::errors::PageError;
use crate::people::guard;
use crate::routes::{Of, Rule};
use crate::site::Site;
use crate::words::Lang;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use register::policy::{Action, Decision};
use register::{JobEvent, RegisterError};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use vocabulary::{Id, JobId, JobState};

/// How often to look for something new.
const LOOK: Duration = Duration::from_millis(400);
/// How many looks one connection lasts; the browser then opens another.
const LOOKS: u32 = 1_500;
/// Most events taken at once.
const AT_ONCE: u64 = 100;

/// Somebody who follows an import.
struct Follower {
    site: Site,
    headers: HeaderMap,
    lang: Lang,
    job: JobId,
    last: u64,
    ready: VecDeque<Event>,
    looks: u32,
    over: bool,
}

/// `GET /{lang}/import/jobs/{id}/events`
pub(crate) async fn events(ctx: Context, headers: HeaderMap) -> Result<Response, PageError> {
    let key = ctx.segment(4).parse().map_err(|_| ctx.missing())?;
    let job = found(&ctx, JobId::of(key)).await?.id;
    let seen = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let last = seen.unwrap_or_else(|| ctx.query("after")).parse().unwrap_or(0);
    let follower = Follower {
        site: ctx.site.clone(),
        headers,
        lang: ctx.lang,
        job,
        last,
        ready: VecDeque::new(),
        looks: 0,
        over: false,
    };
    let events = stream::unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok::<_, Infallible>(event), follower))
    });
    let mut answer = Sse::new(events).keep_alive(KeepAlive::default()).into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    // nginx would hold events back until it has a bufferful.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    Ok(answer)
}

impl Follower {
    /// The next event, when there is one; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.over || self.looks >= LOOKS || self.site.is_closing() {
                return None;
            }
            if self.looks > 0 {
                tokio::time::sleep(LOOK).await;
            }
            self.looks += 1;
            if !self.may().await {
                return None;
            }
            if let Err(error) = self.look().await {
                tracing::warn!(%error, "an import cannot be followed; the reader asks again");
                return None;
            }
        }
    }

    /// Whether whoever follows still may.
    async fn may(&self) -> bool {
        let rule = Rule {
            action: Action::See,
            of: Of::Instance,
        };
        let who = guard::who(&self.site, &self.headers).await;
        rule.decision(&who) == Decision::Allowed
    }

    async fn look(&mut self) -> Result<(), RegisterError> {
        let register = &self.site.desk().register;
        // Where it stands is asked first: what it told before it ended is then among the events.
        let stands = register.import_job(self.job).await?;
        let told = register.job_events(self.job, self.last, AT_ONCE).await?;
        let is_all = told.is_empty();
        for event in told {
            self.last = event.number;
            let event = self.event(&event);
            self.ready.push_back(event);
        }
        let ended = stands.is_none_or(|job| matches!(job.state, JobState::Done | JobState::Parked));
        if ended && is_all {
            self.over = true;
            self.ready.push_back(Event::default().event("over").data("{}"));
        }
        Ok(())
    }

    fn event(&self, event: &JobEvent) -> Event {
        let state = self.site.state();
        let view = crate::view::View {
            lang: self.lang,
            snapshot: &state.snapshot,
            places: self.site.places(),
        };
        let line = told::line(&view, &event.what);
        let data = serde_json::json!({
            "what": event.what.code,
            "tone": line.tone,
            "words": line.words,
        });
        Event::default()
            .event("told")
            .id(event.number.to_string())
            .data(data.to_string())
    }
}
