//! The invariants of the record, tested on the live data; `jumelage check` prints what it finds.
//!
//! # Invariants
//! A record written by this program alone has no breach; each one means damage, or a hand in the database.

use crate::claims::Held;
use crate::counts::all;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{self, change, claim, evidence, fact_evidence, source, support};
use crate::tables::{self, Fact, FactKind, Which};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Statement,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;
use uuid::Uuid;
use vocabulary::{
    Action, Alliance, Award, Call, Campaign, ClaimState, Grant, Organisation, Partnership, PartyRole,
    Programme, Project,
};

/// One invariant broken by one entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Breach {
    /// The invariant, in words.
    pub rule: &'static str,
    /// The kind of entity.
    pub entity: String,
    /// Its key, or what was counted.
    pub id: String,
}

/// What was found so far.
#[derive(Default)]
struct Findings(Vec<Breach>);

impl Findings {
    fn add(&mut self, rule: &'static str, entity: &str, id: impl Display) {
        self.0.push(Breach {
            rule,
            entity: entity.to_owned(),
            id: format!("{id}"),
        });
    }
}

impl Register {
    /// Every invariant that does not hold, sorted; an empty answer is a sound record.
    pub async fn check(&self) -> Result<Vec<Breach>, RegisterError> {
        let breaches = async {
            let database = self.read().await?;
            let mut findings = Findings::default();
            log(&database, &mut findings).await?;
            facts(&database, &mut findings).await?;
            claims(&database, &mut findings).await?;
            sources(&database, &mut findings).await?;
            driver(&database, &mut findings).await?;
            findings.0.sort();
            Ok(findings.0)
        };
        self.located(breaches.await)
    }
}

/// The log has no gaps, and what it says came and went is what is there.
async fn log(database: &DatabaseTransaction, findings: &mut Findings) -> Result<(), RegisterError> {
    let entries = change::Entity::find().count(database).await?;
    let newest = crate::writing::newest_position(database).await?;
    if u64::try_from(newest).ok() != Some(entries) {
        findings.add("positions of the change log follow one another", "change", newest);
    }
    let rows: Vec<(String, String, i64)> = change::Entity::find()
        .select_only()
        .column(change::Column::Entity)
        .column(change::Column::What)
        .column_as(change::Column::Position.count(), "times")
        .filter(change::Column::What.is_in(["created", "removed"]))
        .group_by(change::Column::Entity)
        .group_by(change::Column::What)
        .into_tuple()
        .all(database)
        .await?;
    let mut logged: BTreeMap<String, i64> = BTreeMap::new();
    for (entity, what, times) in rows {
        *logged.entry(entity).or_default() += if what == "created" { times } else { -times };
    }
    let held = [
        ("source", all::<source::Entity>(database).await?),
        ("revision", all::<rows::revision::Entity>(database).await?),
        ("claim", all::<claim::Entity>(database).await?),
        ("authority", all::<rows::authority::Entity>(database).await?),
        ("story", all::<rows::story::Entity>(database).await?),
        ("organisation", all::<rows::organisation::Entity>(database).await?),
        ("programme", all::<rows::programme::Entity>(database).await?),
        ("call", all::<rows::call::Entity>(database).await?),
        ("partnership", all::<rows::partnership::Entity>(database).await?),
        ("alliance", all::<rows::alliance::Entity>(database).await?),
        ("campaign", all::<rows::campaign::Entity>(database).await?),
        ("project", all::<rows::project::Entity>(database).await?),
        ("award", all::<rows::award::Entity>(database).await?),
        ("action", all::<rows::action::Entity>(database).await?),
        ("grant", all::<rows::grant::Entity>(database).await?),
        ("account", all::<rows::account::Entity>(database).await?),
        (
            "platform_role",
            all::<rows::platform_role::Entity>(database).await?,
        ),
        ("membership", all::<rows::membership::Entity>(database).await?),
        (
            "accreditation",
            all::<rows::accreditation::Entity>(database).await?,
        ),
        ("assignment", all::<rows::assignment::Entity>(database).await?),
    ];
    for (entity, held) in held {
        let logged = logged.get(entity).copied().unwrap_or(0);
        if i64::try_from(held).ok() != Some(logged) {
            let counted = format!("{held} held, {logged} logged");
            findings.add("the change log accounts for every row", entity, counted);
        }
    }
    Ok(())
}

/// Every fact has its proof, and says what its kind must say.
async fn facts(database: &DatabaseTransaction, findings: &mut Findings) -> Result<(), RegisterError> {
    let mut proved: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
    for row in fact_evidence::Entity::find().all(database).await? {
        proved.entry(row.fact_kind).or_default().insert(row.fact_id);
    }
    kind::<Organisation>(database, &mut proved, findings).await?;
    kind::<Programme>(database, &mut proved, findings).await?;
    kind::<Campaign>(database, &mut proved, findings).await?;
    kind::<Project>(database, &mut proved, findings).await?;
    kind::<Action>(database, &mut proved, findings).await?;
    for call in kind::<Call>(database, &mut proved, findings).await? {
        if call.sessions.is_empty() {
            findings.add("a call has at least one session", "call", call.id);
        }
    }
    for partnership in kind::<Partnership>(database, &mut proved, findings).await? {
        if partnership.parties.len() < 2 {
            findings.add(
                "a partnership has at least two parties",
                "partnership",
                partnership.id,
            );
        }
    }
    for alliance in kind::<Alliance>(database, &mut proved, findings).await? {
        if alliance.members.len() < 2 {
            findings.add("an alliance has at least two members", "alliance", alliance.id);
        }
    }
    for award in kind::<Award>(database, &mut proved, findings).await? {
        let leads = award.parties.iter().filter(|party| party.role == PartyRole::Lead);
        if leads.count() != 1 {
            findings.add("an award has one lead", "award", award.id);
        }
        if award.parties.len() < 2 && award.countries.is_empty() {
            findings.add("an award has a partner or a partner country", "award", award.id);
        }
    }
    for grant in kind::<Grant>(database, &mut proved, findings).await? {
        if grant.givers.is_empty() {
            findings.add("a grant has a giver", "grant", grant.id);
        }
    }
    for (kind, ids) in proved {
        for id in ids {
            findings.add("a list of proofs belongs to a fact", &kind, id);
        }
    }
    Ok(())
}

