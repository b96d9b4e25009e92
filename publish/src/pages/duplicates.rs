//! Partnerships that may be one and the same, and those that were merged: forms merge and take apart.

use super::{Layout, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::PartnershipRow;
use crate::people::guard::to;
use crate::people::typed::Fields;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use cooperate::duplicates::duplicates;
use register::policy::{Action, Resource};
use register::{Actor, Editable, RegisterError};
use uuid::Uuid;
use vocabulary::{Id, PartnershipId};

/// Pairs shown at once.
const ROWS: usize = 30;

/// Two partnerships that may be one.
pub(crate) struct PairRow {
    pub(crate) narrow: PartnershipRow,
    pub(crate) wide: PartnershipRow,
    pub(crate) gone: String,
    pub(crate) into: String,
}

/// A merge in force.
pub(crate) struct MergeRow {
    pub(crate) gone: String,
    pub(crate) into: PartnershipRow,
}

/// The page of duplicates.
#[derive(Template)]
#[template(path = "pages/duplicates.html")]
pub(crate) struct DuplicatesPage {
    pub(crate) page: Layout,
    pub(crate) note: Option<String>,
    /// Where a merge is posted; `None` for who may only look.
    pub(crate) action: Option<String>,
    pub(crate) count: String,
    pub(crate) pairs: Vec<PairRow>,
    pub(crate) merges: Vec<MergeRow>,
}

/// `GET /{lang}/review/duplicates`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let record = view.snapshot.record();
    let found = duplicates(&record.partnerships);
    let row = |id: PartnershipId| view.snapshot.partnership(id).map(|found| view.partnership(found));
    let page = DuplicatesPage {
        page: ctx.layout(&ctx.lang.t("duplicates-title")),
        note: note(&ctx),
        action: ctx
            .may(Action::Decide, &Resource::Queue)
            .then(|| urls::plain(ctx.lang, "review/merges")),
        count: ctx.lang.n("duplicates-count", found.len()),
        pairs: found
            .iter()
            .take(ROWS)
            .filter_map(|pair| {
                Some(PairRow {
                    narrow: row(pair.narrow)?,
                    wide: row(pair.wide)?,
                    gone: pair.narrow.to_string(),
                    into: pair.wide.to_string(),
                })
            })
            .collect(),
        merges: merges(&view),
    };
    render_private(ctx.lang, &page)
}

fn merges(view: &View<'_>) -> Vec<MergeRow> {
    let all = view.snapshot.record().merged.values();
    all.filter_map(|merge| {
        let into = view.snapshot.partnership(PartnershipId::of(merge.into))?;
        Some(MergeRow {
            gone: merge.gone.to_string(),
            into: view.partnership(into),
        })
    })
    .collect()
}

fn note(ctx: &Context) -> Option<String> {
    let key = match ctx.query("done") {
        "merged" => "duplicates-merged",
        "apart" => "duplicates-apart",
        "edited" => "review-edited",
        "meanwhile" => "duplicates-meanwhile",
        _ => return None,
    };
    Some(ctx.lang.t(key))
}

/// `POST /{lang}/review/merges`: merges two partnerships, or takes them apart.
pub(crate) async fn merge(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let invalid = || PageError::Invalid { lang };
    let key = |name: &str| fields.of(name).parse::<Uuid>().map_err(|_| invalid());
    let gone = key("gone")?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let (done, word) = match fields.of("verdict") {
        "merge" => {
            let [gone, into] = [gone, key("into")?].map(|id| Editable::Partnership(PartnershipId::of(id)));
            (desk.register.merge(gone, into, act).await, "merged")
        }
        "apart" => (desk.register.unmerge(gone, act).await, "apart"),
        _ => return Err(invalid()),
    };
    let word = match done {
        Ok(()) => word,
        Err(RegisterError::EditedSince { .. }) => "edited",
        Err(RegisterError::Unfit { .. }) => "meanwhile",
        Err(error) => {
            let source = Box::new(error);
            return Err(PageError::Ours { lang, source });
        }
    };
    ctx.refresh().await?;
    let page = urls::plain(lang, "review/duplicates");
    Ok(to(&urls::filtered(&page, &[("done", word)])))
}
