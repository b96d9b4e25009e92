//! IATI 2.03: the partnerships and dated actions as activities, grants as their transactions, the bodies behind them as
//! organisations.
//!
//! # Invariants
//! - A grant stands here once, if its day is known: in the activity of the partnership that it serves, else in one of its own.
//! - An activity stands here only if its start and a recipient country are known, because the standard asks for both.
//! - Nothing is made up for a field: an unknown sector is code 99810, shares of countries and sectors say that they are equal parts.
//! - Identifiers begin with the site's host; a code of an official register behind it is the one that the record uses.

use super::DataError;
use super::identifiers::{named, reporter};
use super::table::Sheet;
use askama::Template;
use std::collections::BTreeSet;
use std::io::Write;
use vocabulary::{
    Action, ActionKind, ActionRole, Day, Grant, Id, OrganisationKind, Partnership, PartnershipStatus,
    PartyRef, PartyRole, Precision, StepKind, Text, Theme,
};

/// Local government (code list `OrganisationType`).
const LOCAL_GOVERNMENT: &str = "11";
/// Roles of the code list `OrganisationRole`.
const FUNDING: &str = "1";
const ACCOUNTABLE: &str = "2";
const IMPLEMENTING: &str = "4";
/// Hundredths of a per cent in the whole.
const WHOLE: usize = 10_000;

/// A body in an activity.
struct Body {
    reference: String,
    kind: &'static str,
    role: &'static str,
    name: String,
}

/// A date of an activity.
struct Dated {
    /// 1 planned start, 2 actual start, 4 actual end.
    kind: &'static str,
    on: String,
    /// What is known of it, where that is less than a day.
    note: String,
}

/// A part of the whole: of a country that benefits, of a sector.
struct Share {
    code: String,
    share: String,
}

