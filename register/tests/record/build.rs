//! Builders: each sets only what the test is about.

#[path = "laid.rs"]
mod laid;

use register::{
    Act, Actor, Imported, Keys, PublicRecord, Reading, Register, RegisterError, StoryDraft, TrustedSource,
};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use stories::Database;
use tempfile::TempDir;
use vocabulary::{
    AmountRole, Authority, AuthorityCode, Claim, ClaimId, ClaimKind, ClaimParty, ClaimRole, Country,
    DatedStep, Directory, Funding, Kind, Language, Mention, Moment, Name, NameUse, Quote, Reason, Rights,
    SourceFormat, Text, VerdictKind,
};

/// A record in a folder of its own.
pub(crate) struct Record {
    pub(crate) register: Register,
    pub(crate) folder: TempDir,
    pub(crate) database: Option<Database>,
    pub(crate) address: String,
    pub(crate) keys: Keys,
    pub(crate) now: Moment,
    pub(crate) operator: Actor,
    pub(crate) reviewer: Actor,
    /// The public record as it was last looked at.
    pub(crate) seen: Mutex<Option<PublicRecord>>,
}

/// The databases that the record runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Sqlite,
    Postgres,
}

/// Brings the schema of an empty database up, from a test that may be within a runtime of its own.
fn with_schema(address: &str) -> Result<(), RegisterError> {
    let opened = async {
        let register = Register::open(address).await?;
        register.close().await
    };
    std::thread::scope(|scope| {
        let runtime = || tokio::runtime::Runtime::new().unwrap().block_on(opened);
        scope.spawn(runtime).join().unwrap()
    })
}

/// Random bytes that differ from one call and one test to the next.
pub(crate) fn keys() -> Keys {
    static SEED: AtomicU64 = AtomicU64::new(1);
    let seed = SEED.fetch_add(1, Ordering::Relaxed);
    let mut count = 0_u64;
    Keys::new(move || {
        count += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&((seed << 40) | count).to_be_bytes());
        bytes
    })
}

impl Record {
    /// On this kind of database, with nobody else on it.
    pub(crate) async fn on(base: Base) -> Self {
        let database = match base {
            Base::Sqlite => None,
            Base::Postgres => Some(Database::filled("register", with_schema).unwrap()),
        };
        Self::at(database).await
    }

    /// On SQLite: for tests of its files, its codes and its own words.
    pub(crate) async fn sqlite() -> Self {
        Self::on(Base::Sqlite).await
    }

    async fn at(database: Option<Database>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jumelage.db").to_str().unwrap().to_owned();
        let address = database.as_ref().map_or(path, Database::address);
        Self {
            register: Register::open(&address).await.unwrap(),
            address,
            folder,
            database,
            keys: keys(),
            now: Moment::utc(1_764_000_000_000_000),
            operator: Actor::Operator {
                command: "import".to_owned(),
            },
            reviewer: Actor::Person {
                name: "Reviewer".to_owned(),
            },
            seen: Mutex::default(),
        }
    }

    /// The public record; whoever followed the log since it was last looked at has the same.
    pub(crate) async fn public(&self) -> PublicRecord {
        let public = self.register.public_record().await.unwrap();
        let seen = self.seen.lock().unwrap().replace(public.clone());
        if let Some(seen) = seen
            && let Some(changes) = self.register.public_changes(seen.position).await.unwrap()
        {
            assert_eq!(laid::laid(seen, changes), laid::named(public.clone()));
        }
        public
    }

    /// Where the record is: a path, or an address.
    pub(crate) fn path(&self) -> String {
        self.address.clone()
    }

