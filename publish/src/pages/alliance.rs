//! The page of an alliance: its members with official population and share, the computed total beside the stated one.

use super::authority::inhabitants;
use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{CardList, PartnershipTable, PartyView, QuoteList, Said};
use crate::view::View;
use crate::words::Lang;
use askama::Template;
use axum::response::Response;
use cooperate::pool::{self, Shares};
use vocabulary::{Alliance, AllianceId, PartyRef, PartyRole, Pool, Rate};

/// A member's row: who, how many people, which share, where it stands.
pub(crate) struct MemberRow {
    pub(crate) party: PartyView,
    pub(crate) lead: bool,
    pub(crate) population: Option<String>,
    pub(crate) share: Option<String>,
    pub(crate) state: String,
}

/// The computed total beside the stated one.
pub(crate) struct Totals {
    pub(crate) base: String,
    pub(crate) computed: String,
    pub(crate) stated_base: Option<String>,
    pub(crate) stated: Option<String>,
}

/// One pool of the alliance.
pub(crate) struct PoolView {
    pub(crate) rate: String,
    pub(crate) rows: Vec<MemberRow>,
    pub(crate) totals: Option<Totals>,
    /// Members whose population nobody knows make the computed total too small.
    pub(crate) incomplete: bool,
    pub(crate) proof: QuoteList,
}

/// The page of an alliance.
#[derive(Template)]
#[template(path = "pages/alliance.html")]
pub(crate) struct AlliancePage {
    pub(crate) page: Layout,
    pub(crate) name: Said,
    pub(crate) count: String,
    pub(crate) partnership: PartnershipTable,
    pub(crate) pools: Vec<PoolView>,
    pub(crate) members: Vec<MemberRow>,
    pub(crate) campaigns: CardList,
    pub(crate) projects: CardList,
    pub(crate) proof: QuoteList,
}

/// `GET /{lang}/alliances/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: AllianceId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.alliance(id).ok_or_else(|| ctx.missing())?;
    let record = view.snapshot.record();
    let name = view.alliance_name(found);
    let partnership = found.partnership.and_then(|id| view.snapshot.partnership(id));
    let related = found
        .partnership
        .map(|id| view.snapshot.of_partnership(id))
        .unwrap_or_default();
    let campaigns = record
        .campaigns
        .iter()
        .filter(|campaign| campaign.alliance == Some(id));
    let page = AlliancePage {
        page: ctx.layout(&name.words),
        name,
        count: ctx.lang.n("alliance-members-count", found.members.len()),
        partnership: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("alliance-serves"),
            rows: partnership.into_iter().map(|found| view.row(found)).collect(),
        },
        pools: found
            .pools
            .iter()
            .map(|held| pool_view(&view, found, held))
            .collect(),
        members: members(&view, found, None),
        campaigns: CardList {
            cards: campaigns.map(|found| view.campaign_card(found)).collect(),
        },
        projects: view.project_cards(&related.projects),
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
    };
    render(ctx.lang, &page)
}

fn pool_view(view: &View<'_>, alliance: &Alliance, held: &Pool) -> PoolView {
    let people = inhabitants(view, alliance);
    let shares = pool::shares(&held.rate, &people).ok();
    PoolView {
        rate: rate(view.lang, &held.rate),
        totals: shares.as_ref().map(|shares| totals(view, held, shares)),
        rows: members(view, alliance, shares.as_ref()),
        incomplete: people.len() < alliance.members.len(),
        proof: QuoteList {
            quotes: view.quotes(&[held.evidence]),
        },
    }
}

fn totals(view: &View<'_>, held: &Pool, shares: &Shares) -> Totals {
    let stated = held
        .stated_base
        .and_then(|base| pool::comparison(&held.rate, shares, base).ok());
    Totals {
        base: figures::count(view.lang, shares.base),
        computed: figures::money_exact(view.lang, shares.total),
        stated_base: held.stated_base.map(|base| figures::count(view.lang, base)),
        stated: stated.map(|both| view.money(both.stated)),
    }
}

/// “€0.50 per inhabitant”.
pub(crate) fn rate(lang: Lang, rate: &Rate) -> String {
    let amount = figures::amount(lang, &rate.amount.to_string(), rate.currency.code());
    let key = format!("rate-per-{}", rate.per);
    if lang.has(&key) {
        return lang.say(&key, &[("amount", amount.into())]);
    }
    lang.say(
        "rate-per",
        &[("amount", amount.into()), ("unit", rate.per.as_str().into())],
    )
}

fn members(view: &View<'_>, alliance: &Alliance, shares: Option<&Shares>) -> Vec<MemberRow> {
    alliance
        .members
        .iter()
        .map(|member| {
            let body = view.snapshot.authority(member.authority);
            let share = body.zip(shares).and_then(|(body, shares)| {
                shares
                    .each
                    .iter()
                    .find(|(code, _)| code == body.code())
                    .map(|(_, share)| *share)
            });
            MemberRow {
                party: PartyView {
                    country: String::new(),
                    ..view.party(PartyRef::Authority(member.authority), "")
                },
                lead: member.role == PartyRole::Lead,
                population: body
                    .and_then(|body| body.population)
                    .map(|found| figures::count(view.lang, found.inhabitants.into())),
                share: share.map(|share| figures::money_exact(view.lang, share)),
                state: view.lang.word("share", member.share.as_str()),
            }
        })
        .collect()
}
