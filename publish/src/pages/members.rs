//! The members of a body, and the invitations that wait; and the page on which somebody asks to speak for a body.
//!
//! # Invariants
//! Members see each other's names and roles; addresses of those invited are seen by managers alone.

use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Field, Problems};
use crate::people::body::Body;
use crate::people::members::LONGEST_LETTER;
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::Questions;
use register::people::Accreditation;
use register::policy::Action;
use vocabulary::{AccountId, AccreditationState, MemberRole, PartyRef};

/// A choice of a role.
pub(crate) struct RoleChoice {
    pub(crate) value: &'static str,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// The roles of members, one of them chosen.
pub(crate) fn roles(lang: Lang, chosen: MemberRole) -> Vec<RoleChoice> {
    let choice = |role: &MemberRole| RoleChoice {
        value: role.as_str(),
        words: lang.word("member-role", role.as_str()),
        chosen: *role == chosen,
    };
    MemberRole::ALL.iter().map(choice).collect()
}

/// A member.
pub(crate) struct MemberRow {
    pub(crate) anchor: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) here: bool,
    /// Where changes are posted; empty for those who may not.
    pub(crate) action: String,
    pub(crate) roles: Vec<RoleChoice>,
    pub(crate) role_label: String,
    pub(crate) remove_label: String,
}

/// An invitation that waits.
pub(crate) struct InvitationRow {
    pub(crate) email: String,
    pub(crate) role: String,
    pub(crate) until: String,
    pub(crate) action: String,
    pub(crate) label: String,
}

/// Whether a body is asked to confirm its partnerships.
pub(crate) struct QuestionsPart {
    pub(crate) text: String,
    pub(crate) action: String,
    /// What the button says: `on` or `off`.
    pub(crate) turn: &'static str,
    pub(crate) button: String,
}

fn questions_part(lang: Lang, body: &Body, now: Questions) -> QuestionsPart {
    let (text, turn, button) = match now {
        Questions::Wanted => ("members-questions-wanted", "off", "members-questions-turn-off"),
        Questions::Unwanted => ("members-questions-unwanted", "on", "members-questions-turn-on"),
    };
    QuestionsPart {
        text: lang.with(text, &body.name.words),
        action: body.page(lang, "questions"),
        turn,
        button: lang.t(button),
    }
}

/// The members of a body.
#[derive(Template)]
#[template(path = "pages/members.html")]
pub(crate) struct MembersPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    /// Where a removed member is brought back, and as what.
    pub(crate) undo: Option<(String, String)>,
    pub(crate) body: String,
    pub(crate) desk: String,
    pub(crate) members: Vec<MemberRow>,
    pub(crate) managing: bool,
    pub(crate) invitations: Vec<InvitationRow>,
    pub(crate) invite: String,
    pub(crate) email: Field,
    pub(crate) roles: Vec<RoleChoice>,
    /// Whether those who write for the body are asked to confirm its partnerships: the words, what would change it, where.
    pub(crate) questions: QuestionsPart,
    /// Where leaving is posted; `None` for those who are no members.
    pub(crate) leave: Option<String>,
}

/// `GET /{lang}/bodies/{body}/members`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::See)?;
    let mut page = build(&ctx, &body, party).await?;
    page.note = done::note(&ctx);
    let brought = MemberRole::named(ctx.query("role")).zip(ctx.query("account").parse::<uuid::Uuid>().ok());
    if let (true, "removed", Some((role, account))) = (page.managing, ctx.query("done"), brought) {
        let action = body.page(ctx.lang, &format!("members/{account}"));
        page.undo = Some((action, role.as_str().to_owned()));
    }
    render_private(ctx.lang, &page)
}

