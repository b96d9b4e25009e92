//! `authz.csv`: every route, every role, own and other, with the expected answer, driven through HTTP on a real record.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, alliance_document, award, french, money, partnership, party, reading, ukrainian};
use crate::{Answer, ask};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use publish::routes::ROUTES;
use publish::{Desk, Ground, Held, Shelved, Site, samples};
use register::people::{HeldRole, LinkUse, NewAccount, OneTimeLink, Opening, SignIn};
use register::{Act, Actor, Draft, Ended, Order, PublicRecord};
use rstest::rstest;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use stories::Database;
use tempfile::TempDir;
use vocabulary::{
    AccountId, AmountRole, ClaimRole, ClaimState, ImportFrom, ImportOrder, Job, JobId, JobKind, Language,
    MemberRole, Moment, PartnershipParty, PartyRef, PlatformRole, ProposalId, Rights,
};

/// The columns of roles.
const ROLES: [&str; 9] = [
    "anybody",
    "person",
    "programme_officer",
    "reviewer",
    "moderator",
    "administrator",
    "reader",
    "editor",
    "manager",
];

/// One line of the table.
struct Row {
    verb: String,
    path: String,
    whose: String,
    answers: Vec<String>,
}

fn table() -> Vec<Row> {
    let text = include_str!("../../authz.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .skip(3)
        .map(ToOwned::to_owned)
        .collect();
    assert_eq!(headings, ROLES, "a column for each role");
    let row = |record: csv::StringRecord| {
        let mut cells = record.iter().map(ToOwned::to_owned);
        let mut next = || cells.next().unwrap();
        Row {
            verb: next(),
            path: next(),
            whose: next(),
            answers: cells.collect(),
        }
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn every_route_stands_in_the_table_and_nothing_else() {
    let served: BTreeSet<(String, String)> = ROUTES
        .iter()
        .map(|route| (route.verb.to_owned(), route.path.to_owned()))
        .collect();
    let table = table();
    let listed: BTreeSet<(String, String)> = table
        .iter()
        .map(|row| (row.verb.clone(), row.path.clone()))
        .collect();
    let missing: Vec<_> = served.difference(&listed).collect();
    let superfluous: Vec<_> = listed.difference(&served).collect();
    assert!(missing.is_empty(), "add to authz.csv: {missing:?}");
    assert!(superfluous.is_empty(), "take out of authz.csv: {superfluous:?}");
    let distinct: BTreeSet<_> = table
        .iter()
        .map(|row| (&row.verb, &row.path, &row.whose))
        .collect();
    assert_eq!(distinct.len(), table.len(), "no row stands twice");
    for row in &table {
        let sides: Vec<&str> = table
            .iter()
            .filter(|other| (&other.verb, &other.path) == (&row.verb, &row.path))
            .map(|row| row.whose.as_str())
            .collect();
        let entity = sides.contains(&"other");
        assert!(!entity || sides.contains(&"own"), "{} has both sides", row.path);
    }
}

/// What an answer says about who may.
fn verdict(answer: &Answer) -> &'static str {
    let to_door = answer.header(header::LOCATION).contains("/sign-in?back=");
    match answer.status {
        StatusCode::SEE_OTHER if to_door => "sign-in",
        StatusCode::FORBIDDEN if answer.text.contains("name=\"kept\"") => "sign-in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND => "missing",
        status if status.is_server_error() => "fault",
        // A form that says nothing is refused for what it says, and a link without a token is spent: both were let in.
        _ => "yes",
    }
}

/// A site over a record with every kind of fact and a claim that waits.
pub(super) struct Stage {
    pub(super) desk: Arc<Desk>,
    pub(super) router: Router,
    pub(super) record: PublicRecord,
    /// One that asks the first body, one that does not.
    pub(super) proposals: Vec<ProposalId>,
    people: AtomicU64,
    /// A preview that has ended.
    job: JobId,
    _kept: (TempDir, Option<Database>),
}

/// A preview that was carried out.
async fn ended_preview(desk: &Desk) -> JobId {
    let by = Actor::Operator {
        command: "test".to_owned(),
    };
    let now = (desk.now)();
    let act = Act::new(&by, &now, &*desk.ids);
    let job = Job::Preview(ImportOrder {
        from: ImportFrom::Address("https://town.example/".to_owned()),
        rights: Rights::Quotation,
        owner: None,
    });
    let register = &desk.register;
    let ordered = register.enqueue(&Order::now(&job, "preview"), act).await.unwrap();
    let times = (&now, &Moment::utc(now.micros + 60_000_000));
    let taken = register
        .take_jobs((&[JobKind::Preview], 1), desk.ids.fresh(&now), times)
        .await
        .unwrap();
    assert!(register.end_job(&taken[0], &Ended::Done, &now).await.unwrap());
    ordered.job()
}

/// The first body and another, by code.
fn sides(record: &PublicRecord) -> (String, String) {
    let code = |at: usize| record.authorities[at].1.code().to_string();
    (code(0), code(1))
}

/// What one body proposes to another.
fn draft(by: &str, to: &str) -> Draft {
    Draft {
        by: by.parse().unwrap(),
        partnership: None,
        claim: partnership(&[by, to]),
        words: "Let us work together.".to_owned(),
        language: Language::EN,
        lasts: Duration::from_hours(24 * 60),
    }
}

/// Somebody who asks: the cookie, and the key of its session.
#[derive(Default, Clone)]
pub(super) struct Asker {
    pub(super) cookie: String,
    pub(super) session: String,
    pub(super) account: String,
}

impl Stage {
    pub(super) async fn on(base: Base) -> Self {
        let record = Record::on(base).await;
        record.trust_all().await;
        let mut claims = alliance_document();
        claims[0].programme = Some("#Programme".to_owned());
        let partner = party(&ukrainian(1), ClaimRole::Partner);
        claims.push(award(&french(1), vec![partner], "Water"));
        let mut doubtful = claims[4].clone();
        doubtful.confidence = 0.2;
        doubtful.item = Some("beds".to_owned());
        claims.push(doubtful);
        claims.push(partnership(&[&french(7), &ukrainian(2)]));
        let mut grant = money(vec![], AmountRole::Grant, "500");
        grant.others = vec![party(&french(1), ClaimRole::Funder)];
        claims.push(grant);
        record.import(&reading("a.txt", claims)).await;
        let register = &record.register;
        let public = register.public_record().await.unwrap();
        let (first, second) = sides(&public);
        let mut proposals = Vec::new();
        // Whoever is a member of the first body was asked in the first proposal and has nothing to do with the second.
        for (by, to) in [(&second, &first), (&second, &french(7))] {
            let made = register.propose(&draft(by, to), None, record.operator()).await;
            proposals.push(made.unwrap());
        }
        let Record {
            register,
            folder,
            database,
            ..
        } = record;
        let desk = Arc::new(samples::people::over(Arc::new(register)));
        let job = ended_preview(&desk).await;
        let places = Arc::new(samples::SamplePlaces::of(&public));
        let held = Arc::new(Held::new(desk.clone(), places.clone()));
        let site = Site::open(Ground {
            record: held,
            desk: desk.clone(),
            places,
            clock: samples::clock(),
            address: "https://atlas.example.org".to_owned(),
            index: Shelved::Nowhere,
        });
        Self {
            router: publish::router(site.await.unwrap()),
            desk,
            record: public,
            proposals,
            people: AtomicU64::new(0),
            job,
            _kept: (folder, database),
        }
    }

    /// A new person with this role and no other, signed in.
    pub(super) async fn asker(&self, role: &str) -> Asker {
        if role == "anybody" {
            return Asker::default();
        }
        let desk = &*self.desk;
        let operator = Actor::Operator {
            command: "test".to_owned(),
        };
        let now = (desk.now)();
        let act = Act::new(&operator, &now, &*desk.ids);
        let number = self.people.fetch_add(1, Ordering::Relaxed);
        let new = NewAccount {
            name: format!("Person {number}"),
            email: format!("person{number}@example.org").parse().unwrap(),
            verified: (role == "verified").then(|| now.clone()),
            language: Language::FR,
            password: None,
        };
        let account = desk.register.create_account(&new, act).await.unwrap();
        self.give(account, role, act).await;
        let link = OneTimeLink {
            account: Some(account),
            opens: LinkUse::SignIn,
        };
        let lasts = Duration::from_hours(1);
        let token = desk
            .register
            .make_link(&link, ((desk.random)(), lasts), act)
            .await
            .unwrap();
        let opening = Opening {
            device: "",
            random: (desk.random)(),
            rules: &desk.sessions,
        };
        let opened = desk.register.sign_in_by_link(&token, opening, act).await.unwrap();
        let SignIn::Opened { secret, .. } = opened else {
            panic!("{opened:?}")
        };
        let person = desk
            .register
            .signed_in(&secret, &desk.sessions, act)
            .await
            .unwrap()
            .unwrap();
        Asker {
            cookie: format!("jumelage_session={secret}"),
            session: person.session.to_string(),
            account: account.to_string(),
        }
    }

    /// Gives a person the role on the instance or in the first body that has this name, if one has.
    async fn give(&self, account: AccountId, role: &str, act: Act<'_>) {
        let register = &self.desk.register;
        if let Some(role) = PlatformRole::named(role) {
            let held = HeldRole { role, of: None };
            register.give_role(account, held, act).await.unwrap();
        }
        if let Some(role) = MemberRole::named(role) {
            let body = PartyRef::Authority(self.record.authorities[0].0);
            register.set_member(account, (body, role), act).await.unwrap();
        }
    }

    /// What the row's route answers to somebody with this role.
    async fn answer(&self, row: &Row, role: &str) -> Answer {
        let asker = self.asker(role).await;
        let own = match (row.whose.as_str(), role) {
            (_, "anybody") | ("other", _) => self.asker("person").await,
            _ => asker.clone(),
        };
        let request = Request::builder()
            .method(Method::from_bytes(row.verb.to_uppercase().as_bytes()).unwrap())
            .uri(self.address(row, &own))
            .header(header::COOKIE, &asker.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("verdict=accept"))
            .unwrap();
        ask(&self.router, request).await
    }

    /// An address of the route with keys of the record in it.
    fn address(&self, row: &Row, own: &Asker) -> String {
        let record = &self.record;
        let parts = row.path.split('/').rev();
        let folder = parts
            .clone()
            .find(|part| !part.is_empty() && !part.starts_with('{') && *part != "end" && *part != "card.png");
        let waiting = || {
            let claims = record.sources.iter().flat_map(|source| &source.claims);
            claims
                .clone()
                .find(|claim| claim.state == ClaimState::Waiting)
                .unwrap()
                .id
        };
        let own_party = PartyRef::Authority(record.authorities[0].0);
        let partnership = |own: bool| {
            let has = |party: &PartnershipParty| party.party == own_party;
            let mut all = record.partnerships.iter();
            all.find(|one| one.parties.iter().any(has) == own).unwrap().id
        };
        let key = match folder.unwrap_or_default() {
            "proposals" => self.proposals[usize::from(row.whose == "other")].to_string(),
            "state" => partnership(row.whose == "own").to_string(),
            "sessions" => own.session.clone(),
            "accounts" | "members" | "invitations" | "accreditations" => own.account.clone(),
            "organisations" => record.organisations[0].id.to_string(),
            "history" if row.path.contains("/people/") => own.account.clone(),
            "partnerships" | "history" | "edit" => record.partnerships[0].id.to_string(),
            "programmes" => record.programmes[0].id.to_string(),
            "calls" => record.calls[0].id.to_string(),
            "alliances" => record.alliances[0].id.to_string(),
            "campaigns" => record.campaigns[0].id.to_string(),
            "grants" => record.grants[0].id.to_string(),
            "projects" => record.projects[0].id.to_string(),
            "stories" => record.stories[0].id.to_string(),
            "sources" | "assignment" => record.sources[0].source.id.to_string(),
            "claims" => waiting().to_string(),
            "jobs" | "events" => self.job.to_string(),
            _ => String::new(),
        };
        // Who is a member of a body is one of the first.
        let body = usize::from(row.whose == "other");
        row.path
            .replace("{body}", &record.authorities[body].1.code().to_string())
            .replace("/static/{hash}/{name}", &samples::style())
            .replace(
                "/id/{kind}/{uuid}",
                &format!("/id/partnership/{}", record.partnerships[0].id),
            )
            .replace("{z}/{x}/{y}", "6/32/22")
            .replace("{kind}", "partnership")
            .replace("/data/iati/{file}", "/data/iati/activities.xml")
            .replace("/data/nightly/{file}", "/data/nightly/index.json")
            .replace("/sitemaps/{file}", "/sitemaps/site-1.xml")
            .replace("{file}", "partnerships.csv")
            .replace("{feed}", "feed.atom")
            .replace("{country}", "FR")
            .replace("{theme}", "water")
            .replace("{lang}", "fr")
            .replace("pairs/{left}/{right}", &pair(record))
            .replace("{code}", &record.authorities[0].1.code().to_string())
            .replace("{id}", &key)
    }
}

/// The page of two authorities of one partnership.
fn pair(record: &PublicRecord) -> String {
    let code = |party: &PartnershipParty| {
        let known = record
            .authorities
            .iter()
            .find(|(id, _)| PartyRef::Authority(*id) == party.party);
        known.map(|(_, body)| body.code().clone())
    };
    let found = record.partnerships.iter().find_map(|found| {
        let mut codes: Vec<_> = found.parties.iter().filter_map(code).collect();
        codes.sort();
        (codes.len() > 1).then_some(codes)
    });
    let codes = found.unwrap();
    format!("pairs/{}/{}", codes[0], codes[1])
}

#[rstest]
#[tokio::test]
async fn every_row_of_the_table_is_so(#[values(Sqlite, Postgres)] base: Base) {
    let stage = Stage::on(base).await;
    let mut wrong = Vec::new();
    for row in table() {
        for (role, expected) in ROLES.iter().zip(&row.answers) {
            let answer = stage.answer(&row, role).await;
            let found = verdict(&answer);
            if found != expected {
                let (status, verb, path, whose) = (answer.status, &row.verb, &row.path, &row.whose);
                wrong.push(format!(
                    "{verb} {path} ({whose}) as {role}: {found} ({status}), not {expected}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
