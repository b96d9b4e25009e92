//! A snapshot that followed equals one made from the whole record, whatever changed.

use super::*;
use crate::samples;
use crate::search::Shelved;
use crate::site::{Answer, Decision, Ground, Record, Site};
use crate::words::Lang;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use tower::ServiceExt as _;
use vocabulary::Entity as _;

const TODAY: (i16, i8, i8) = (2026, 11, 20);

fn today() -> Day {
    Day::on(TODAY.0, TODAY.1, TODAY.2).unwrap()
}

/// Each list of entities of a record, with how its keys are read.
macro_rules! each_list {
    ($do:ident) => {
        $do!(organisations partnerships programmes calls awards projects alliances campaigns actions grants stories)
    };
}

/// The largest sample without what the numbers say, and changed where they say so.
fn altered(numbers: &[u8]) -> PublicRecord {
    let mut record = samples::longest();
    let mut numbers = numbers.iter().copied().cycle();
    let mut keeps = || numbers.next().unwrap_or(0) % 4 != 0;
    macro_rules! thin {
        ($($list:ident)*) => { $( record.$list.retain(|_| keeps()); )* };
    }
    each_list!(thin);
    record.sources.retain(|_| keeps());
    for read in &mut record.sources {
        read.mentions.retain(|_| keeps());
        read.claims.retain(|_| keeps());
    }
    for (_, body) in &mut record.authorities {
        if !keeps() {
            body.country = Country::UA;
        }
    }
    // What hangs on a partnership tells themes of it.
    for project in &mut record.projects {
        if !keeps() {
            project.title = vocabulary::Text::new(vocabulary::Language::FR, "Eau potable");
        }
    }
    for found in &mut record.partnerships {
        if !keeps() {
            found.status = vocabulary::PartnershipStatus::Ended;
        }
        if !keeps() && found.parties.len() > 2 {
            found.parties.pop();
        }
    }
    record
}

/// What the register would say changed between two records.
fn difference(before: &PublicRecord, mut after: PublicRecord) -> PublicChanges {
    let mut gone = BTreeSet::new();
    macro_rules! compare {
        ($($list:ident)*) => {$(
            let standing: BTreeSet<_> = after.$list.iter().map(|fact| fact.id()).collect();
            gone.extend(before.$list.iter().map(|fact| fact.id()).filter(|id| !standing.contains(id)).map(Id::uuid));
        )*};
    }
    each_list!(compare);
    let standing: BTreeSet<_> = after.sources.iter().map(|read| read.source.id).collect();
    let missing = before
        .sources
        .iter()
        .map(|read| read.source.id)
        .filter(|id| !standing.contains(id));
    gone.extend(missing.map(Id::uuid));
    macro_rules! thin {
        ($($list:ident)*) => { $( after.$list.retain(|fact| !before.$list.contains(fact)); )* };
    }
    // Stories come with their sources, whether they changed or not.
    let stories = after.stories.clone();
    each_list!(thin);
    after.stories = stories;
    after.sources.retain(|read| !before.sources.contains(read));
    PublicChanges { record: after, gone }
}

