//! Brings the facts in line with the claims in force of one source: what is new comes in, what changed is replaced, what
//! no claim speaks of any more goes, each through the log.
//!
//! # Invariants
//! - Facts are worked out from the whole set of claims that speak of them ([`crate::facts`]), so nothing depends on order.
//! - A field that a person edited keeps its value; a fact with such a field is not removed.

mod stored;

pub(crate) use stored::value;

use crate::authorities::{self, Known};
use crate::claims::{self, Held};
use crate::error::RegisterError;
use crate::facts::{self, Document, Keyring, Proof};
use crate::merge;
use crate::rows::{claim, evidence, source, support};
use crate::tables::{self, Fact, FactKind, Kept, cell, remove_rows, rows_in};
use crate::writing::{Writing, insert};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use stored::Stored;
use uuid::Uuid;
use vocabulary::{ActionKind, AuthorityCode, Day, EvidenceId, Id, Language, Moment};

/// What a claim speaks of.
pub(crate) type Identity = (FactKind, String);

/// Brings the facts in line with the claims of a source.
pub(crate) async fn settle(
    writing: &mut Writing<'_>,
    directory: Option<Known<'_>>,
    source: Uuid,
) -> Result<(), RegisterError> {
    let scope = Scope::around(writing, source).await?;
    scope.supports(writing).await?;
    let keyring = scope.keyring(writing, directory).await?;
    scope.write(writing, &keyring).await?;
    scope.drop_evidence(writing).await
}

/// The claims that matter when those of one source change.
struct Scope {
    source: Uuid,
    /// Claims of the source, and the claims of others that share a fact with them; sorted by origin and place.
    claims: Vec<Held>,
    /// By source.
    documents: HashMap<Uuid, Document>,
    /// By key.
    sources: HashMap<Uuid, source::Model>,
    /// By claim, with the day on which it was stated, where it was.
    evidence: HashMap<Uuid, (EvidenceId, Option<Day>)>,
    /// What the claims of the source spoke of until now.
    before: BTreeMap<Uuid, BTreeSet<Identity>>,
    /// What they speak of now.
    after: BTreeMap<Uuid, BTreeSet<Identity>>,
    /// Places of the claims in force that speak of a fact, in order.
    speaking: HashMap<Identity, Vec<usize>>,
}

impl Scope {
    async fn around(writing: &Writing<'_>, source: Uuid) -> Result<Self, RegisterError> {
        let database = writing.database();
        let mut held = claims::of_source(database, source).await?;
        let own: Vec<Uuid> = held.iter().map(|held| held.row.id).collect();
        let document = document_of(&held);
        let before = spoken_of(database, &own).await?;
        let mut after: BTreeMap<Uuid, BTreeSet<Identity>> = held
            .iter()
            .filter(|held| held.row.in_force)
            .map(|held| {
                let all = facts::identities(&held.claim, &document).into_iter().collect();
                (held.row.id, all)
            })
            .collect();
        let named: BTreeSet<Identity> = before.values().chain(after.values()).flatten().cloned().collect();
        let same = merge::targets(database, &named).await?;
        let merged = |identity: Identity| same.get(&identity).cloned().unwrap_or(identity);
        for spoken in after.values_mut() {
            *spoken = std::mem::take(spoken).into_iter().map(merged).collect();
        }
        let touched: BTreeSet<&Identity> = before.values().chain(after.values()).flatten().collect();
        let own_set: BTreeSet<Uuid> = own.into_iter().collect();
        let mut elsewhere: HashMap<Identity, BTreeSet<Uuid>> = HashMap::new();
        for (identity, claims) in supporters(writing, &touched, &own_set).await? {
            elsewhere.entry(merged(identity)).or_default().extend(claims);
        }
        held.extend(neighbours(writing, &elsewhere, source).await?);
        let mut by_source: HashMap<Uuid, Vec<Held>> = HashMap::new();
        for held in &held {
            by_source
                .entry(held.row.source_id)
                .or_default()
                .push(held.clone());
        }
        let ids: Vec<Uuid> = by_source.keys().copied().collect();
        let sources = rows_in(database, source::Entity::find(), source::Column::Id, &ids).await?;
        let sources: HashMap<Uuid, source::Model> = sources.into_iter().map(|row| (row.id, row)).collect();
        let evidence = evidence_of(writing, &held).await?;
        held.sort_by_cached_key(|held| {
            let origin = sources
                .get(&held.row.source_id)
                .map(|source| source.origin.clone());
            (origin, held.row.position, held.row.id)
        });
        Ok(Self {
            source,
            documents: by_source
                .iter()
                .map(|(source, held)| (*source, document_of(held)))
                .collect(),
            speaking: speaking(&held, &after, &elsewhere),
            claims: held,
            sources,
            evidence,
            before,
            after,
        })
    }