/// Those who stand on one side of a transaction, of whom the standard knows one.
struct Side {
    /// Who it is, where it is one body alone.
    reference: Option<(String, &'static str)>,
    name: String,
}

/// A grant as an outgoing commitment.
struct Transaction {
    reference: String,
    on: String,
    value: String,
    currency: &'static str,
    about: Told,
    provider: Side,
    receiver: Option<Side>,
}

/// What stands in a text: its words and their language.
struct Told {
    language: String,
    words: String,
}

#[derive(Template)]
#[template(path = "data/activity.xml")]
struct Activity {
    id: String,
    reporter: String,
    titles: Vec<Told>,
    about: String,
    why: Option<Told>,
    bodies: Vec<Body>,
    status: &'static str,
    dates: Vec<Dated>,
    recipients: Vec<Share>,
    /// Categories of purposes (vocabulary 2); none where no word tells a theme.
    sectors: Vec<Share>,
    transactions: Vec<Transaction>,
}

#[derive(Template)]
#[template(path = "data/organisation.xml")]
struct Organisation {
    id: String,
    reporter: String,
    names: Vec<Told>,
}

/// Text without the characters that XML does not know.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
        .filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

fn body(sheet: &Sheet<'_>, party: PartyRef, written: &str, role: &'static str) -> Body {
    let named = named(sheet, party);
    Body {
        reference: named.id,
        kind: sort(sheet, party),
        role,
        name: clean(named.name.unwrap_or(written)),
    }
}

/// The code of the list `OrganisationType`.
fn sort(sheet: &Sheet<'_>, party: PartyRef) -> &'static str {
    let found = match party {
        PartyRef::Authority(_) => return LOCAL_GOVERNMENT,
        PartyRef::Organisation(id) => sheet.view.snapshot.organisation(id),
    };
    found.map_or("90", |body| match body.kind {
        OrganisationKind::State => "10",
        OrganisationKind::Association => "22",
        OrganisationKind::Network | OrganisationKind::Other => "90",
    })
}

fn dated(kind: &'static str, day: Day, on: String) -> Dated {
    let note = match day.precision() {
        Precision::Day => String::new(),
        Precision::Month | Precision::Year => day.to_string(),
    };
    Dated { kind, on, note }
}

fn begun(sheet: &Sheet<'_>, day: Day) -> Dated {
    let is_past = day.first() <= sheet.view.snapshot.today().first();
    dated(if is_past { "2" } else { "1" }, day, day.first().to_string())
}

/// Each code once, with equal shares that add up to a hundred.
fn shares(codes: impl Iterator<Item = String>) -> Vec<Share> {
    let codes: BTreeSet<String> = codes.collect();
    let count = codes.len().max(1);
    let (each, rest) = (WHOLE / count, WHOLE % count);
    let shares = (0..count).map(|at| each + usize::from(at < rest));
    codes
        .into_iter()
        .zip(shares)
        .map(|(code, share)| Share {
            code,
            share: format!("{}.{:02}", share / 100, share % 100),
        })
        .collect()
}

/// The categories of purposes of these themes: no source says their shares either.
fn sectors(themes: impl Iterator<Item = Theme>) -> Vec<Share> {
    shares(themes.map(|theme| theme.dac_category().to_owned()))
}

fn themes_of(title: &Text) -> impl Iterator<Item = Theme> {
    let told = Theme::told(&title.original, title.language);
    told.into_iter().map(|(theme, _)| theme)
}

/// The code of the list `ActivityStatus`; none for what is not a partnership of today and never was one.
fn status(status: PartnershipStatus) -> Option<&'static str> {
    match status {
        PartnershipStatus::Announced | PartnershipStatus::Voted => Some("1"),
        PartnershipStatus::Signed | PartnershipStatus::Active | PartnershipStatus::Dormant => Some("2"),
        PartnershipStatus::Ended => Some("4"),
        PartnershipStatus::Suspended => Some("6"),
        PartnershipStatus::Sought
        | PartnershipStatus::Offered
        | PartnershipStatus::Explored
        | PartnershipStatus::Refused => None,
    }
}

fn of_partnership(sheet: &Sheet<'_>, found: &Partnership) -> Option<Activity> {
    let view = &sheet.view;
    let status = status(found.status)?;
    let first = found
        .steps
        .iter()
        .map(|step| step.on)
        .filter(|_| !found.steps.is_empty());
    let start = first.min()?;
    let (left, right) = view.sides(&found.parties);
    let countries = right.iter().filter_map(|party| view.country_of(party.party));
    let recipients = shares(countries.map(|country| country.to_string()));
    let ended = found.steps.iter().find(|step| step.what == StepKind::Ended);
    let today = view.snapshot.today().first();
    let end = ended.map(|step| step.on).filter(|day| day.last() <= today);
    let bodies = found.parties.iter().map(|party| {
        let is_left = left.iter().any(|other| other.party == party.party) && party.role != PartyRole::Partner;
        let role = if is_left { ACCOUNTABLE } else { IMPLEMENTING };
        body(sheet, party.party, &party.written, role)
    });
    let label = clean(&view.label(found));
    let kind = view.lang.word("partnership-kind", found.kind.as_str());
    let related = view.snapshot.of_partnership(found.id);
    let grants = view.snapshot.record().grants.picked(&related.grants);
    Some(Activity {
        transactions: grants.filter_map(|grant| transaction(sheet, grant)).collect(),
        id: format!("{}-partnership-{}", reporter(sheet), found.id),
        reporter: reporter(sheet),
        about: format!("{kind}: {label}"),
        titles: match &found.title {
            Some(title) => vec![told(title)],
            None => vec![Told {
                language: view.lang.tag().to_owned(),
                words: label,
            }],
        },
        why: found.why.as_ref().map(told),
        bodies: bodies.collect(),
        status,
        dates: [
            Some(begun(sheet, start)),
            end.map(|day| dated("4", day, day.last().to_string())),
        ]
        .into_iter()
        .flatten()
        .collect(),
        recipients,
        sectors: sectors(view.snapshot.themes(found.id)),
    })
    .filter(|activity| !activity.recipients.is_empty())
}

fn of_action(sheet: &Sheet<'_>, found: &Action) -> Option<Activity> {
    let view = &sheet.view;
    let on = found.on?;
    let today = view.snapshot.today().first();
    let receives = |role: ActionRole| role == ActionRole::Beneficiary;
    let receiving = found.parties.iter().filter(|party| receives(party.role));
    let countries = receiving.filter_map(|party| view.country_of(party.party));
    let recipients = shares(countries.map(|country| country.to_string()));
    let bodies = found.parties.iter().map(|party| {
        let role = match party.role {
            ActionRole::Giver | ActionRole::Supporter => FUNDING,
            ActionRole::Beneficiary | ActionRole::Host | ActionRole::Participant => IMPLEMENTING,
        };
        body(sheet, party.party, "", role)
    });
    let is_over = on.last() <= today;
    let mut dates = vec![begun(sheet, on)];
    if is_over {
        dates.push(dated("4", on, on.last().to_string()));
    }
    let title = told(&found.title);
    let kind = view.lang.word("action-kind", found.kind.as_str());
    Some(Activity {
        transactions: Vec::new(),
        id: format!("{}-action-{}", reporter(sheet), found.id),
        reporter: reporter(sheet),
        about: format!("{kind}: {}", title.words),
        titles: vec![title],
        why: None,
        bodies: bodies.collect(),
        status: if is_over { "4" } else { "2" },
        dates,
        recipients,
        sectors: sectors(themes_of(&found.title)),
    })
    .filter(|activity| !activity.recipients.is_empty() && found.kind != ActionKind::Event)
}

fn told(text: &Text) -> Told {
    Told {
        language: text.language.as_str().to_owned(),
        words: clean(&text.original),
    }
}

/// The day of a grant, if it is known to the day and has come.
fn day_of(sheet: &Sheet<'_>, grant: &Grant) -> Option<Day> {
    let today = sheet.view.snapshot.today().first();
    let is_known = |day: &Day| day.precision() == Precision::Day && day.first() <= today;
    grant.on.filter(is_known)
}

fn transaction(sheet: &Sheet<'_>, grant: &Grant) -> Option<Transaction> {
    let on = day_of(sheet, grant)?;
    Some(Transaction {
        reference: grant.id.to_string(),
        on: on.to_string(),
        value: grant.amount.amount().to_string(),
        currency: grant.amount.currency.code(),
        about: told(&grant.title),
        provider: side(sheet, &grant.givers)?,
        receiver: side(sheet, &grant.recipients),
    })
}

/// One body by its identifier, several by their names alone.
fn side(sheet: &Sheet<'_>, parties: &[PartyRef]) -> Option<Side> {
    let names = parties.iter().map(|party| body(sheet, *party, "", FUNDING).name);
    let names: Vec<String> = names.collect();
    let reference = match parties {
        [] => return None,
        [one] => Some((named(sheet, *one).id, sort(sheet, *one))),
        _ => None,
    };
    Some(Side {
        reference,
        name: names.join(", "),
    })
}

/// Whether a grant stands in the activity of its partnership.
fn is_served(sheet: &Sheet<'_>, grant: &Grant) -> bool {
    let served = grant
        .partnership
        .and_then(|id| sheet.view.snapshot.partnership(id));
    served.is_some_and(|found| of_partnership(sheet, found).is_some())
}

/// A grant that no partnership's activity tells of.
fn of_grant(sheet: &Sheet<'_>, found: &Grant) -> Option<Activity> {
    let view = &sheet.view;
    let on = day_of(sheet, found)?;
    if is_served(sheet, found) {
        return None;
    }
    let countries = found
        .recipients
        .iter()
        .filter_map(|party| view.country_of(*party));
    let recipients = shares(countries.map(|country| country.to_string()));
    let givers = found.givers.iter().map(|party| body(sheet, *party, "", FUNDING));
    let others = found.recipients.iter();
    let others = others.map(|party| body(sheet, *party, "", IMPLEMENTING));
    let title = told(&found.title);
    Some(Activity {
        id: format!("{}-grant-{}", reporter(sheet), found.id),
        reporter: reporter(sheet),
        about: format!("{}: {}", view.lang.t("grant-over"), title.words),
        titles: vec![title],
        why: None,
        bodies: givers.chain(others).collect(),
        status: "2",
        dates: vec![begun(sheet, on)],
        recipients,
        sectors: sectors(themes_of(&found.title)),
        transactions: transaction(sheet, found).into_iter().collect(),
    })
    .filter(|activity| !activity.recipients.is_empty())
}

/// How many grants no activity tells of, because their day or the country that they go to is unknown.
pub(super) fn left_out(sheet: &Sheet<'_>) -> usize {
    let grants = sheet.view.snapshot.record().grants.iter();
    let told = |grant: &Grant| {
        day_of(sheet, grant).is_some() && (is_served(sheet, grant) || of_grant(sheet, grant).is_some())
    };
    grants.filter(|grant| !told(grant)).count()
}

fn all<'a>(sheet: &'a Sheet<'a>) -> impl Iterator<Item = Activity> + 'a {
    let record = sheet.view.snapshot.record();
    let partnerships = record.partnerships.iter();
    let partnerships = partnerships.filter_map(|found| of_partnership(sheet, found));
    let actions = record.actions.iter().filter_map(|found| of_action(sheet, found));
    let grants = record.grants.iter().filter_map(|found| of_grant(sheet, found));
    partnerships.chain(actions).chain(grants)
}

/// How many activities there are.
pub(super) fn count(sheet: &Sheet<'_>) -> usize {
    all(sheet).count()
}

fn head(sheet: &Sheet<'_>, root: &str) -> String {
    let day = sheet.view.snapshot.today();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root} version=\"2.03\" generated-datetime=\"{day}T00:00:00Z\">\n"
    )
}

