//! Contributions: members' shares of pooled money, what campaigns want to raise, goods and support given, grants.
//!
//! # Invariants
//! - Money and goods stand apart: a row has an amount with its currency, or a quantity with its unit, or neither.
//! - `state` says what may be added up: what a campaign seeks is no money given.
//! - A share is worked out from the official population; the stated number stands beside it and corrects nothing.

use super::partnerships::precisions;
use super::shared::{Named, address, codes, countries, licence, maybe_address, names, parties, sources};
use crate::data::table::{Cell, Column, Place, Row, Rows, Sheet, Table, Type, column};
use crate::pages::authority::inhabitants;
use cooperate::pool;
use vocabulary::{
    Action, ActionKind, ActionRole, Alliance, Campaign, Day, Grant, GrantForm, PartnershipId, PartyRef,
    PartyRole, Pool, ProjectId, ShareState,
};

/// A member's share of pooled money.
const SHARE: &str = "share";
/// What a campaign wants to raise.
const CAMPAIGN: &str = "campaign";
/// Money or goods that a body promised to another.
const GRANT: &str = "grant";
/// The state of a campaign: money is looked for.
const SOUGHT: &str = "sought";
/// The state of goods, support and grants: the source says they were given.
const GIVEN: &str = "given";

fn kinds() -> Vec<&'static str> {
    let actions = ActionKind::ALL.iter().filter(|kind| is_given(**kind));
    [SHARE, CAMPAIGN]
        .into_iter()
        .chain(actions.map(|kind| kind.as_str()))
        .chain([GRANT])
        .collect()
}

fn states() -> Vec<&'static str> {
    let shares = ShareState::ALL.iter().map(|state| state.as_str());
    shares.chain([SOUGHT, GIVEN]).collect()
}

fn forms() -> Vec<&'static str> {
    GrantForm::ALL.iter().map(|form| form.as_str()).collect()
}

const COLUMNS: [Column; 28] = [
    column(
        "id",
        Type::Key,
        "rule: key of the fact; for a share, of its alliance, with the code and the pool's number",
    ),
    column("url", Type::Address, "rule: permanent address of the fact"),
    column(
        "kind",
        Type::Word(kinds),
        "rule: share, campaign, the kind of the action, or grant",
    )
    .meaning("contribution_kind"),
    column("state", Type::Word(states), "alliance_member.share").meaning("contribution_state"),
    column("giver_codes", Type::List, "authority_code.code"),
    column("giver_names", Type::List, "authority_name.name"),
    column("beneficiary_codes", Type::List, "authority_code.code"),
    column("beneficiary_names", Type::List, "authority_name.name"),
    column("countries", Type::Countries, "authority.country"),
    column("title", Type::Text, "action.title"),
    column(
        "amount",
        Type::Amount,
        "rule: rate times official population, largest remainder; or the campaign's target; or the grant",
    ),
    column("currency", Type::Text, "pool.currency"),
    column("rate", Type::Amount, "pool.amount"),
    column("rate_per", Type::Text, "pool.per"),
    column("population", Type::Integer, "authority.population"),
    column("stated_base", Type::Integer, "pool.stated_base"),
    column("quantity", Type::Integer, "action.quantity"),
    column("unit", Type::Text, "action.unit"),
    column("date", Type::Day, "action.happened").meaning("contribution_date"),
    column(
        "date_precision",
        Type::Word(precisions),
        "rule: precision of date",
    ),
    column(
        "partnership",
        Type::Address,
        "rule: permanent address of the partnership",
    )
    .meaning("partnership_url"),
    column(
        "alliance",
        Type::Address,
        "rule: permanent address of the alliance",
    ),
    column("deadline", Type::Day, "campaign.deadline"),
    column("sources", Type::List, "source.address"),
    column("licence", Type::Text, "rule: the licence of the file"),
    column("form", Type::Word(forms), "grant.form").meaning("grant_form"),
    column("approximate", Type::Boolean, "grant.approximate").meaning("budget_approximate"),
    column(
        "project",
        Type::Address,
        "rule: permanent address of the project that a grant pays for",
    ),
];

/// The table.
pub(super) static TABLE: Table = Table {
    name: "contributions",
    columns: &COLUMNS,
    key: "id",
    rows,
    count,
};

/// A stay or an event is not given to anybody.
fn is_given(kind: ActionKind) -> bool {
    matches!(kind, ActionKind::Delivery | ActionKind::Support)
}