    /// Writes what the claims of the source speak of now.
    async fn supports(&self, writing: &Writing<'_>) -> Result<(), RegisterError> {
        let nothing = BTreeSet::new();
        let all: BTreeSet<Uuid> = self.before.keys().chain(self.after.keys()).copied().collect();
        let changed: Vec<Uuid> = all
            .into_iter()
            .filter(|claim| {
                let before = self.before.get(claim).unwrap_or(&nothing);
                before != self.after.get(claim).unwrap_or(&nothing)
            })
            .collect();
        remove_rows::<support::Entity>(writing.database(), support::Column::ClaimId, &changed).await?;
        let rows = changed.iter().flat_map(|claim| {
            let now = self.after.get(claim).unwrap_or(&nothing);
            now.iter().map(|(kind, identity)| support::Model {
                claim_id: *claim,
                fact_kind: kind.as_str().to_owned(),
                identity: identity.clone(),
            })
        });
        insert(writing.database(), rows.collect()).await
    }

    fn touched(&self) -> BTreeSet<&Identity> {
        self.before
            .values()
            .chain(self.after.values())
            .flatten()
            .collect()
    }

    fn in_force(&self) -> impl Iterator<Item = &Held> {
        self.claims.iter().filter(|held| held.row.in_force)
    }

    /// The keys of everything that the claims in force name; new facts get fresh ones.
    async fn keyring(
        &self,
        writing: &mut Writing<'_>,
        directory: Option<Known<'_>>,
    ) -> Result<Keyring, RegisterError> {
        let codes: BTreeSet<AuthorityCode> = self
            .in_force()
            .flat_map(|held| facts::codes(&held.claim).cloned())
            .collect();
        let authorities = authorities::keys(writing, directory, &codes).await?;
        if let Some(code) = codes.iter().find(|code| !authorities.contains_key(*code)) {
            return Err(RegisterError::UnknownCode { code: code.clone() });
        }
        let mut named: BTreeSet<Identity> = self.touched().into_iter().cloned().collect();
        for held in self.in_force() {
            if let Some(document) = self.documents.get(&held.row.source_id) {
                named.extend(facts::identities(&held.claim, document));
            }
        }
        let same = merge::targets(writing.database(), &named).await?;
        named.extend(same.values().cloned());
        let mut keys = HashMap::new();
        for kind in FactKind::ALL {
            let identities: Vec<String> = named
                .iter()
                .filter(|(of, _)| *of == kind)
                .map(|(_, identity)| identity.clone())
                .collect();
            for (identity, id) in tables::keys(writing.database(), kind, &identities).await? {
                keys.insert((kind, identity), id);
            }
        }
        let spoken = self.after.values().flatten();
        let new: BTreeSet<Identity> = spoken.filter(|one| !keys.contains_key(*one)).cloned().collect();
        let former = merge::former_keys(writing.database(), &new).await?;
        for identity in new {
            let key = former.get(&identity).copied().unwrap_or_else(|| writing.fresh());
            keys.insert(identity, key);
        }
        Ok(Keyring {
            authorities,
            facts: keys,
            merged: same,
        })
    }

