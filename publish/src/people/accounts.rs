//! What administrators do with accounts: give and take roles, block and open again.
//!
//! # Invariants
//! Nobody takes the own role of administrator or blocks the own account: another administrator has to.

use super::guard::to;
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::accounts;
use crate::urls;
use axum::response::Response;
use register::Actor;
use register::people::HeldRole;
use register::policy::{Action, Resource};
use vocabulary::{AccountId, Id, OrganisationId, PlatformRole};

/// `POST /{lang}/accounts/{id}`
pub(crate) async fn change(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    ctx.need(Action::Manage, &Resource::Accounts)?;
    let lang = ctx.lang;
    let id: AccountId = ctx.id()?;
    let desk = ctx.site.desk();
    let found = desk
        .register
        .account(id)
        .await
        .map_err(|error| ours(lang, error))?;
    found.ok_or_else(|| ctx.missing())?;
    let own = ctx.person()?.account;
    let (by, now) = (Actor::account(own), (desk.now)());
    let act = desk.act(&by, &now);
    let role = PlatformRole::named(fields.of("role"));
    let verdict = fields.of("verdict");
    let locks_out = verdict == "block" || (verdict == "take" && role == Some(PlatformRole::Administrator));
    if locks_out && id == own {
        return accounts::again(&ctx, id, (&fields, lang.t("accounts-not-yourself"))).await;
    }
    let (changed, what) = match (verdict, role) {
        ("block", _) => (desk.register.block_account(id, act).await, "blocked"),
        ("unblock", _) => (desk.register.unblock_account(id, act).await, "unblocked"),
        ("give" | "take", Some(role)) => {
            let Some(held) = held(&ctx, role, fields.of("of")) else {
                return accounts::again(&ctx, id, (&fields, lang.t("accounts-no-organisation"))).await;
            };
            if verdict == "give" {
                (desk.register.give_role(id, held, act).await, "role-given")
            } else {
                (desk.register.take_role(id, held, act).await, "role-taken")
            }
        }
        _ => return Err(PageError::Invalid { lang }),
    };
    changed.map_err(|error| ours(lang, error))?;
    Ok(to(&urls::filtered(&urls::account(lang, id), &[("done", what)])))
}

/// The role on what the organisation owns that a key or a name means, or on the whole instance where nothing is entered.
fn held(ctx: &Context, role: PlatformRole, entered: &str) -> Option<HeldRole> {
    if entered.is_empty() {
        return Some(HeldRole { role, of: None });
    }
    let with = |id| HeldRole { role, of: Some(id) };
    let view = ctx.view();
    if let Ok(id) = entered.parse().map(OrganisationId::of) {
        return view.snapshot.organisation(id).map(|found| with(found.id));
    }
    let folded = entered.to_lowercase();
    let all = &view.snapshot.record().organisations;
    let mut named = all.iter().filter(|held| held.name.to_lowercase() == folded);
    match (named.next(), named.next()) {
        (Some(only), None) => Some(with(only.id)),
        _ => None,
    }
}