fn count(sheet: &Sheet<'_>) -> usize {
    let record = sheet.view.snapshot.record();
    let shares: usize = record
        .alliances
        .iter()
        .map(|alliance| alliance.members.len() * alliance.pools.len().max(1))
        .sum();
    let given = record.actions.iter().filter(|action| is_given(action.kind));
    shares + record.campaigns.len() + given.count() + record.grants.len()
}

fn rows<'a>(sheet: &'a Sheet<'a>) -> Rows<'a> {
    let record = sheet.view.snapshot.record();
    let shares = record.alliances.iter().flat_map(|found| shares(sheet, found));
    let campaigns = record.campaigns.iter().map(|found| campaign(sheet, found));
    let actions = record.actions.iter().filter(|found| is_given(found.kind));
    Box::new(
        shares
            .chain(campaigns)
            .chain(actions.map(|found| action(sheet, found)))
            .chain(record.grants.iter().map(|found| grant(sheet, found))),
    )
}

/// What a row says; the rest is the same for every kind.
#[derive(Default)]
struct Said<'a> {
    state: &'static str,
    giver: Vec<Named<'a>>,
    beneficiary: Vec<Named<'a>>,
    title: Option<&'a str>,
    /// Amount, currency, rate, per, population, stated base.
    money: Vec<Cell>,
    quantity: Option<u64>,
    unit: Option<&'a str>,
    on: Option<Day>,
    deadline: Option<Day>,
    partnership: Option<PartnershipId>,
    form: Option<GrantForm>,
    approximate: Option<bool>,
    project: Option<ProjectId>,
}

/// Key, address, kind; alliance and sources.
struct Of {
    id: String,
    url: Cell,
    kind: &'static str,
    alliance: Cell,
    sources: Cell,
}

fn whole(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn row<'a>(sheet: &'a Sheet<'a>, of: Of, said: Said<'a>) -> Row<'a> {
    let view = &sheet.view;
    let all = || {
        said.giver
            .iter()
            .chain(&said.beneficiary)
            .map(|(party, _)| *party)
    };
    let mut cells = vec![
        Cell::Text(of.id),
        of.url,
        Cell::text(of.kind),
        Cell::text(said.state),
        codes(view, &said.giver),
        names(view, &said.giver),
        codes(view, &said.beneficiary),
        names(view, &said.beneficiary),
        countries(view, all()).into(),
        Cell::maybe(said.title),
    ];
    let mut money = said.money;
    money.resize(6, Cell::Empty);
    cells.extend(money);
    cells.extend([
        said.quantity.map_or(Cell::Empty, whole),
        Cell::maybe(said.unit),
        Cell::maybe(said.on.map(|day| day.to_string())),
        Cell::maybe(said.on.map(|day| day.precision().as_str())),
        maybe_address(sheet, said.partnership),
        of.alliance,
        Cell::maybe(said.deadline.map(|day| day.to_string())),
        of.sources,
        licence(),
        Cell::maybe(said.form.map(GrantForm::as_str)),
        said.approximate.map_or(Cell::Empty, Cell::Boolean),
        maybe_address(sheet, said.project),
    ]);
    Row {
        cells,
        place: Place::Between(parties(&said.giver), parties(&said.beneficiary)),
    }
}

/// The partners of the partnership that an alliance or campaign serves.
fn served<'a>(sheet: &'a Sheet<'a>, partnership: Option<PartnershipId>) -> Vec<Named<'a>> {
    let found = partnership.and_then(|id| sheet.view.snapshot.partnership(id));
    let parties = found.into_iter().flat_map(|found| &found.parties);
    parties
        .filter(|party| party.role == PartyRole::Partner)
        .map(|party| (party.party, party.written.as_str()))
        .collect()
}

fn shares<'a>(sheet: &'a Sheet<'a>, alliance: &'a Alliance) -> Vec<Row<'a>> {
    // Without a rate the members and where their shares stand are all that is known.
    if alliance.pools.is_empty() {
        return members(sheet, alliance, 0, None);
    }
    let pools = alliance.pools.iter().enumerate();
    pools
        .flat_map(|(at, held)| members(sheet, alliance, at, Some(held)))
        .collect()
}