    pub(crate) fn operator(&self) -> Act<'_> {
        self.by(&self.operator)
    }

    pub(crate) fn reviewer(&self) -> Act<'_> {
        self.by(&self.reviewer)
    }

    pub(crate) fn by<'a>(&'a self, by: &'a Actor) -> Act<'a> {
        Act::new(by, &self.now, &self.keys)
    }

    pub(crate) async fn import(&self, reading: &Reading) -> Imported {
        self.try_import(reading).await.unwrap()
    }

    pub(crate) async fn try_import(&self, reading: &Reading) -> Result<Imported, RegisterError> {
        let imported = self.register.import(reading, &Towns, self.operator()).await;
        self.public().await;
        imported
    }

    pub(crate) async fn accept(&self, claim: ClaimId) {
        self.register
            .accept(claim, &Towns, self.reviewer())
            .await
            .unwrap();
        self.public().await;
    }

    /// Trusts every source.
    pub(crate) async fn trust_all(&self) {
        let rule = TrustedSource {
            name: "all of them".to_owned(),
            origin: "*".to_owned(),
            at_least: 0.5,
            owner: None,
        };
        self.register.trust(&rule, self.operator()).await.unwrap();
    }

    /// The waiting claims, in the order in which they came.
    pub(crate) async fn waiting(&self) -> Vec<ClaimId> {
        let waiting = self.register.waiting(None, 1_000).await.unwrap();
        waiting.into_iter().map(|queued| queued.claim.id).collect()
    }

    /// The record holds what it must hold.
    pub(crate) async fn sound(&self) {
        self.public().await;
        assert_eq!(self.register.check().await.unwrap(), []);
    }

    /// Another connection to the same file, for looking behind the curtain.
    pub(crate) async fn raw(&self) -> sea_orm::DatabaseConnection {
        let address = if self.address.contains("://") {
            self.address.clone()
        } else {
            format!("sqlite://{}", self.address)
        };
        sea_orm::Database::connect(address).await.unwrap()
    }
}

/// Knows every French commune and Ukrainian body whose code does not begin with 9.
pub(crate) struct Towns;

impl Directory for Towns {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        let text = code.to_string();
        let (kind, country) = match &text {
            text if text.starts_with("fr-com-9") => return None,
            text if text.starts_with("fr-com-") => ("commune", Country::FR),
            _ => ("hromada", Country::UA),
        };
        Some(Authority {
            codes: vec![code.clone()],
            kind: Kind::named(kind).unwrap(),
            country,
            names: vec![Name {
                text: format!("Town {text}"),
                language: Some(Language::FR),
                name_use: NameUse::Official,
            }],
            parents: Vec::new(),
            population: None,
            point: None,
            seat: None,
            occupied: false,
            succession: None,
            source: "test".to_owned(),
        })
    }
}

pub(crate) fn french(number: u32) -> String {
    format!("fr-com-{number:05}")
}

pub(crate) fn ukrainian(number: u32) -> String {
    format!("ua-UA{number:017}")
}

/// A party with a code.
pub(crate) fn party(code: &str, role: ClaimRole) -> ClaimParty {
    ClaimParty {
        text: format!("written {code}"),
        code: Some(code.parse().unwrap()),
        kind: None,
        country: Some(if code.starts_with("fr") {
            Country::FR
        } else {
            Country::UA
        }),
        role,
        start: 0,
        end: 5,
    }
}

/// A party that is an organisation.
pub(crate) fn organisation(name: &str, role: ClaimRole) -> ClaimParty {
    ClaimParty {
        text: name.to_owned(),
        code: None,
        kind: Some("organisation".to_owned()),
        country: None,
        role,
        start: 0,
        end: 5,
    }
}

/// A party that is a country.
pub(crate) fn country(code: &str) -> ClaimParty {
    ClaimParty {
        kind: Some("country".to_owned()),
        country: Some(code.parse().unwrap()),
        ..organisation(code, ClaimRole::Partner)
    }
}

/// A claim with nothing but its kind, its parties and a sentence.
pub(crate) fn claim(kind: ClaimKind, parties: Vec<ClaimParty>) -> Claim {
    Claim {
        confidence: 0.9,
        ..Claim::of(kind, parties, "The sentence that says it.")
    }
}

/// A partnership of the bodies with these codes: the first leads, those of its country are beside it.
pub(crate) fn partnership(codes: &[&str]) -> Claim {
    let lead = codes[0];
    let parties = codes.iter().map(|code| {
        let role = match *code {
            code if code == lead => ClaimRole::Lead,
            code if code.split('-').next() == lead.split('-').next() => ClaimRole::Member,
            _ => ClaimRole::Partner,
        };
        party(code, role)
    });
    claim(ClaimKind::Partnership, parties.collect())
}

pub(crate) fn dated(mut claim: Claim, what: &str, day: &str) -> Claim {
    let date = day.parse::<vocabulary::Day>().unwrap();
    claim.dates.push(DatedStep {
        what: what.to_owned(),
        date,
        precision: date.precision(),
    });
    claim
}

