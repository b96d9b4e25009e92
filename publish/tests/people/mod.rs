//! Pages for people: signing in and out, the account, forms that survive the end of a session.

mod account;
mod address;
mod assignments;
mod authz;
mod changes;
mod codes;
mod confirm;
mod doors;
mod mailed;
mod members;
mod once;
mod passkeys;
mod proposals;
mod provider;
mod withdrawn;

use super::{Answer, ask, get_with, post};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use publish::samples::people::PASSWORD;

/// The fields of a form as a browser posts them.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}

/// The cookie of an answer, as the browser sends it back.
fn cookie_of(answer: &Answer) -> String {
    let kept = answer.header(header::SET_COOKIE);
    kept.split(';').next().unwrap().to_owned()
}

/// The cookie of a person who signs in by the form.
pub(crate) async fn signed_in(router: &Router, email: &str) -> String {
    let fields = form(&[("email", email), ("password", PASSWORD)]);
    let answer = post(router, "/fr/sign-in", "", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    cookie_of(&answer)
}

/// What a page says to the bearer of a cookie.
async fn read(router: &Router, path: &str, cookie: &str) -> Answer {
    get_with(router, path, header::COOKIE, cookie).await
}

/// Posts a form from a page of the site.
async fn post_from(
    router: &Router,
    (from, path): (&str, &str),
    cookie: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::REFERER, format!("https://atlas.example.org{from}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form(fields)))
        .unwrap();
    ask(router, request).await
}
