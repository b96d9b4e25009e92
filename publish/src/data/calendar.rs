//! iCalendar (RFC 5545): the deadlines that the record knows, those of campaigns.
//!
//! # Invariants
//! A deadline is a whole day; one of which only the month or year is known is its last day, because nothing ends before.

use super::DataError;
use super::table::Sheet;
use icalendar::{Calendar, Component, Event, Property};
use std::io::Write;
use vocabulary::{Campaign, Id};

/// A day as the format writes it.
fn compact(date: impl std::fmt::Display) -> String {
    date.to_string().replace('-', "")
}

fn event(sheet: &Sheet<'_>, found: &Campaign) -> Option<Event> {
    let last = found.deadline?.last();
    let whole_day = |name: &str, date: String| {
        let mut property = Property::new(name, date);
        property.add_parameter("VALUE", "DATE");
        property
    };
    let address = format!("{}{}", sheet.address, found.id.address());
    let stamp = format!("{}T000000Z", compact(sheet.view.snapshot.today()));
    let next = last.tomorrow().unwrap_or(last);
    let mut event = Event::new();
    event
        .uid(&address)
        .summary(&found.title.original)
        .add_property("DTSTAMP", stamp)
        .add_property("URL", &address)
        .append_property(whole_day("DTSTART", compact(last)))
        .append_property(whole_day("DTEND", compact(next)));
    Some(event.done())
}

fn events<'a>(sheet: &'a Sheet<'a>) -> impl Iterator<Item = Event> + 'a {
    let campaigns = &sheet.view.snapshot.record().campaigns;
    campaigns.iter().filter_map(|found| event(sheet, found))
}

/// How many deadlines there are.
pub(super) fn count(sheet: &Sheet<'_>) -> usize {
    events(sheet).count()
}

/// Writes `deadlines.ics`.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    let mut calendar = Calendar::new();
    calendar.name("Jumelage");
    for event in events(sheet) {
        calendar.push(event);
    }
    Ok(write!(out, "{calendar}")?)
}