fn members<'a>(
    sheet: &'a Sheet<'a>,
    alliance: &'a Alliance,
    at: usize,
    held: Option<&'a Pool>,
) -> Vec<Row<'a>> {
    let view = &sheet.view;
    let shares = held.and_then(|held| pool::shares(&held.rate, &inhabitants(view, alliance)).ok());
    let mut rows = Vec::with_capacity(alliance.members.len());
    for member in &alliance.members {
        let Some(body) = view.snapshot.authority(member.authority) else {
            continue;
        };
        let each = shares.iter().flat_map(|shares| &shares.each);
        let share = each
            .filter(|(code, _)| code == body.code())
            .map(|(_, share)| Cell::Amount(share.amount()))
            .next();
        let money = held.map_or_else(Vec::new, |held| {
            vec![
                share.unwrap_or(Cell::Empty),
                Cell::text(held.rate.currency.code()),
                Cell::Amount(held.rate.amount),
                Cell::text(held.rate.per.as_str()),
                body.population
                    .map_or(Cell::Empty, |found| found.inhabitants.into()),
                held.stated_base.map_or(Cell::Empty, whole),
            ]
        });
        let of = Of {
            id: format!("{}/{}/{}", alliance.id, body.code(), at + 1),
            url: address(sheet, alliance.id),
            kind: SHARE,
            alliance: address(sheet, alliance.id),
            sources: sources(view, &alliance.evidence),
        };
        let said = Said {
            state: member.share.as_str(),
            giver: vec![(PartyRef::Authority(member.authority), "")],
            beneficiary: served(sheet, alliance.partnership),
            title: alliance.title.as_ref().map(|title| title.original.as_str()),
            money,
            partnership: alliance.partnership,
            ..Said::default()
        };
        rows.push(row(sheet, of, said));
    }
    rows
}

fn campaign<'a>(sheet: &'a Sheet<'a>, found: &'a Campaign) -> Row<'a> {
    let of = Of {
        id: found.id.to_string(),
        url: address(sheet, found.id),
        kind: CAMPAIGN,
        alliance: maybe_address(sheet, found.alliance),
        sources: sources(&sheet.view, &found.evidence),
    };
    let said = Said {
        state: SOUGHT,
        beneficiary: served(sheet, found.partnership),
        title: Some(found.title.original.as_str()),
        money: vec![
            Cell::Amount(found.target.amount()),
            Cell::text(found.target.currency.code()),
        ],
        deadline: found.deadline,
        partnership: found.partnership,
        ..Said::default()
    };
    row(sheet, of, said)
}

fn action<'a>(sheet: &'a Sheet<'a>, found: &'a Action) -> Row<'a> {
    let playing = |wanted: &[ActionRole]| -> Vec<Named<'a>> {
        let parties = found.parties.iter();
        parties
            .filter(|party| wanted.contains(&party.role))
            .map(|party| (party.party, ""))
            .collect()
    };
    let of = Of {
        id: found.id.to_string(),
        url: address(sheet, found.id),
        kind: found.kind.as_str(),
        alliance: Cell::Empty,
        sources: sources(&sheet.view, &found.evidence),
    };
    let said = Said {
        state: GIVEN,
        giver: playing(&[ActionRole::Giver, ActionRole::Supporter]),
        beneficiary: playing(&[ActionRole::Beneficiary]),
        title: Some(found.title.original.as_str()),
        quantity: found.quantity,
        unit: found.unit.as_deref(),
        on: found.on,
        partnership: found.partnership,
        ..Said::default()
    };
    row(sheet, of, said)
}

fn grant<'a>(sheet: &'a Sheet<'a>, found: &'a Grant) -> Row<'a> {
    let named = |side: &[PartyRef]| -> Vec<Named<'a>> { side.iter().map(|party| (*party, "")).collect() };
    let of = Of {
        id: found.id.to_string(),
        url: address(sheet, found.id),
        kind: GRANT,
        alliance: Cell::Empty,
        sources: sources(&sheet.view, &found.evidence),
    };
    let said = Said {
        state: GIVEN,
        giver: named(&found.givers),
        beneficiary: named(&found.recipients),
        title: Some(found.title.original.as_str()),
        money: vec![
            Cell::Amount(found.amount.amount()),
            Cell::text(found.amount.currency.code()),
        ],
        on: found.on,
        partnership: found.partnership,
        form: found.form,
        approximate: Some(found.approximate),
        project: found.project,
        ..Said::default()
    };
    row(sheet, of, said)
}
