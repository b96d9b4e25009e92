//! The body that an address names, an authority by its code or an organisation by its key, and who may what for it.
//!
//! # Invariants
//! A body that the record does not have yet has no members: nobody sees or does anything for it.

use crate::context::Context;
use crate::errors::PageError;
use crate::pages::authority::find;
use crate::parts::Said;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use register::policy::{Action, Resource};
use uuid::Uuid;
use vocabulary::{AuthorityCode, Id, OrganisationId, PartyRef};

/// A body of the address.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    /// Its key in the record, where it has one.
    pub(crate) party: Option<PartyRef>,
    /// An authority's code.
    pub(crate) code: Option<AuthorityCode>,
    pub(crate) name: Said,
    /// What stands for it in addresses.
    pub(crate) key: String,
}

impl Body {
    /// The body of this request's address.
    pub(crate) fn of(ctx: &Context) -> Result<Self, PageError> {
        let view = ctx.view();
        let key = ctx.segment(3);
        Self::named(&view, key).ok_or_else(|| ctx.missing())
    }

    /// The body with this code or key.
    pub(crate) fn named(view: &View<'_>, key: &str) -> Option<Self> {
        if let Ok(id) = key.parse::<Uuid>() {
            return Self::held(view, PartyRef::Organisation(OrganisationId::of(id)));
        }
        let code: AuthorityCode = key.parse().ok()?;
        let (id, authority) = find(view, &code)?;
        Some(Self {
            party: id.map(PartyRef::Authority),
            name: view.name(&authority),
            key: authority.code().to_string(),
            code: Some(authority.code().clone()),
        })
    }

    /// A body of the record.
    pub(crate) fn held(view: &View<'_>, party: PartyRef) -> Option<Self> {
        match party {
            PartyRef::Authority(id) => {
                let authority = view.snapshot.authority(id)?;
                Some(Self {
                    party: Some(party),
                    name: view.name(authority),
                    key: authority.code().to_string(),
                    code: Some(authority.code().clone()),
                })
            }
            PartyRef::Organisation(id) => {
                let organisation = view.snapshot.organisation(id)?;
                Some(Self {
                    party: Some(party),
                    name: view.organisation(organisation).name,
                    key: id.to_string(),
                    code: None,
                })
            }
        }
    }

    /// Goes on only if whoever asks may do this for the body; answers its key in the record.
    pub(crate) fn need(&self, ctx: &Context, action: Action) -> Result<PartyRef, PageError> {
        let body = self.party.ok_or(PageError::Forbidden { lang: ctx.lang })?;
        ctx.need(action, &Resource::Body { body })?;
        Ok(body)
    }

    /// Whether whoever asks may do this for the body.
    pub(crate) fn lets(&self, ctx: &Context, action: Action) -> bool {
        self.party
            .is_some_and(|body| ctx.may(action, &Resource::Body { body }))
    }

    /// The page of the body for everybody.
    pub(crate) fn public(&self, lang: Lang) -> String {
        match (&self.code, self.party) {
            (Some(code), _) => urls::authority(lang, code),
            (None, Some(PartyRef::Organisation(id))) => urls::organisation(lang, id),
            (None, _) => urls::home(lang),
        }
    }

    /// The body as a statement names it: an authority by its code, an organisation by its name.
    pub(crate) fn written(&self) -> String {
        let code = self.code.as_ref();
        code.map_or_else(|| self.name.words.clone(), ToString::to_string)
    }

    /// A page of the body for its members: `""` is the first, `members` another.
    pub(crate) fn page(&self, lang: Lang, page: &str) -> String {
        urls::body(lang, &self.key, page)
    }
}