/// Writes `activities.xml`.
pub(super) fn activities(sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    out.write_all(head(sheet, "iati-activities").as_bytes())?;
    for activity in all(sheet) {
        out.write_all(activity.render()?.as_bytes())?;
    }
    Ok(out.write_all(b"</iati-activities>\n")?)
}

/// Writes `organisations.xml`.
pub(super) fn organisations(sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    let record = sheet.view.snapshot.record();
    let reporter = reporter(sheet);
    out.write_all(head(sheet, "iati-organisations").as_bytes())?;
    for (_, body) in &record.authorities {
        let mut names = vec![Told {
            language: String::new(),
            words: clean(body.name()),
        }];
        for lang in crate::words::Lang::ALL {
            names.push(Told {
                language: lang.tag().to_owned(),
                words: clean(body.name_for(lang.language())),
            });
        }
        let id = format!("{reporter}-{}", body.code());
        let organisation = Organisation {
            id,
            reporter: reporter.clone(),
            names,
        };
        out.write_all(organisation.render()?.as_bytes())?;
    }
    for found in &record.organisations {
        let organisation = Organisation {
            id: format!("{reporter}-{}", found.id.uuid()),
            reporter: reporter.clone(),
            names: vec![Told {
                language: String::new(),
                words: clean(&found.name),
            }],
        };
        out.write_all(organisation.render()?.as_bytes())?;
    }
    Ok(out.write_all(b"</iati-organisations>\n")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_add_up_to_a_hundred() {
        for count in 1..30_usize {
            let codes = ('A'..='Z').flat_map(|a| ['A', 'B'].map(|b| format!("{a}{b}")));
            let shares = shares(codes.take(count));
            let hundredths: usize = shares
                .iter()
                .map(|one| one.share.replace('.', "").parse::<usize>().unwrap())
                .sum();
            assert_eq!((shares.len(), hundredths), (count, WHOLE));
        }
    }

    #[test]
    fn what_xml_does_not_know_is_left_out() {
        assert_eq!(clean("a\u{b}b\u{FFFE}\tc"), "ab\tc");
    }
}