/// The facts of one kind; those with proofs are struck off the list.
async fn kind<F: Fact>(
    database: &DatabaseTransaction,
    proved: &mut BTreeMap<String, BTreeSet<Uuid>>,
    findings: &mut Findings,
) -> Result<Vec<F>, RegisterError> {
    let word = F::KIND.as_str();
    let facts = F::load(database, Which::All).await?;
    let mut left = proved.remove(word).unwrap_or_default();
    for fact in &facts {
        if !left.remove(&fact.key()) {
            findings.add("every fact has its proof", word, fact.key());
        }
    }
    for id in left {
        findings.add("a list of proofs belongs to a fact", word, id);
    }
    Ok(facts)
}

/// A claim in force has evidence and facts; one that is not has neither.
async fn claims(database: &DatabaseTransaction, findings: &mut Findings) -> Result<(), RegisterError> {
    let proofs: BTreeSet<Uuid> = evidence::Entity::find()
        .select_only()
        .column(evidence::Column::ClaimId)
        .filter(evidence::Column::ClaimId.is_not_null())
        .into_tuple()
        .all(database)
        .await?
        .into_iter()
        .collect();
    let supports = support::Entity::find().all(database).await?;
    let mut spoken: HashMap<Uuid, Vec<&support::Model>> = HashMap::new();
    for row in &supports {
        spoken.entry(row.claim_id).or_default().push(row);
    }
    let mut facts: BTreeSet<(&str, String)> = BTreeSet::new();
    for kind in FactKind::ALL {
        let of_kind = supports.iter().filter(|row| row.fact_kind == kind.as_str());
        let identities: BTreeSet<String> = of_kind.map(|row| row.identity.clone()).collect();
        let identities: Vec<String> = identities.into_iter().collect();
        let found = tables::keys(database, kind, &identities).await?;
        facts.extend(found.into_iter().map(|(identity, _)| (kind.as_str(), identity)));
    }
    for row in claim::Entity::find()
        .order_by_asc(claim::Column::Id)
        .all(database)
        .await?
    {
        let held = Held::of(row)?;
        let id = held.row.id;
        let in_force = held.row.in_force;
        let fits = match held.state {
            ClaimState::Accepted => in_force,
            ClaimState::Waiting | ClaimState::Rejected => !in_force,
            ClaimState::Superseded => true,
        };
        if !fits {
            findings.add("only accepted claims are in force", "claim", id);
        }
        if proofs.contains(&id) != in_force {
            findings.add("a claim has evidence exactly while it is in force", "claim", id);
        }
        let speaks = spoken.get(&id).map(Vec::as_slice).unwrap_or_default();
        if speaks.is_empty() == in_force {
            findings.add("a claim has facts exactly while it is in force", "claim", id);
        }
        for row in speaks {
            if !facts.contains(&(row.fact_kind.as_str(), row.identity.clone())) {
                findings.add("the facts of a claim in force are there", "claim", id);
            }
        }
    }
    Ok(())
}

/// The newest revision of a source is one of its own.
async fn sources(database: &DatabaseTransaction, findings: &mut Findings) -> Result<(), RegisterError> {
    let revisions: HashMap<Uuid, Uuid> = rows::revision::Entity::find()
        .select_only()
        .column(rows::revision::Column::Id)
        .column(rows::revision::Column::SourceId)
        .into_tuple::<(Uuid, Uuid)>()
        .all(database)
        .await?
        .into_iter()
        .collect();
    for row in source::Entity::find().all(database).await? {
        crate::sources::of(&row)?;
        if revisions.get(&row.newest_id) != Some(&row.id) {
            findings.add("the newest revision of a source is its own", "source", row.id);
        }
    }
    // Reading them is the check: a row that says something impossible is an error that names its place.
    tables::authorities(database, Which::All).await?;
    Ok(())
}

/// What the database itself finds: broken pages, links to nothing.
async fn driver(database: &DatabaseTransaction, findings: &mut Findings) -> Result<(), RegisterError> {
    if database.get_database_backend() != DatabaseBackend::Sqlite {
        return Ok(());
    }
    let ask = |question: &str| Statement::from_string(DatabaseBackend::Sqlite, question);
    for row in database.query_all_raw(ask("PRAGMA integrity_check")).await? {
        let said: String = row.try_get_by_index(0)?;
        if said != "ok" {
            findings.add("the database file is sound", "file", said);
        }
    }
    for row in database.query_all_raw(ask("PRAGMA foreign_key_check")).await? {
        let table: String = row.try_get_by_index(0)?;
        findings.add("every link leads to a row", &table, "foreign key");
    }
    Ok(())
}