/// The parts of an index that say something.
fn telling<K: Clone + Eq + Hash, V: Clone>(map: &HashMap<K, V>, says: impl Fn(&V) -> bool) -> HashMap<K, V> {
    map.iter()
        .filter(|(_, v)| says(v))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

fn assert_same(followed: &Snapshot, whole: &Snapshot) {
    let (left, right) = (&followed.tables, &whole.tables);
    macro_rules! same {
        ($($list:ident)*) => {$(
            assert!(left.$list.iter().eq(right.$list.iter()), stringify!($list));
        )*};
    }
    each_list!(same);
    same!(authorities sources evidence);
    assert_eq!(followed.codes, whole.codes);
    assert_eq!(followed.revisions, whole.revisions);
    assert_eq!(followed.claims, whole.claims);
    assert_eq!(followed.uses, whole.uses);
    assert_eq!(followed.named, whole.named);
    assert_eq!(
        telling(&followed.telling, |set| !set.is_empty()),
        telling(&whole.telling, |set| !set.is_empty())
    );
    assert_eq!(
        telling(&followed.naming, |set| !set.is_empty()),
        telling(&whole.naming, |set| !set.is_empty())
    );
    assert_eq!(
        telling(&followed.of_party, Related::hangs),
        telling(&whole.of_party, Related::hangs)
    );
    assert_eq!(
        telling(&followed.of_partnership, Related::hangs),
        telling(&whole.of_partnership, Related::hangs)
    );
    for lang in Lang::ALL {
        assert!(
            followed
                .bodies_by_name(lang, None)
                .eq(whole.bodies_by_name(lang, None))
        );
        assert!(
            followed
                .projects_by_title(lang, None)
                .eq(whole.projects_by_title(lang, None))
        );
    }
    assert!(followed.bodies_by_code("").eq(whole.bodies_by_code("")));
    assert!(followed.newest_stories(None).eq(whole.newest_stories(None)));
    assert_counted(whole);
    let values: Vec<_> = whole.facets.values().collect();
    assert_eq!(followed.facets.values().collect::<Vec<_>>(), values);
    for (value, _) in values {
        assert_eq!(
            followed.facets.newest(std::slice::from_ref(value), None, 1_000),
            whole.facets.newest(std::slice::from_ref(value), None, 1_000)
        );
    }
}

/// What is counted of a snapshot is what looking at each partnership counts.
fn assert_counted(snapshot: &Snapshot) {
    let all = snapshot.tables.partnerships.iter();
    let living: Vec<_> = all.filter(|found| found.status.is_live()).collect();
    let parties: BTreeSet<PartyRef> = living
        .iter()
        .flat_map(|found| &found.parties)
        .map(|party| party.party)
        .collect();
    assert_eq!(snapshot.living_bodies(), parties.len());
    let countries: BTreeSet<Country> = parties
        .iter()
        .filter_map(|party| snapshot.country_of(*party))
        .collect();
    assert_eq!(snapshot.facets.living_countries(), countries.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn following_gives_what_the_whole_record_gives(
        steps in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..60), 1..5)
    ) {
        let mut record = PublicRecord::default();
        let mut followed = Snapshot::new(record.clone(), today());
        for (position, numbers) in (1..).zip(&steps) {
            let mut next = altered(numbers);
            next.position = position;
            followed = followed.followed(difference(&record, next.clone()), today());
            assert_same(&followed, &Snapshot::new(next.clone(), today()));
            record = next;
        }
    }
}

#[test]
fn an_earlier_snapshot_stays_as_it_was() {
    let first = Snapshot::new(samples::record(), today());
    let again = Snapshot::new(samples::record(), today());
    let mut next = samples::record();
    next.position += 1;
    next.partnerships.clear();
    next.stories
        .iter_mut()
        .for_each(|story| story.partnerships.clear());
    let _later = first.followed(difference(&samples::record(), next), today());
    assert_same(&first, &again);
}

#[test]
fn what_went_is_gone_and_what_comes_again_is_there() {
    let record = samples::record();
    let id = record.partnerships.first().unwrap().id;
    let snapshot = Snapshot::new(record.clone(), today());
    let mut without = record.clone();
    without.position += 1;
    without.partnerships.retain(|found| found.id != id);
    let later = snapshot.followed(difference(&record, without.clone()), today());
    assert!(later.is_gone(id.uuid()) && later.partnership(id).is_none());
    let mut back = record;
    back.position += 2;
    let latest = later.followed(difference(&without, back), today());
    assert!(!latest.is_gone(id.uuid()) && latest.partnership(id).is_some());
}

#[test]
fn a_change_is_felt_by_what_it_touches_and_by_nothing_else() {
    let record = samples::record();
    let snapshot = Snapshot::new(record.clone(), today());
    let changed = record.partnerships.first().unwrap().clone();
    let mut next = record.clone();
    next.position += 1;
    next.partnerships.first_mut().unwrap().status = vocabulary::PartnershipStatus::Ended;
    let later = snapshot.followed(difference(&record, next), today());
    let good = |read: Read| later.spares(&[read], record.position);
    assert!(!good(Read::Entity(changed.id.uuid())));
    assert!(!good(Read::List(PartnershipId::KIND)));
    for party in &changed.parties {
        assert!(!good(Read::Entity(key_of(party.party))));
    }
    let named: BTreeSet<PartyRef> = changed.bodies().into_iter().collect();
    let other = record
        .authorities
        .iter()
        .map(|(id, _)| PartyRef::Authority(*id))
        .find(|id| !named.contains(id));
    assert!(good(Read::Entity(key_of(other.unwrap()))));
    assert!(good(Read::List(ProjectId::KIND)));
    assert!(!good(Read::Everything));
}

/// A record that goes from one state to the next.
struct Steps {
    records: Vec<PublicRecord>,
    at: AtomicUsize,
}

