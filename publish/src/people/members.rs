//! What is done about the members of a body: asking to speak for it, inviting, roles, leaving; accepting an invitation.
//!
//! # Invariants
//! - Who may do it is asked of the policy before anything is looked up, so that nobody learns who is a member.
//! - Each write leads to a page that says what was done.

use super::body::Body;
use super::guard::{doorkeeper, to};
use super::mailed::page;
use super::sign_in::{device, on, origin, ours};
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::weak_words;
use crate::pages::{door, invitation, members};
use crate::people::account::{LONGEST_NAME, is_name};
use crate::urls;
use crate::words::{Lang, number};
use axum::http::{Extensions, HeaderMap};
use axum::response::Response;
use register::people::{Asked, Asking, Invited, NewInvitation, Passwords, SignIn, Wanted};
use register::policy::{Action, Who};
use register::{Actor, RegisterError};
use std::time::Duration;
use uuid::Uuid;
use vocabulary::{AccountId, Id, Language, Letter, MailAddress, MemberRole, PartyRef, SecretLink};

/// Most characters of what somebody says of a letter.
pub(crate) const LONGEST_LETTER: usize = 1_000;

/// A page of a body with what was done.
fn done(ctx: &Context, body: &Body, (page, what): (&str, &str)) -> Response {
    to(&urls::filtered(&body.page(ctx.lang, page), &[("done", what)]))
}

/// `POST /{lang}/bodies/{body}/speak`
pub(crate) async fn ask(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let account = ctx.person()?.account;
    let body = Body::of(&ctx)?;
    let letter: String = fields.of("letter").chars().take(LONGEST_LETTER).collect();
    let letter = Some(letter.as_str()).filter(|letter| !letter.is_empty());
    let wanted = match (&body.code, body.party) {
        (Some(code), _) => Wanted::Authority(code),
        (None, Some(PartyRef::Organisation(id))) => Wanted::Organisation(id),
        (None, _) => return Err(ctx.missing()),
    };
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(account), (desk.now)());
    let asked = Asked {
        body: wanted,
        letter,
        to_moderators: &|language| speaker_waits(&ctx, &body, language),
    };
    let asked = desk
        .register
        .ask_accreditation(account, asked, ctx.site.places(), desk.act(&by, &now))
        .await;
    let speaks = asked.map_err(|error| ours(ctx.lang, error))?;
    ctx.refresh().await?;
    let way = if speaks {
        ("", "speaks")
    } else {
        ("speak", "asked")
    };
    Ok(done(&ctx, &body, way))
}

/// What a moderator of this language is told of a wish that waits.
fn speaker_waits(ctx: &Context, body: &Body, language: Language) -> Letter {
    let path = urls::plain(Lang::of(language), "accreditations");
    Letter::SpeakerWaits {
        body: body.name.words.clone(),
        link: SecretLink::new(format!("{}{path}", ctx.site.address())),
    }
}

/// `POST /{lang}/bodies/{body}/invitations`
pub(crate) async fn invite(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::Manage)?;
    let person = ctx.person()?;
    let role = MemberRole::named(fields.of("role")).ok_or(PageError::Invalid { lang: ctx.lang })?;
    let Ok(email) = fields.of("email").parse::<MailAddress>() else {
        return members::again(&ctx, &body, (&fields, ctx.lang.t("field-email-problem"))).await;
    };
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let asking = Asking {
        email: &email,
        origin: &origin(&extensions, &headers),
        random: (desk.random)(),
        page: &|secret: &str| page(&ctx, "invitation", secret),
    };
    let new = NewInvitation {
        to: (party, role),
        language: ctx.lang.language(),
        letter: &|_, link| Letter::Invitation {
            by: person.name.clone(),
            organisation: body.name.words.clone(),
            link,
        },
    };
    let invited = desk.register.invite(asking, new, desk.act(&by, &now)).await;
    match invited.map_err(|error| ours(ctx.lang, error))? {
        Invited::Sent => Ok(done(&ctx, &body, ("members", "invited"))),
        Invited::Member => {
            let problem = ctx.lang.t("members-already");
            members::again(&ctx, &body, (&fields, problem)).await
        }
        Invited::TooOften(wait) => {
            let problem = wait_words(&ctx, wait);
            members::again(&ctx, &body, (&fields, problem)).await
        }
    }
}

fn wait_words(ctx: &Context, wait: Duration) -> String {
    let minutes = usize::try_from(wait.as_secs().div_ceil(60)).unwrap_or(usize::MAX);
    ctx.lang.say("sign-in-too-often", &[("count", number(minutes))])
}

/// `POST /{lang}/bodies/{body}/invitations/{id}`: takes it back.
pub(crate) async fn withdraw(ctx: Context) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::Manage)?;
    let id: Uuid = ctx.last().parse().map_err(|_| ctx.missing())?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let withdrawn = desk
        .register
        .withdraw_invitation(id, party, desk.act(&by, &now))
        .await;
    let known = withdrawn.map_err(|error| ours(ctx.lang, error))?;
    let what = if known {
        "invitation-withdrawn"
    } else {
        "meanwhile"
    };
    Ok(done(&ctx, &body, ("members", what)))
}

