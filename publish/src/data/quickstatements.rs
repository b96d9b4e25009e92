//! `QuickStatements` (version 1): the partnerships as statements of Wikidata, ready to be proposed to it.
//!
//! A line is the item of one party, the property P190, the item of the other party, qualifiers and the reference,
//! separated by tabs. The property is described there as “twin towns, sister cities, twinned municipalities and other
//! localities that have a partnership or cooperative agreement, either legally or informally acknowledged by their
//! governments”, from which follows what stands here ([`is_twinning`], [`is_agreed`]).
//!
//! # Invariants
//! - A line stands here only if both bodies have their item, and the same line stands here the other way round.
//! - Two bodies are joined once: a line for the same two would be taken for the same statement with two beginnings.
//! - What ended has its end; what ended on no known day is left out, because it would read as if it went on.
//! - Every partnership of the record is stated or counted with the reason why it is not.

use super::DataError;
use super::table::Sheet;
use std::collections::BTreeMap;
use std::io::Write;
use vocabulary::{
    Authority, Day, EvidenceKind, Id, Partnership, PartnershipKind, PartnershipStatus, PartyRef, Precision,
    StepKind, WikidataItem,
};

/// Twinned administrative body.
const TWINNED: &str = "P190";
/// Start time, a qualifier.
const START: &str = "P580";
/// End time, a qualifier.
const END: &str = "P582";
/// Reference URL, in the reference.
const REFERENCE: &str = "S854";
/// Retrieved, in the reference.
const RETRIEVED: &str = "S813";

/// Why a partnership is not stated, in the order in which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LeftOut {
    /// Of a kind that is no agreement between two bodies.
    Kind,
    /// Not agreed, or not yet.
    Status,
    /// Not between two authorities and nobody else.
    Parties,
    /// Over, but nobody knows since when.
    End,
    /// One of the two has no item that is known here.
    Item,
    /// The two are joined by another partnership already.
    Again,
}

/// What is stated and what is not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many partnerships are stated, each by two lines.
    pub(crate) stated: usize,
    /// How many are not, by the reason.
    pub(crate) left_out: BTreeMap<LeftOut, usize>,
}

/// What Wikidata is told of two bodies; the order is that in which one of several partnerships is chosen.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Statement {
    /// The smaller item first.
    items: [WikidataItem; 2],
    /// What goes on comes before what is over.
    end: Option<Day>,
    /// What began on a known day comes before what did not.
    begun: (bool, Option<Day>),
    address: String,
    retrieved: Day,
}

/// Whether a partnership of this kind is what the property means: an agreement between two bodies, or what they
/// acknowledge without one; not a mere intention, not a network, not one project.
fn is_twinning(kind: PartnershipKind) -> bool {
    match kind {
        PartnershipKind::Twinning
        | PartnershipKind::CooperationAgreement
        | PartnershipKind::Memorandum
        | PartnershipKind::FriendshipDeclaration
        | PartnershipKind::SolidarityPartnership => true,
        PartnershipKind::LetterOfIntent | PartnershipKind::Network | PartnershipKind::ProjectPartnership => {
            false
        }
    }
}

/// Whether both sides have agreed, be it in the past.
fn is_agreed(status: PartnershipStatus) -> bool {
    match status {
        PartnershipStatus::Signed
        | PartnershipStatus::Active
        | PartnershipStatus::Dormant
        | PartnershipStatus::Suspended
        | PartnershipStatus::Ended => true,
        PartnershipStatus::Sought
        | PartnershipStatus::Offered
        | PartnershipStatus::Explored
        | PartnershipStatus::Announced
        | PartnershipStatus::Voted
        | PartnershipStatus::Refused => false,
    }
}

/// The item by which Wikidata states partnerships of a body: its own, else that of the town it is governed from,
/// because twin towns are recorded there for a town, seldom for the hromada around it.
fn stated_as(sheet: &Sheet<'_>, body: &Authority) -> Option<WikidataItem> {
    let places = sheet.view.places;
    let seat = || {
        let listed = || places.authority(body.code())?.seat;
        let town = places.authority(&body.seat.clone().or_else(listed)?)?;
        places.wikidata(&town)
    };
    places.wikidata(body).or_else(seat)
}

/// The two authorities of a partnership; `None` where there are others or more.
fn two<'a>(sheet: &Sheet<'a>, found: &Partnership) -> Option<[&'a Authority; 2]> {
    let authority = |party: PartyRef| match party {
        PartyRef::Authority(id) => sheet.view.snapshot.authority(id),
        PartyRef::Organisation(_) => None,
    };
    match found.parties.as_slice() {
        [left, right] => Some([authority(left.party)?, authority(right.party)?]),
        _ => None,
    }
}