/// The page again, with what was typed and what is wrong with it.
pub(crate) async fn again(
    ctx: &Context,
    body: &Body,
    (fields, problem): (&Fields, String),
) -> Result<Response, PageError> {
    let party = body.need(ctx, Action::Manage)?;
    let mut page = build(ctx, body, party).await?;
    fields.of("email").clone_into(&mut page.email.value);
    page.email.problem = problem;
    page.problems = Problems::of(ctx.lang, &[&page.email]);
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

/// A member, as everybody sees one who may change nothing.
fn member_row(lang: Lang, (account, name, role): (&AccountId, &str, MemberRole)) -> MemberRow {
    MemberRow {
        anchor: account.to_string(),
        role: lang.word("member-role", role.as_str()),
        here: false,
        action: String::new(),
        roles: roles(lang, role),
        role_label: lang.with("members-role-label", name),
        remove_label: lang.with("members-remove-label", name),
        name: name.to_owned(),
    }
}

async fn build(ctx: &Context, body: &Body, party: PartyRef) -> Result<MembersPage, PageError> {
    let lang = ctx.lang;
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let failed = |error| ours(lang, error);
    let members = desk.register.members(party).await.map_err(failed)?;
    let managing = body.lets(ctx, Action::Manage);
    let questions = desk.register.questions(party).await.map_err(failed)?;
    let invitations = if managing {
        let waiting = desk.register.invitations(party, &(desk.now)()).await;
        waiting.map_err(failed)?
    } else {
        Vec::new()
    };
    let row = |(account, name, role): &(AccountId, String, MemberRole)| {
        let action = body.page(lang, &format!("members/{account}"));
        MemberRow {
            here: *account == person.account,
            action: if managing { action } else { String::new() },
            ..member_row(lang, (account, name, *role))
        }
    };
    Ok(MembersPage {
        page: ctx.layout(&lang.with("members-title", &body.name.words)),
        problems: None,
        note: String::new(),
        undo: None,
        body: body.name.words.clone(),
        desk: body.page(lang, ""),
        questions: questions_part(lang, body, questions),
        leave: members
            .iter()
            .any(|(account, _, _)| *account == person.account)
            .then(|| body.page(lang, "leave")),
        members: members.iter().map(row).collect(),
        managing,
        invitations: invitations
            .iter()
            .map(|held| InvitationRow {
                role: lang.word("member-role", held.role.as_str()),
                until: figures::instant(lang, &held.expires),
                action: body.page(lang, &format!("invitations/{}", held.id)),
                label: lang.with("members-withdraw-label", &held.email),
                email: held.email.clone(),
            })
            .collect(),
        invite: body.page(lang, "invitations"),
        email: Field {
            value: ctx.typed.of(&body.page(lang, "invitations"), "email"),
            autocomplete: "off",
            ..Field::new("email", "email", lang.t("members-invite-email"))
        },
        roles: roles(lang, MemberRole::Editor),
    })
}

/// The page on which somebody asks to speak for a body.
#[derive(Template)]
#[template(path = "pages/speak.html")]
pub(crate) struct SpeakPage {
    pub(crate) page: Layout,
    pub(crate) note: String,
    pub(crate) body: String,
    pub(crate) public: String,
    pub(crate) email: String,
    pub(crate) verified: bool,
    /// The page of the members, for one of them.
    pub(crate) desk: Option<String>,
    /// Where the last wish stands, and the moderator's reason.
    pub(crate) standing: Option<(String, String)>,
    pub(crate) action: String,
    pub(crate) letter: String,
    pub(crate) longest: usize,
}

/// `GET /{lang}/bodies/{body}/speak`
pub(crate) async fn speak(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let body = Body::of(&ctx)?;
    let own = crate::people::account::own(&ctx).await?;
    let wishes = ctx.site.desk().register.accreditations_of(own.id).await;
    let wishes = wishes.map_err(|error| ours(lang, error))?;
    let last = wishes.iter().find(|wish| Some(wish.body) == body.party);
    let action = body.page(lang, "speak");
    let typed = ctx.typed.of(&action, "letter");
    let person = ctx.person()?;
    let member = body
        .party
        .is_some_and(|party| person.is_member(party, MemberRole::Reader));
    let waits = last.filter(|wish| wish.state == AccreditationState::Waiting);
    let letter = waits.and_then(|wish| wish.letter.clone()).unwrap_or_default();
    let page = SpeakPage {
        page: ctx.layout(&lang.with("speak-title", &body.name.words)),
        note: done::note(&ctx),
        body: body.name.words.clone(),
        public: body.public(lang),
        verified: own.verified.is_some(),
        email: own.email,
        desk: member.then(|| body.page(lang, "")),
        standing: last
            .filter(|wish| wish.state != AccreditationState::Accepted)
            .map(|wish| standing(lang, wish)),
        letter: if typed.is_empty() { letter } else { typed },
        longest: LONGEST_LETTER,
        action,
    };
    render_private(lang, &page)
}

/// Where a wish stands, and why where it was refused.
pub(crate) fn standing(lang: Lang, wish: &Accreditation) -> (String, String) {
    let key = match wish.state {
        AccreditationState::Waiting => "speak-waiting",
        AccreditationState::Accepted => "speak-accepted",
        AccreditationState::Refused => "speak-refused",
    };
    let day = figures::instant(lang, &wish.asked);
    let words = lang.say(key, &[("date", day.into())]);
    (words, wish.reason.clone().unwrap_or_default())
}

/// The bodies that a person speaks for, as a part of the account page.
#[derive(Template)]
#[template(path = "parts/own_bodies.html")]
pub(crate) struct OwnBodies {
    pub(crate) lang: Lang,
    /// Address, name, role.
    pub(crate) bodies: Vec<(String, String, String)>,
    /// Name and where the wish stands.
    pub(crate) wishes: Vec<(String, String)>,
    pub(crate) find: String,
}

impl askama::filters::HtmlSafe for OwnBodies {}

impl OwnBodies {
    /// Those of whoever asks.
    pub(crate) async fn of(ctx: &Context) -> Result<Self, PageError> {
        let lang = ctx.lang;
        let person = ctx.person()?;
        let wishes = ctx.site.desk().register.accreditations_of(person.account).await;
        let wishes = wishes.map_err(|error| ours(lang, error))?;
        let view = ctx.view();
        let held = person.memberships.iter().filter_map(|held| {
            let body = Body::held(&view, held.body)?;
            let role = lang.word("member-role", held.role.as_str());
            Some((body.page(lang, ""), body.name.words, role))
        });
        let waiting = wishes
            .iter()
            .filter(|wish| wish.state == AccreditationState::Waiting)
            .filter_map(|wish| {
                let body = Body::held(&view, wish.body)?;
                Some((body.name.words, standing(lang, wish).0))
            });
        Ok(Self {
            lang,
            bodies: held.collect(),
            wishes: waiting.collect(),
            find: urls::plain(lang, "search"),
        })
    }
}