/// `POST /{lang}/bodies/{body}/members/{id}`: another role, or no membership any more.
pub(crate) async fn change(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::Manage)?;
    let account: Uuid = ctx.last().parse().map_err(|_| ctx.missing())?;
    let account = AccountId::of(account);
    let desk = ctx.site.desk();
    let members = desk.register.members(party).await;
    let members = members.map_err(|error| ours(ctx.lang, error))?;
    let held = members.iter().find(|(id, _, _)| *id == account);
    let restored = fields.of("restored") == "yes";
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let role = MemberRole::named(fields.of("role"));
    let (changed, what) = match (role, fields.of("verdict"), held) {
        (_, "remove", Some(_)) => {
            let ended = desk.register.end_membership(account, party, act).await;
            (ended, "removed")
        }
        (Some(role), _, Some(_)) => {
            let set = desk.register.set_member(account, (party, role), act).await;
            (set, "role")
        }
        (Some(role), _, None) if restored && known(&ctx, account).await? => {
            let set = desk.register.set_member(account, (party, role), act).await;
            (set, "restored")
        }
        _ => return Ok(done(&ctx, &body, ("members", "meanwhile"))),
    };
    match changed {
        Ok(()) if what == "removed" => Ok(removed(&ctx, &body, held.map(|(id, _, role)| (*id, *role)))),
        Ok(()) => Ok(done(&ctx, &body, ("members", what))),
        Err(RegisterError::LastManager) => Ok(done(&ctx, &body, ("members", "last-manager"))),
        Err(error) => Err(ours(ctx.lang, error)),
    }
}

/// Whether the account still is.
async fn known(ctx: &Context, account: AccountId) -> Result<bool, PageError> {
    let found = ctx.site.desk().register.account(account).await;
    Ok(found.map_err(|error| ours(ctx.lang, error))?.is_some())
}

/// The members without one who can be brought back as what they were.
fn removed(ctx: &Context, body: &Body, held: Option<(AccountId, MemberRole)>) -> Response {
    let (account, role) = held.map_or_else(Default::default, |(account, role)| {
        (account.to_string(), role.as_str().to_owned())
    });
    let filters = [
        ("done", "removed"),
        ("account", account.as_str()),
        ("role", role.as_str()),
    ];
    to(&urls::filtered(&body.page(ctx.lang, "members"), &filters))
}

/// `POST /{lang}/bodies/{body}/leave`
pub(crate) async fn leave(ctx: Context) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::See)?;
    let account = ctx.person()?.account;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(account), (desk.now)());
    let left = desk
        .register
        .end_membership(account, party, desk.act(&by, &now))
        .await;
    match left {
        Ok(()) => Ok(to(&urls::filtered(
            &urls::plain(ctx.lang, "account"),
            &[("done", "left")],
        ))),
        Err(RegisterError::LastManager) => Ok(done(&ctx, &body, ("members", "last-manager"))),
        Err(error) => Err(ours(ctx.lang, error)),
    }
}

/// `POST /{lang}/invitation`: a person who is signed in accepts; anybody else makes an account of the invited address.
pub(crate) async fn accept(ctx: Context, headers: HeaderMap, fields: Fields) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let secret = fields.of("token");
    let Who::Person(person) = &ctx.who else {
        return join(&ctx, &headers, &fields).await;
    };
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let accepted = desk
        .register
        .accept_invitation(secret, person.account, desk.act(&by, &now))
        .await;
    let body = accepted.map_err(|error| ours(ctx.lang, error))?;
    let Some(body) = body else {
        return door::spent(&ctx);
    };
    ctx.refresh().await?;
    let view = ctx.view();
    Ok(match Body::held(&view, body) {
        Some(body) => done(&ctx, &body, ("", "joined")),
        None => to(&urls::plain(ctx.lang, "account")),
    })
}

async fn join(ctx: &Context, headers: &HeaderMap, fields: &Fields) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let (secret, name, chosen) = (
        fields.of("token"),
        fields.of("name"),
        fields.whole("new-password"),
    );
    let (by, now) = (doorkeeper(), (desk.now)());
    let invitation = desk.register.invitation(secret, &now).await;
    let Some((held, false)) = invitation.map_err(|error| ours(ctx.lang, error))? else {
        return invitation::page_of(ctx, secret).await;
    };
    let own = [name, held.email.as_str()];
    let weak = Passwords::accept(chosen, &own).err();
    if !is_name(name) || weak.is_some() {
        let unnamed = ctx
            .lang
            .say("field-name-problem", &[("count", number(LONGEST_NAME))]);
        let name_problem = if is_name(name) { String::new() } else { unnamed };
        let weak = weak.map_or_else(String::new, |weak| weak_words(ctx.lang, weak));
        return invitation::again(ctx, &held, (secret, name), (name_problem, weak));
    }
    let device = device(headers);
    let joined = desk
        .register
        .join_by_invitation(
            (secret, name, ctx.lang.language()),
            (chosen, &desk.passwords),
            desk.opening(&device),
            desk.act(&by, &now),
        )
        .await;
    match joined.map_err(|error| ours(ctx.lang, error))? {
        SignIn::Refused | SignIn::Over | SignIn::TooOften { .. } => door::spent(ctx),
        went => on(ctx, went, fields).await,
    }
}