/// The first document that has an address of the web, with the day on which it was read; else the partnership's own
/// address as of today.
fn reference(sheet: &Sheet<'_>, found: &Partnership) -> (String, Day) {
    let snapshot = sheet.view.snapshot;
    let proofs = found.evidence.iter().filter_map(|id| snapshot.proof(*id));
    let mut documents = proofs.filter_map(|proof| match &proof.kind {
        EvidenceKind::Document {
            revision, read_on, ..
        } => {
            let address = snapshot.source_of(*revision)?.source.address.clone()?;
            let is_web = address.starts_with("https://") || address.starts_with("http://");
            is_web.then_some((address, read_on.day()?))
        }
        EvidenceKind::Statement { .. } | EvidenceKind::Derived { .. } => None,
    });
    documents.next().unwrap_or_else(|| {
        let own = format!("{}{}", sheet.address, found.id.address());
        (own, snapshot.today())
    })
}

fn statement(sheet: &Sheet<'_>, found: &Partnership) -> Result<Statement, LeftOut> {
    if !is_twinning(found.kind) {
        return Err(LeftOut::Kind);
    }
    if !is_agreed(found.status) {
        return Err(LeftOut::Status);
    }
    let bodies = two(sheet, found).ok_or(LeftOut::Parties)?;
    let end = found.ended_on();
    if found.status == PartnershipStatus::Ended && end.is_none() {
        return Err(LeftOut::End);
    }
    let [Some(left), Some(right)] = bodies.map(|body| stated_as(sheet, body)) else {
        return Err(LeftOut::Item);
    };
    // A hromada and its own seat are one item.
    if left == right {
        return Err(LeftOut::Item);
    }
    let began = |step: &&vocabulary::Step| matches!(step.what, StepKind::Established | StepKind::Signed);
    let start = found.steps.iter().filter(began).map(|step| step.on).min();
    let (address, retrieved) = reference(sheet, found);
    Ok(Statement {
        items: [left.min(right), left.max(right)],
        end,
        begun: (start.is_none(), start),
        address,
        retrieved,
    })
}

/// What is stated, in the order of the items, and what is not.
fn stated(sheet: &Sheet<'_>) -> (Vec<Statement>, Tally) {
    let mut statements = Vec::new();
    let mut left_out: BTreeMap<LeftOut, usize> = BTreeMap::new();
    for found in sheet.view.snapshot.record().partnerships.iter() {
        match statement(sheet, found) {
            Ok(statement) => statements.push(statement),
            Err(why) => *left_out.entry(why).or_default() += 1,
        }
    }
    let all = statements.len();
    statements.sort_unstable();
    statements.dedup_by(|later, first| later.items == first.items);
    let again = all - statements.len();
    if again > 0 {
        left_out.insert(LeftOut::Again, again);
    }
    let tally = Tally {
        stated: statements.len(),
        left_out,
    };
    (statements, tally)
}

/// What is stated and what is not, in numbers.
pub(crate) fn tally(sheet: &Sheet<'_>) -> Tally {
    stated(sheet).1
}

/// A day as Wikidata writes times: what is not known is zero, and the precision is a number.
fn time(day: Day) -> String {
    let first = day.first();
    let (month, on, precision) = match day.precision() {
        Precision::Year => (0, 0, 9),
        Precision::Month => (first.month(), 0, 10),
        Precision::Day => (first.month(), first.day(), 11),
    };
    format!("+{:04}-{month:02}-{on:02}T00:00:00Z/{precision}", first.year())
}

/// An address between quotes; what would end the text or the line stands escaped.
fn quoted(address: &str) -> String {
    let mut text = String::from("\"");
    for c in address.chars() {
        match c {
            '"' => text.push_str("%22"),
            '\t' => text.push_str("%09"),
            ' ' => text.push_str("%20"),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

fn line(from: WikidataItem, to: WikidataItem, statement: &Statement) -> String {
    let mut cells = vec![from.to_string(), TWINNED.to_owned(), to.to_string()];
    let (_, start) = statement.begun;
    for (qualifier, day) in [(START, start), (END, statement.end)] {
        cells.extend(day.into_iter().flat_map(|day| [qualifier.to_owned(), time(day)]));
    }
    cells.extend([REFERENCE.to_owned(), quoted(&statement.address)]);
    cells.extend([RETRIEVED.to_owned(), time(statement.retrieved)]);
    cells.join("\t")
}

/// Writes `quickstatements.txt`.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    for statement in stated(sheet).0 {
        let [left, right] = statement.items;
        for (from, to) in [(left, right), (right, left)] {
            writeln!(out, "{}", line(from, to, &statement))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_claims_no_more_than_is_known() {
        for (day, said) in [
            ("1975", "+1975-00-00T00:00:00Z/9"),
            ("1975-03", "+1975-03-00T00:00:00Z/10"),
            ("1975-03-07", "+1975-03-07T00:00:00Z/11"),
        ] {
            assert_eq!(time(day.parse().unwrap()), said);
        }
    }

    #[test]
    fn an_address_ends_neither_the_text_nor_the_line() {
        assert_eq!(
            quoted("https://example.org/a b\"\tc\nd"),
            "\"https://example.org/a%20b%22%09cd\""
        );
    }
}