    /// The proofs of a fact, in the order of the sources.
    fn proofs(&self, identity: &Identity) -> Result<Vec<Proof<'_>>, RegisterError> {
        let places = self.speaking.get(identity).map(Vec::as_slice).unwrap_or_default();
        places
            .iter()
            .filter_map(|place| self.claims.get(*place))
            .map(|held| {
                let row = &held.row;
                let wrong = || cell("claim", "source_id", &row.id).wrong();
                let source = self.sources.get(&row.source_id).ok_or_else(wrong)?;
                let (evidence, stated) = *self
                    .evidence
                    .get(&row.id)
                    .ok_or_else(|| cell("evidence", "claim_id", &row.id).wrong())?;
                let language: Option<Language> =
                    cell("source", "language", &source.id).maybe_word(source.language.as_deref())?;
                Ok(Proof {
                    claim: &held.claim,
                    evidence,
                    stated,
                    language: language.unwrap_or_else(undetermined),
                    document: self.documents.get(&row.source_id).ok_or_else(wrong)?,
                    owner: source.owner_id,
                })
            })
            .collect()
    }

    async fn write(&self, writing: &mut Writing<'_>, keys: &Keyring) -> Result<(), RegisterError> {
        self.write_kind(writing, keys, facts::organisation).await?;
        self.write_kind(writing, keys, facts::programme).await?;
        self.write_kind(writing, keys, facts::call).await?;
        self.write_kind(writing, keys, facts::partnership).await?;
        self.write_kind(writing, keys, facts::alliance).await?;
        self.write_kind(writing, keys, facts::campaign).await?;
        // Before awards: a project reads its award from the award's row.
        self.write_kind(writing, keys, |identity, proofs, keys| {
            if identity.starts_with("award ") {
                facts::project_of_award(identity, proofs, keys)
            } else {
                facts::project(identity, proofs, keys)
            }
        })
        .await?;
        self.write_kind(writing, keys, facts::award).await?;
        self.write_kind(writing, keys, |identity, proofs, keys| {
            let kind = identity.split(" | ").next().and_then(ActionKind::named)?;
            facts::action(kind, identity, proofs, keys)
        })
        .await?;
        self.write_kind(writing, keys, facts::grant).await
    }

    /// Writes the facts of one kind.
    async fn write_kind<F: Fact>(
        &self,
        writing: &mut Writing<'_>,
        keys: &Keyring,
        build: impl Fn(&str, &[Proof<'_>], &Keyring) -> Option<F>,
    ) -> Result<(), RegisterError> {
        let touched = self.touched();
        let touched: Vec<&Identity> = touched.into_iter().filter(|(kind, _)| *kind == F::KIND).collect();
        let ids: Vec<Uuid> = touched
            .iter()
            .filter_map(|identity| keys.facts.get(*identity).copied())
            .collect();
        let mut stored = Stored::<F>::load(writing, &ids).await?;
        let mut added: Vec<Kept<F>> = Vec::new();
        for identity in touched {
            let Some(id) = keys.facts.get(identity).copied() else {
                continue;
            };
            let proofs = self.proofs(identity)?;
            if proofs.is_empty() {
                stored.goes(writing, id)?;
                continue;
            }
            let fact =
                build(&identity.1, &proofs, keys).ok_or_else(|| cell("support", "identity", &id).wrong())?;
            let evidence = proofs.iter().map(|proof| proof.evidence).collect();
            let owner = proofs.first().and_then(|proof| proof.owner);
            let kept = Kept {
                fact,
                identity: identity.1.clone(),
                owner,
                evidence,
            };
            added.extend(stored.becomes(writing, kept)?);
        }
        tables::remove::<F>(writing.database(), &stored.gone).await?;
        tables::add(writing.database(), &added).await
    }

    /// Takes out the evidence of claims that are no longer in force.
    async fn drop_evidence(&self, writing: &Writing<'_>) -> Result<(), RegisterError> {
        let over: Vec<Uuid> = self
            .claims
            .iter()
            .filter(|held| held.row.source_id == self.source && !held.row.in_force)
            .map(|held| held.row.id)
            .filter(|id| self.evidence.contains_key(id))
            .collect();
        remove_rows::<evidence::Entity>(writing.database(), evidence::Column::ClaimId, &over).await
    }
}

/// What a document says, as far as nobody refused it.
pub(crate) fn document_of<'a>(held: impl IntoIterator<Item = &'a Held>) -> Document {
    use vocabulary::ClaimState::{Accepted, Waiting};
    let mut said: Vec<&Held> = held
        .into_iter()
        .filter(|held| held.row.in_force || matches!(held.state, Waiting | Accepted))
        .collect();
    said.sort_by_key(|held| (held.row.position, held.row.id));
    Document::of(said.into_iter().map(|held| (&held.claim, held.row.in_force)))
}

/// For a text of which nobody said in which language it is (BCP 47 “undetermined”).
pub(crate) fn undetermined() -> Language {
    "und".parse().expect("three small letters are a language tag")
}

