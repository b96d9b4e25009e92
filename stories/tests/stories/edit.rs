//! Reviewers edit a fact by hand: what is saved shows at once, what two of them change meets in the open, and a field goes
//! back to the sources when it is given back.

use crate::html::Page;
use crate::record::Base::{self, Postgres, Sqlite};
use crate::review::Desk;
use crate::site::{LANGUAGES, says};
use rstest::rstest;

/// The page where the one partnership of the news list is edited.
fn edit_page(desk: &Desk) -> String {
    let claim = desk.key("partnership");
    assert_eq!(desk.posts(&claim, &[("verdict", "accept")]).status, 303);
    let shown = desk.server.get("/api/v1/partnerships").unwrap().json();
    let id = shown["items"][0]["id"].as_str().unwrap();
    format!("/en/edit/partnership/{id}")
}

fn first(values: Vec<String>) -> String {
    values.into_iter().next().unwrap()
}

/// What a form shows: its fields, as a browser would send them back untouched.
fn form(page: &Page) -> Vec<(String, String)> {
    let mut fields = vec![(
        "seen".to_owned(),
        first(page.attributes("input[name=seen]", "value")),
    )];
    for name in ["kind", "status"] {
        let chosen = first(page.attributes(&format!("select[name={name}] option[selected]"), "value"));
        fields.push((name.to_owned(), chosen));
    }
    for name in ["title", "why"] {
        fields.push((
            name.to_owned(),
            first(page.texts(&format!("textarea[name={name}]"))),
        ));
    }
    fields
}

/// The form with some fields changed.
fn with(form: &[(String, String)], changed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = form.to_vec();
    for (name, value) in changed {
        form.iter_mut().find(|(field, _)| field == name).unwrap().1 = (*value).to_owned();
    }
    form
}

fn sent(desk: &Desk, path: &str, fields: &[(String, String)]) -> stories::Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    desk.answers(path, &fields)
}

#[rstest]
fn a_reviewer_edits_a_fact_and_gives_a_field_back(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    let path = edit_page(&desk);
    let id = path.rsplit('/').next().unwrap().to_owned();
    assert_eq!(
        desk.server.get(&path).unwrap().status,
        303,
        "a stranger is asked to sign in"
    );
    for language in LANGUAGES {
        let page = desk.sees(&path.replace("/en/", &format!("/{language}/")));
        assert_eq!(page.all("form.form .field").len(), 4, "{language}");
    }
    let shown = form(&desk.sees(&path));
    let untouched = sent(&desk, &path, &shown);
    says(untouched.header("location").unwrap(), &["done=nothing"]);

    let saved = sent(
        &desk,
        &path,
        &with(
            &shown,
            &[("status", "suspended"), ("title", "Une amitié <durable>")],
        ),
    );
    assert_eq!(saved.status, 303, "{}", saved.text());
    let public = desk
        .server
        .get(&format!("/api/v1/partnerships/{id}"))
        .unwrap()
        .json();
    assert_eq!(public["status"], "suspended");
    let page = desk.sees(&path);
    says(&page.says(), &["Kept by hand", "Olha", "Une amitié <durable>"]);

    let released = desk.answers(&path, &[("release", "status")]);
    says(released.header("location").unwrap(), &["done=released"]);
    let public = desk
        .server
        .get(&format!("/api/v1/partnerships/{id}"))
        .unwrap()
        .json();
    assert_ne!(public["status"], "suspended");
    desk.record.sound();
}

#[rstest]
fn two_editors_of_one_fact_see_both_versions(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    let path = edit_page(&desk);
    let shown = form(&desk.sees(&path));
    assert_eq!(
        sent(&desk, &path, &with(&shown, &[("status", "suspended")])).status,
        303
    );
    // The other one still has the first version before their eyes, and changes the same field and one more.
    let late = with(&shown, &[("status", "ended"), ("why", "Same river, same floods")]);
    let conflict = sent(&desk, &path, &late);
    assert_eq!(conflict.status, 409);
    let page = Page::of(&conflict.text());
    says(&page.says(), &["saved another version", "Stands now: suspended"]);
    assert_eq!(
        first(page.attributes("select[name=status] option[selected]", "value")),
        "ended"
    );
    assert_eq!(first(page.texts("textarea[name=why]")), "Same river, same floods");
    assert_eq!(
        page.all(".field .note").len(),
        1,
        "only where both changed something"
    );
    let public = desk.server.get("/api/v1/partnerships").unwrap().json();
    assert_eq!(
        public["items"][0]["status"], "suspended",
        "nothing is overwritten"
    );
    // Having seen both, the person decides.
    assert_eq!(sent(&desk, &path, &form(&page)).status, 303);
    let public = desk.server.get("/api/v1/partnerships").unwrap().json();
    assert_eq!(public["items"][0]["status"], "ended");
    desk.record.sound();
}

#[rstest]
fn what_is_typed_wrongly_comes_back_with_what_to_do(#[values(Sqlite)] base: Base) {
    let desk = Desk::opened(base);
    let path = edit_page(&desk);
    let shown = form(&desk.sees(&path));
    let long = "ї".repeat(501);
    let refused = sent(
        &desk,
        &path,
        &with(&shown, &[("status", "in love"), ("title", &long)]),
    );
    assert_eq!(refused.status, 422);
    let page = Page::of(&refused.text());
    says(
        &page.says(),
        &["Choose one of the list.", "At most 500 characters."],
    );
    assert_eq!(
        first(page.texts("textarea[name=title]")),
        long,
        "nothing typed is lost"
    );
    for path in [
        "/en/edit/partnership/nothing",
        "/en/edit/claim/0",
        "/en/edit/source/0",
    ] {
        assert_eq!(desk.answers(path, &[("seen", "1")]).status, 404, "{path}");
    }
    let unseen = desk.answers(&path, &[("status", "ended")]);
    assert_eq!(unseen.status, 400, "a form without a version saves nothing");
}
