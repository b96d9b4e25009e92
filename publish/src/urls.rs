//! Every address of the site; templates and answers take their links from here only.
//!
//! # Invariants
//! A page's address starts with its language; files and the API have one address for all languages.

use crate::words::Lang;
use std::fmt::Write;
use vocabulary::{
    AccountId, AllianceId, AuthorityCode, CallId, CampaignId, ClaimId, GrantId, Id, JobId, OrganisationId,
    PartnershipId, ProgrammeId, ProjectId, ProposalId, SourceId, StoryId,
};

/// Where a provider sends browsers back to, in every language.
pub(crate) const PROVIDER_BACK: &str = "/provider/back";

/// The home page.
pub(crate) fn home(lang: Lang) -> String {
    format!("/{}/", lang.tag())
}

/// A page named by one word: a list, the data page, the legal notice.
pub(crate) fn plain(lang: Lang, word: &str) -> String {
    format!("/{}/{word}", lang.tag())
}

/// The page of an authority.
pub(crate) fn authority(lang: Lang, code: &AuthorityCode) -> String {
    format!("/{}/authorities/{code}", lang.tag())
}

/// The small page of an authority for frames of other sites.
pub(crate) fn card(lang: Lang, code: &AuthorityCode) -> String {
    format!("{}/card", authority(lang, code))
}

/// Where other sites ask how a page is embedded.
pub(crate) const OEMBED: &str = "/oembed";

/// The page of two bodies; their codes stand in order.
pub(crate) fn pair(lang: Lang, one: &AuthorityCode, other: &AuthorityCode) -> String {
    let (left, right) = (one.min(other), one.max(other));
    format!("/{}/pairs/{left}/{right}", lang.tag())
}

macro_rules! by_id {
    ($($(#[$meta:meta])* $name:ident, $id:ty, $folder:literal;)*) => {$(
        $(#[$meta])*
        pub(crate) fn $name(lang: Lang, id: $id) -> String {
            format!(concat!("/{}/", $folder, "/{}"), lang.tag(), id)
        }
    )*};
}

by_id! {
    /// The page of another body.
    organisation, OrganisationId, "organisations";
    /// The page of a partnership.
    partnership, PartnershipId, "partnerships";
    /// The page of a programme.
    programme, ProgrammeId, "programmes";
    /// The results of a call.
    call, CallId, "calls";
    /// The page of an alliance.
    alliance, AllianceId, "alliances";
    /// The page of a campaign.
    campaign, CampaignId, "campaigns";
    /// The page of a project.
    project, ProjectId, "projects";
    /// The page of a grant.
    grant, GrantId, "grants";
    /// The page of a story.
    story, StoryId, "stories";
    /// The page of a source.
    source, SourceId, "sources";
    /// The page of a proposal for those it concerns.
    proposal, ProposalId, "proposals";
    /// The page of an account for administrators.
    account, AccountId, "accounts";
    /// Where the answer to a claim is posted.
    review_claim, ClaimId, "review/claims";
    /// Where a decision about all claims of a source is posted.
    review_source, SourceId, "review/sources";
    /// The page of an import.
    import_job, JobId, "import/jobs";
}

/// The place of a source where a quote starts, counted in scalars.
pub(crate) fn source_place(lang: Lang, id: SourceId, start: usize) -> String {
    format!("{}#at-{start}", source(lang, id))
}

/// The place of a source page that shows a claim.
pub(crate) fn source_claim(lang: Lang, id: SourceId, claim: ClaimId) -> String {
    format!("{}#claim-{claim}", source(lang, id))
}

/// What happened to a fact by its key, or to an authority by its code.
pub(crate) fn history(lang: Lang, kind: &str, id: impl std::fmt::Display) -> String {
    format!("/{}/history/{kind}/{id}", lang.tag())
}

/// Where a fact is edited.
pub(crate) fn edit(lang: Lang, kind: &str, id: uuid::Uuid) -> String {
    format!("/{}/edit/{kind}/{id}", lang.tag())
}

/// The search page with a question.
pub(crate) fn search(lang: Lang, text: &str) -> String {
    format!("/{}/search?q={}", lang.tag(), escaped(text))
}

/// A list narrowed by filters; empty values are left out.
pub(crate) fn filtered(path: &str, filters: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let mut sign = '?';
    for (name, value) in filters.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(address, "{sign}{name}={}", escaped(value));
        sign = '&';
    }
    address
}

/// An address of our own with one more parameter.
pub(crate) fn with(address: &str, name: &str, value: &str) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{name}={}", escaped(value))
}

/// A page of a body for its members: `""` is the first, `members` another.
pub(crate) fn body(lang: Lang, key: &str, page: &str) -> String {
    let sign = if page.is_empty() { "" } else { "/" };
    format!("/{}/bodies/{key}{sign}{page}", lang.tag())
}

/// What a person did.
pub(crate) fn acts(lang: Lang, id: AccountId) -> String {
    format!("/{}/people/{id}/history", lang.tag())
}

/// Where it is posted to whom a source of the queue passes.
pub(crate) fn assignment(lang: Lang, id: SourceId) -> String {
    format!("{}/assignment", review_source(lang, id))
}

/// The page on which a party states something about a partnership.
pub(crate) fn state(lang: Lang, id: PartnershipId) -> String {
    format!("{}/state", partnership(lang, id))
}

/// Where the end of a session is posted.
pub(crate) fn end_session(lang: Lang, id: uuid::Uuid) -> String {
    format!("/{}/account/sessions/{id}/end", lang.tag())
}

/// Where a one-time link for signing in leads, relative to the site.
pub fn sign_in_link(lang: Lang, token: &str) -> String {
    filtered(&plain(lang, "sign-in/link"), &[("token", token)])
}

/// The permanent address of an entity.
pub(crate) fn permanent(id: impl Id) -> String {
    id.address()
}

/// The feed of everything, or of what stands at this address, with its ending.
pub(crate) fn feed(of: &str, ending: &str) -> String {
    format!("{}/feed.{ending}", of.trim_end_matches('/'))
}

/// A file of open data, for example `partnerships.csv`.
pub(crate) fn file(name: &str) -> String {
    format!("/data/{name}")
}

/// The data of the map in a language: of everything, or of one authority or partnership.
pub(crate) fn atlas_data(lang: Lang, of: &[(&str, &str)]) -> String {
    filtered("/api/v1/atlas.json", &[&[("lang", lang.tag())], of].concat())
}

/// A picture by the hash of its bytes.
pub(crate) fn picture(sha256: &str) -> String {
    format!("/pictures/{sha256}")
}

/// An address of the API below its version.
pub(crate) fn api(path: &str) -> String {
    format!("/api/v1/{path}")
}

/// The description of the API.
pub(crate) const OPENAPI: &str = "/api/openapi.json";

/// Percent-encodes everything but unreserved characters (RFC 3986).
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_escaped_in_the_search_address() {
        assert_eq!(search(Lang::Fr, "St & Ж"), "/fr/search?q=St%20%26%20%D0%96");
    }

    #[test]
    fn empty_filters_leave_no_trace() {
        assert_eq!(filtered("/x", &[("a", ""), ("b", "1"), ("c", "2")]), "/x?b=1&c=2");
    }
}