/// The evidence of the claims, by claim.
async fn evidence_of(
    writing: &Writing<'_>,
    held: &[Held],
) -> Result<HashMap<Uuid, (EvidenceId, Option<Day>)>, RegisterError> {
    let ids: Vec<Uuid> = held.iter().map(|held| held.row.id).collect();
    let of = evidence::Column::ClaimId;
    let rows = rows_in(writing.database(), evidence::Entity::find(), of, &ids).await?;
    let stated = |row: &evidence::Model| row.made_at.map(Moment::utc)?.day();
    let proofs = rows
        .into_iter()
        .filter_map(|row| Some((row.claim_id?, (EvidenceId::of(row.id), stated(&row)))));
    Ok(proofs.collect())
}

/// The places of the claims in force, by what they speak of.
fn speaking(
    held: &[Held],
    own: &BTreeMap<Uuid, BTreeSet<Identity>>,
    elsewhere: &HashMap<Identity, BTreeSet<Uuid>>,
) -> HashMap<Identity, Vec<usize>> {
    let mut spoken: HashMap<Uuid, Vec<&Identity>> = HashMap::new();
    for (claim, identities) in own {
        spoken.insert(*claim, identities.iter().collect());
    }
    for (identity, claims) in elsewhere {
        for claim in claims {
            spoken.entry(*claim).or_default().push(identity);
        }
    }
    let mut all: HashMap<Identity, Vec<usize>> = HashMap::new();
    for (place, held) in held.iter().enumerate().filter(|(_, held)| held.row.in_force) {
        for identity in spoken.remove(&held.row.id).unwrap_or_default() {
            all.entry(identity.clone()).or_default().push(place);
        }
    }
    all
}

fn identity_of(row: &support::Model) -> Result<Identity, RegisterError> {
    let kind = FactKind::named(&row.fact_kind);
    let wrong = || cell("support", "fact_kind", &row.claim_id).wrong();
    Ok((kind.ok_or_else(wrong)?, row.identity.clone()))
}

/// What these claims spoke of when the facts were last brought in line.
async fn spoken_of(
    database: &DatabaseTransaction,
    claims: &[Uuid],
) -> Result<BTreeMap<Uuid, BTreeSet<Identity>>, RegisterError> {
    let mut spoken: BTreeMap<Uuid, BTreeSet<Identity>> = BTreeMap::new();
    for row in rows_in(
        database,
        support::Entity::find(),
        support::Column::ClaimId,
        claims,
    )
    .await?
    {
        let identity = identity_of(&row)?;
        spoken.entry(row.claim_id).or_default().insert(identity);
    }
    Ok(spoken)
}

/// The claims, but for `own`, that speak of these facts.
async fn supporters(
    writing: &Writing<'_>,
    identities: &BTreeSet<&Identity>,
    own: &BTreeSet<Uuid>,
) -> Result<HashMap<Identity, BTreeSet<Uuid>>, RegisterError> {
    let mut all: HashMap<Identity, BTreeSet<Uuid>> = HashMap::new();
    for kind in FactKind::ALL {
        let names: Vec<String> = identities
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, identity)| identity.clone())
            .collect();
        let of_kind = support::Entity::find().filter(support::Column::FactKind.eq(kind.as_str()));
        for row in rows_in(writing.database(), of_kind, support::Column::Identity, &names).await? {
            if !own.contains(&row.claim_id) {
                let identity = identity_of(&row)?;
                all.entry(identity).or_default().insert(row.claim_id);
            }
        }
    }
    Ok(all)
}

/// Those claims of other sources, with the partnerships that their documents name.
async fn neighbours(
    writing: &Writing<'_>,
    elsewhere: &HashMap<Identity, BTreeSet<Uuid>>,
    own: Uuid,
) -> Result<Vec<Held>, RegisterError> {
    use claim::{Column, Entity};
    let ids: BTreeSet<Uuid> = elsewhere.values().flatten().copied().collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut rows = rows_in(writing.database(), Entity::find(), Column::Id, &ids).await?;
    let sources: BTreeSet<Uuid> = rows
        .iter()
        .map(|row| row.source_id)
        .filter(|id| *id != own)
        .collect();
    let sources: Vec<Uuid> = sources.into_iter().collect();
    let partnerships = Entity::find().filter(Column::Kind.eq("partnership"));
    rows.extend(rows_in(writing.database(), partnerships, Column::SourceId, &sources).await?);
    rows.sort_by_key(|row| row.id);
    rows.dedup_by_key(|row| row.id);
    rows.into_iter().map(Held::of).collect()
}