impl Steps {
    fn now(&self) -> &PublicRecord {
        &self.records[self.at.load(Ordering::SeqCst)]
    }
}

impl Record for Steps {
    fn record(&self) -> Answer<'_, PublicRecord> {
        Box::pin(async { Ok(self.now().clone()) })
    }

    fn changes(&self, since: u64) -> Answer<'_, Option<PublicChanges>> {
        let before = self.records.iter().find(|record| record.position == since);
        let changes = before.map(|before| difference(before, self.now().clone()));
        Box::pin(async { Ok(changes) })
    }

    fn position(&self) -> Answer<'_, u64> {
        Box::pin(async { Ok(self.now().position) })
    }

    fn write_at(&self, position: u64) -> Answer<'_, Option<Uuid>> {
        Box::pin(async move { Ok(Some(Uuid::from_u128(position.into()))) })
    }

    fn decide(&self, _: ClaimId, _: Decision, _: vocabulary::AccountId) -> Answer<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// Lists, files and answers of the API.
const LISTS: [&str; 21] = [
    "/fr/",
    "/fr/authorities",
    "/fr/partnerships",
    "/fr/partnerships?status=ended",
    "/fr/partnerships?country=UA",
    "/fr/programmes",
    "/fr/statistics",
    "/fr/projects",
    "/fr/stories",
    "/fr/sources",
    "/fr/search?q=le",
    "/fr/feed.atom",
    "/fr/feed.json",
    "/data/partnerships.csv",
    "/data/authorities.csv",
    "/data/partnerships.geojson",
    "/api/v1/map.json",
    "/api/v1/partnerships",
    "/api/v1/authorities",
    "/api/v1/projects",
    "/api/v1/sources",
];

/// Addresses of every sort of page, list and file.
fn addresses() -> Vec<String> {
    let record = samples::longest();
    let mut all = LISTS.map(ToOwned::to_owned).to_vec();
    let codes = record.authorities.iter().map(|(_, body)| body.code());
    all.extend(codes.clone().map(|code| format!("/fr/authorities/{code}")));
    let neighbours = codes.clone().zip(codes.skip(1));
    all.extend(neighbours.map(|(one, other)| crate::urls::pair(Lang::Fr, one, other)));
    macro_rules! pages {
        ($($list:ident)*) => {$(
            let pages = record.$list.iter().take(12);
            all.extend(pages.map(|entity| format!("/fr/{}/{}", stringify!($list), entity.id())));
        )*};
    }
    pages!(organisations partnerships programmes calls alliances campaigns projects stories);
    all.extend(
        record
            .sources
            .iter()
            .map(|read| format!("/fr/sources/{}", read.source.id)),
    );
    all
}

async fn answer(router: &axum::Router, address: &str) -> (u16, String) {
    let asked = Request::get(address).body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(asked).await.unwrap();
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// Every address answers the same on a site that kept its answers through all changes as on one that was just opened.
async fn never_stale(steps: Vec<PublicRecord>) {
    let places = Arc::new(samples::SamplePlaces::of(&samples::record()));
    let desk = samples::people::desk().await.unwrap();
    let count = steps.len();
    let held = Arc::new(Steps {
        records: steps,
        at: AtomicUsize::new(0),
    });
    let open = || {
        Site::open(Ground {
            record: held.clone(),
            desk: desk.clone(),
            places: places.clone(),
            clock: samples::clock(),
            address: "https://atlas.example.org".to_owned(),
            index: Shelved::Nowhere,
        })
    };
    let keeping = open().await.unwrap();
    let kept = crate::router(keeping.clone());
    for at in 0..count {
        held.at.store(at, Ordering::SeqCst);
        keeping.refresh().await.unwrap();
        let fresh = crate::router(open().await.unwrap());
        for address in addresses() {
            let (status, body) = answer(&kept, &address).await;
            let (wanted, right) = answer(&fresh, &address).await;
            // “Gone” is known only to who was there before.
            assert!(
                status == wanted || (status, wanted) == (410, 404),
                "{address}: {status} for {wanted}"
            );
            assert!(status != 200 || body == right, "{address} is stale at step {at}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn no_kept_answer_is_ever_stale(
        numbers in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..60), 2..4)
    ) {
        let steps = (1..).zip(&numbers).map(|(position, numbers)| {
            PublicRecord { position, ..altered(numbers) }
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(never_stale(steps.collect()));
    }
}