pub(crate) fn money(parties: Vec<ClaimParty>, role: AmountRole, amount: &str) -> Claim {
    Claim {
        funding: Funding {
            amount: Some(amount.to_owned()),
            currency: Some("EUR".parse().unwrap()),
            amount_role: Some(role),
            ..Funding::default()
        },
        ..claim(ClaimKind::Funding, parties)
    }
}

/// So much for each inhabitant.
pub(crate) fn rate(codes: &[&str], amount: &str, base: u64) -> Claim {
    let parties = codes.iter().map(|code| party(code, ClaimRole::Member)).collect();
    let mut claim = money(parties, AmountRole::Rate, amount);
    claim.funding.per = Some("inhabitant".to_owned());
    claim.funding.base = Some(base);
    claim
}

pub(crate) fn award(lead: &str, partners: Vec<ClaimParty>, title: &str) -> Claim {
    let mut parties = vec![party(lead, ClaimRole::Lead)];
    parties.extend(partners);
    Claim {
        call: Some("A call 2030-2031".to_owned()),
        session: Some(2),
        region: Some("Région".to_owned()),
        title: Some(title.to_owned()),
        status: Some("active".to_owned()),
        ..claim(ClaimKind::Award, parties)
    }
}

/// The document of an alliance: a partnership of three with one, its rate, a budget, a target, a delivery.
pub(crate) fn alliance_document() -> Vec<Claim> {
    let (a, b, c, far) = (french(1), french(2), french(3), ukrainian(1));
    let mut named = partnership(&[&a, &b, &c, &far]);
    named.title = Some("The alliance".to_owned());
    named.others = vec![organisation("The helpers", ClaimRole::Coordinator)];
    let mut budget = money(vec![], AmountRole::Budget, "15000");
    budget.item = Some("a gymnasium".to_owned());
    budget.reasons = vec![Reason::new("approximate")];
    let target = money(
        vec![party(&far, ClaimRole::Partner)],
        AmountRole::Target,
        "105000",
    );
    let mut delivery = claim(
        ClaimKind::Delivery,
        vec![party(&a, ClaimRole::Lead), party(&far, ClaimRole::Partner)],
    );
    delivery.quantity = Some(15);
    delivery.item = Some("generators".to_owned());
    vec![
        named,
        rate(&[&a, &b, &c], "0.50", 30_000),
        budget,
        dated(target, "deadline", "2023-12"),
        delivery,
    ]
}

/// A reading of a document of our own with these claims.
pub(crate) fn reading(origin: &str, claims: Vec<Claim>) -> Reading {
    let mentions = claims
        .iter()
        .flat_map(|claim| &claim.parties)
        .map(mention)
        .collect();
    Reading {
        origin: origin.to_owned(),
        bytes: format!("{origin}: {claims:?}").into_bytes(),
        format: SourceFormat::Text,
        title: Some("A document".to_owned()),
        publisher: None,
        address: None,
        language: Some(Language::FR),
        rights: Rights::Own,
        owner: None,
        text: "The sentence that says it.".to_owned(),
        mentions,
        claims,
        remarks: Vec::new(),
        stories: vec![StoryDraft {
            title: Text::new(Language::FR, "A story"),
            summary: Some(Text::new(Language::FR, "What it tells.")),
            language: Some(Language::FR),
            span: (0, 26),
            published: None,
            address: None,
            body: None,
            image: None,
            picture: None,
        }],
        pictures: Vec::new(),
        engine: "engine 1".to_owned(),
        gazetteer: "gazetteer 1".to_owned(),
    }
}

fn mention(party: &ClaimParty) -> Mention {
    Mention {
        text: party.text.clone(),
        start: party.start,
        end: party.end,
        verdict: VerdictKind::One,
        code: party.code.clone(),
        also: Vec::new(),
        name: None,
        kind: None,
        country: party.country,
        confidence: 0.9,
        reasons: Vec::new(),
        choices: Vec::new(),
    }
}

/// The same claim, found elsewhere in the text.
pub(crate) fn moved(mut claim: Claim, by: usize) -> Claim {
    claim.start += by;
    claim.end += by;
    claim.evidence = vec![Quote {
        quote: claim.quote.clone(),
        start: claim.start,
        end: claim.end,
    }];
    claim
}
