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
    pub(crate) cookie: String,
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
        self.answers(&format!("/fr/review/claims/{claim}"), fields)
    }

    /// A page as the reviewer sees it.
    pub(crate) fn sees(&self, path: &str) -> Page {
        let answer = self
            .server
            .send(&Request::get(path).header("cookie", &self.cookie))
            .unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        Page::of(&answer.text())
    }

    /// Posts a form.
    pub(crate) fn answers(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::form(path, fields).header("cookie", &self.cookie);
        self.server.send(&request).unwrap()
    }

    /// Posts a form; answers where it leads.
    pub(crate) fn sends(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.answers(path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        answer.header("location").unwrap().to_owned()
    }

    /// The codes of the parties of each partnership.
    fn partnerships(&self) -> Vec<Vec<String>> {
        let shown = self.server.get("/api/v1/partnerships").unwrap().json();
        let parties = |row: &serde_json::Value| {
            let parties = row["parties"].as_array().unwrap().iter();
            let mut codes: Vec<String> = parties
                .map(|party| party["code"].as_str().unwrap_or_default().to_owned())
                .collect();
            codes.sort();
            codes
        };
        shown["items"].as_array().unwrap().iter().map(parties).collect()
    }

    /// The key of a waiting claim of this kind.
    pub(crate) fn key(&self, kind: &str) -> String {
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

#[rstest]
fn a_reviewer_corrects_a_party_by_its_name_without_script(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    let claim = desk.key("partnership");
    let form = format!("/en/review/claims/{claim}");
    let page = desk.sees(&form);
    assert!(page.all("details.read-party").len() >= 2);
    says(&page.says(), &["as it was read"]);

    let looked = desk.sends(
        &form,
        &[("verdict", "look"), ("as0", "other"), ("other0", "Villeurbanne")],
    );
    let page = desk.sees(&looked);
    let offered = page.all("details.read-party[open] input[value='fr-com-69266']");
    assert_eq!(offered.len(), 1, "the name that was entered is looked up");

    let corrected = [
        ("verdict", "correct"),
        ("as0", "fr-com-69266"),
        ("date", "2023-05"),
    ];
    says(&desk.sends(&form, &corrected), &["done=corrected"]);
    let [parties] = desk.partnerships().try_into().unwrap();
    assert!(parties.contains(&"fr-com-69266".to_owned()), "{parties:?}");
    desk.record.sound();

    says(&desk.sends(&form, &[("verdict", "undo")]), &["done=undone"]);
    assert!(desk.partnerships().is_empty());
    assert!(
        desk.record
            .waiting()
            .iter()
            .any(|row| row["id"] == claim.as_str())
    );
}

#[rstest]
fn a_correction_that_makes_no_sense_is_shown_again_with_what_was_entered(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let desk = Desk::opened(base);
    let claim = desk.key("partnership");
    let form = format!("/uk/review/claims/{claim}");
    let wrong: [(&[(&str, &str)], &str); 3] = [
        (&[("date", "soon")], "date"),
        (&[("title", "")], "nothing"),
        (&[("as0", "other"), ("other0", "Xqzzywk")], "body"),
    ];
    for (entered, problem) in wrong {
        let fields: Vec<(&str, &str)> = entered.iter().copied().chain([("verdict", "correct")]).collect();
        let shown = desk.sends(&form, &fields);
        says(&shown, &[&format!("problem={problem}")]);
        let page = desk.sees(&shown);
        assert_eq!(page.all("[role=alert]").len(), 1, "{problem}");
        for (field, value) in entered
            .iter()
            .filter(|(field, value)| !value.is_empty() && *field != "as0")
        {
            let kept = page.attributes(&format!("input[name='{field}']"), "value");
            assert_eq!(kept, [*value]);
        }
    }
    assert!(desk.partnerships().is_empty());
    desk.record.sound();
}

#[rstest]
fn the_sure_claims_of_a_source_are_accepted_together_and_taken_back(#[values(Sqlite, Postgres)] base: Base) {
    let desk = Desk::opened(base);
    let sources = desk.server.get("/api/v1/sources").unwrap().json();
    let id = sources["items"][0]["id"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let queue = desk.sees(&format!("/fr/review?source={id}"));
    assert_eq!(queue.all("input[name='at-least']").len(), 1);
    let form = format!("/fr/review/sources/{id}");
    let done = desk.sends(&form, &[("verdict", "accept"), ("at-least", "1")]);
    says(&done, &["done=together"]);
    assert!(!desk.partnerships().is_empty());
    let page = desk.sees(&done);
    let write = page.all("input[name='write']");
    assert_eq!(write.len(), 1, "what was done together is taken back together");
    let write = done.split("write=").nth(1).unwrap().to_owned();
    let undone = desk.sends(&form, &[("verdict", "undo"), ("write", &write)]);
    says(&undone, &["done=together-undone"]);
    assert!(desk.partnerships().is_empty());
    assert_eq!(desk.record.sound()["claims_accepted"], 0);
    let wrong =
        Request::form(&form, &[("verdict", "accept"), ("at-least", "many")]).header("cookie", &desk.cookie);
    assert_eq!(desk.server.send(&wrong).unwrap().status, 400);
}

#[rstest]
fn partnerships_that_are_one_are_merged_and_taken_apart_and_the_history_tells_it(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let desk = Desk::opened(base);
    let text = "La Ville de Nantes et la ville de Kherson (Ukraine) ont signé une convention de coopération le 12 mai 2023.\n";
    let folder = tempfile::tempdir().unwrap();
    let narrow = folder.path().join("narrow.txt");
    std::fs::write(&narrow, text).unwrap();
    desk.record.import(&[narrow]);
    for row in desk.record.waiting() {
        let id = row["id"].as_str().unwrap();
        if row["claim"]["kind"] == "partnership" {
            desk.posts(id, &[("verdict", "accept")]);
        }
    }
    let before = desk.partnerships();
    let page = desk.sees("/fr/review/duplicates");
    assert_eq!(page.all("article.reviewbox").len(), 1, "{before:?}");
    let key = |name: &str| {
        let found = page.attributes(&format!("article.reviewbox input[name='{name}']"), "value");
        found[0].clone()
    };
    let (gone, into) = (key("gone"), key("into"));
    let form = "/fr/review/merges";
    let merged = desk.sends(form, &[("verdict", "merge"), ("gone", &gone), ("into", &into)]);
    says(&merged, &["done=merged"]);
    assert_eq!(desk.partnerships().len(), before.len() - 1);
    let moved = desk.server.get(&format!("/fr/partnerships/{gone}")).unwrap();
    assert_eq!(moved.status, 303, "an old address leads to what stands for it");
    assert_eq!(
        moved.header("location"),
        Some(format!("/fr/partnerships/{into}").as_str())
    );

    let life = desk
        .server
        .get(&format!("/fr/history/partnership/{into}"))
        .unwrap();
    let life = Page::of(&life.text());
    says(&life.says(), &["Modifié", "Ajouté", "par une personne"]);
    assert!(!life.says().contains("Olha"), "the page is public");
    let early = desk
        .server
        .get(&format!("/fr/history/partnership/{into}?day=1999"))
        .unwrap();
    says(&Page::of(&early.text()).says(), &["ne figurait pas"]);

    says(
        &desk.sends(form, &[("verdict", "apart"), ("gone", &gone)]),
        &["done=apart"],
    );
    assert_eq!(desk.partnerships(), before);
    desk.record.sound();
}

#[rstest]
fn what_reviewers_decided_about_a_document_becomes_a_case_of_the_exam(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let desk = Desk::opened(base);
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("corrections");
    let words = ["corrections", written.to_str().unwrap()];
    let said = desk.record.review(&words).stdout;
    assert_eq!(said, "", "a document with claims that wait is not written");

    let corrected = desk.key("partnership");
    let form = format!("/en/review/claims/{corrected}");
    desk.sends(&form, &[("verdict", "correct"), ("as0", "fr-com-69266")]);
    let mut verdicts = ["accept", "reject"].iter().cycle();
    for row in desk.record.waiting() {
        let fields = [("verdict", *verdicts.next().unwrap()), ("reason", "not said")];
        desk.posts(row["id"].as_str().unwrap(), &fields);
    }
    let said = desk.record.review(&words).stdout;
    let mut call = said.split_whitespace().skip(1);
    let add: Vec<&str> = call.by_ref().collect();
    assert_eq!(add[..2], ["exam", "add"], "{said}");
    let cases = folder.path().join("cases");
    std::fs::create_dir(&cases).unwrap();
    let add = add.into_iter().chain(["--into", cases.to_str().unwrap()]);
    let added = succeeds(Jumelage::with(add)).stdout;
    let gold = std::fs::read_to_string(added.lines().last().unwrap()).unwrap();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    says(&gold["claims"].to_string(), &["fr-com-69266"]);
    says(&gold["mentions"].to_string(), &["fr-com-69266"]);
}
