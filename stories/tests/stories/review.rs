//! A reviewer opens a link, sees each claim beside its source, and decides.

use crate::documents::{AndAll, Documents, NEWS};
use crate::html::Page;
use crate::record::Base::{self, Postgres, Sqlite};
use crate::record::{Record, succeeds};
use crate::site::{LANGUAGES, says};
use rstest::rstest;
use stories::{Answer, Jumelage, Request, Server};

/// The cookie of a reviewer for whom the operator made an account and a link.
pub(crate) fn reviewer(record: &Record, origin: &str, send: &dyn Fn(&Request) -> Answer) -> String {
    let user = |words: &[&str]| succeeds(record.told(Jumelage::with(["user"]).and_all(words))).stdout;
    user(&["add", "olha@example.org", "--name", "Olha", "--role", "reviewer"]);
    let link = user(&["link", "olha@example.org", "--site", origin]);
    let path = link.trim().strip_prefix(origin).unwrap().to_owned();
    let shown = send(&Request::get(&path));
    assert_eq!(shown.status, 200, "looking at the link uses nothing");
    let token = path.split("token=").nth(1).unwrap();
    let button = Request::form("/fr/sign-in/link", &[("token", token)]);
    let opened = send(&button);
    assert_eq!(opened.status, 303);
    let cookie = opened.header("set-cookie").unwrap();
    says(cookie, &["HttpOnly", "SameSite=Lax"]);
    let cookie = cookie.split(';').next().unwrap().to_owned();
    assert_eq!(send(&button).status, 410, "a link opens once");
    cookie
}

/// A site with the news list, whose claims wait, and a reviewer's session.
pub(crate) struct Desk {
    pub(crate) record: Record,
    pub(crate) server: Server,
    cookie: String,
}

impl Desk {
    /// Opened by the link that the operator gave to Olha.
    pub(crate) fn opened(base: Base) -> Self {
        let record = Record::on(base);
        record.import(&[Documents::demo().path(NEWS)]);
        let server = record.served();
        let stranger = server.get("/fr/review").unwrap();
        assert_eq!(stranger.status, 303, "a stranger is asked to sign in");
        says(stranger.header("location").unwrap(), &["/fr/sign-in?back="]);

        let cookie = reviewer(&record, &server.origin(), &|request| {
            server.send(request).unwrap()
        });
        Self {
            record,
            server,
            cookie,
        }
    }

    /// Posts the form under a claim.
    pub(crate) fn posts(&self, claim: &str, fields: &[(&str, &str)]) -> Answer {
        let request =
            Request::form(format!("/fr/review/claims/{claim}"), fields).header("cookie", &self.cookie);
        self.server.send(&request).unwrap()
    }

    /// The key of a waiting claim of this kind.
    fn key(&self, kind: &str) -> String {
        let waiting = self.record.waiting();
        let found = waiting.iter().find(|row| row["claim"]["kind"] == kind);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    }
}

#[rstest]
fn each_claim_stands_beside_its_source_in_three_languages(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    for language in LANGUAGES {
        let request = Request::get(format!("/{language}/review")).header("cookie", &desk.cookie);
        let queue = desk.server.send(&request).unwrap();
        assert_eq!(queue.status, 200);
        let page = Page::of(&queue.text());
        assert_eq!(page.all("article.reviewbox").len(), 5, "{language}");
        says(&page.says(), &["Olha", "#MistoMatch"]);
        assert_eq!(page.all("article.reviewbox mark.claim").len(), 5);
    }
}

#[rstest]
fn a_reviewer_accepts_rejects_with_a_reason_and_takes_back(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    let (partnership, event) = (desk.key("partnership"), desk.key("event"));
    assert_eq!(desk.posts(&partnership, &[("verdict", "accept")]).status, 303);
    let shown = desk.server.get("/api/v1/partnerships").unwrap().json();
    assert_eq!(shown["total"], 1, "a write shows at once");
    let unexplained = desk.posts(&event, &[("verdict", "reject"), ("reason", "")]);
    says(unexplained.header("location").unwrap(), &["reason-needed"]);
    assert_eq!(desk.record.sound()["claims_rejected"], 0);
    let explained = [("verdict", "reject"), ("reason", "a summit is no partnership")];
    assert_eq!(desk.posts(&event, &explained).status, 303);
    let counts = desk.record.sound();
    assert_eq!(counts["claims_accepted"], 1);
    assert_eq!(counts["claims_rejected"], 1);
    assert_eq!(desk.posts(&partnership, &[("verdict", "undo")]).status, 303);
    assert_eq!(desk.record.sound()["claims_accepted"], 0);

    let by = desk.record.rows(
        "SELECT DISTINCT actor_kind, actor FROM change WHERE what IN ('accepted', 'rejected', 'undone')",
    );
    assert_eq!(by.len(), 1, "{by:?}");
    let user = Jumelage::with(["user", "list", "--format", "json"]);
    let told = succeeds(desk.record.told(user)).stdout;
    let olha: serde_json::Value = serde_json::from_str(told.trim()).unwrap();
    assert_eq!(
        by[0]["actor"], olha["id"],
        "the log names the account, not the person"
    );
    assert_eq!(olha["name"], "Olha");
}

#[rstest]
fn nobody_decides_without_a_session(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    let partnership = desk.key("partnership");
    let forged = Request::form(
        format!("/fr/review/claims/{partnership}"),
        &[("verdict", "accept")],
    );
    assert_eq!(desk.server.send(&forged).unwrap().status, 403);
    assert_eq!(desk.record.sound()["claims_accepted"], 0);
}
