//! The words of city-to-city cooperation: what the project speaks about, and the rules that belong to one thing alone.
//!
//! Every other crate says its results in these types. Nothing here reads a file, asks a clock or rolls dice:
//! time and randomness are arguments.
//!
//! # Invariants
//! - A code is checked where it is made ([`AuthorityCode`]); a holder never checks it again.
//! - Money is whole minor units ([`Money`]); nothing is a float that somebody will add up.
//! - Doubt is an answer ([`Verdict`]), and every fact knows its proof ([`Evidence`]).

mod alliance;
mod authority;
mod award;
mod claim;
mod code;
mod correction;
mod day;
mod entity;
mod evidence;
mod grant;
mod id;
mod job;
mod kind;
mod mail;
mod money;
mod organisation;
mod partnership;
mod project;
mod proposal;
mod reason;
mod role;
mod siret;
mod source;
mod text;
mod theme;
mod verdict;
mod wikidata;

pub use alliance::{Alliance, AllianceMember, Pool, ShareState};
pub use authority::{Authority, Directory, Name, NameUse, Point, Population, Succession, SuccessionKind};
pub use award::{Award, Call, Programme, Session};
pub use claim::{
    AmountRole, Claim, ClaimDocument, ClaimKind, ClaimParty, ClaimRole, ClaimState, DatedStep, Funding, Quote,
};
pub use code::{AuthorityCode, CodeError, Country, Language, Scheme};
pub use correction::{Correction, Meant, PartyCorrection};
pub use day::{Day, DayError, Moment, Precision};
pub use entity::Entity;
pub use evidence::{Evidence, EvidenceKind};
pub use grant::{Grant, GrantForm};
pub use id::{
    AccountId, ActionId, AllianceId, AuthorityId, AwardId, CallId, CampaignId, ClaimId, EvidenceId, GrantId,
    Id, JobId, OrganisationId, PartnershipId, ProgrammeId, ProjectId, ProposalId, RevisionId, SourceId,
    StoryId,
};
pub use job::{GivenFile, ImportFrom, ImportOrder, Job, JobError, JobKind, JobState};
pub use kind::{Kind, Level};
pub use mail::{Letter, Mail, MailAddress, MailAddressError, SecretLink};
pub use money::{Currency, Money, MoneyError, Rate};
pub use organisation::{Organisation, OrganisationKind};
pub use partnership::{
    DocumentKind, Partnership, PartnershipDocument, PartnershipKind, PartnershipParty, PartnershipStatus,
    PartyRef, PartyRole, Step, StepKind,
};
pub use project::{
    Action, ActionKind, ActionParty, ActionRole, Campaign, Project, ProjectParty, ProjectStatus, Sdg, Story,
    StoryPicture,
};
pub use proposal::{AskedParty, Consent, Proposal, ProposalState};
pub use reason::Reason;
pub use role::{AccreditationState, MemberRole, PlatformRole, Proof};
pub use siret::{Siret, SiretError};
pub use source::{Revision, Rights, Source, SourceFormat};
pub use text::{Text, TextVersion, VersionMaker, VersionState};
pub use theme::Theme;
pub use verdict::{Candidate, Mention, Verdict, VerdictKind};
pub use wikidata::{WikidataItem, WikidataItemError};
