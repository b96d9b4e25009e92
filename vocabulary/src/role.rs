//! What a person may do: on the whole instance, and for one body.
//!
//! # Invariants
//! The roles for a body are ordered: an editor may do what a reader may, a manager what an editor may.

use crate::partnership::words;
use serde::{Deserialize, Serialize};

words! {
    /// What a member may do for an authority or organisation.
    MemberRole {
        /// Sees what is not public.
        Reader = "reader",
        /// Writes for the body.
        Editor = "editor",
        /// Decides who is a member.
        Manager = "manager",
    }
}

words! {
    /// What a person may do on the instance, or on what one organisation owns.
    PlatformRole {
        /// Runs programmes and their calls.
        ProgrammeOfficer = "programme_officer",
        /// Decides about claims.
        Reviewer = "reviewer",
        /// Decides who speaks for a body, and which reviewer takes which claim.
        Moderator = "moderator",
        /// Gives and takes roles, sets rules.
        Administrator = "administrator",
    }
}

words! {
    /// Where a wish to speak for a body stands.
    AccreditationState {
        /// Waits for a moderator.
        Waiting = "waiting",
        /// The person speaks for the body.
        Accepted = "accepted",
        /// Not so.
        Refused = "refused",
    }
}

words! {
    /// How somebody proved to speak for a body.
    Proof {
        /// By an official mail domain of the body.
        Domain = "domain",
        /// By a signed letter that a moderator looked at.
        Letter = "letter",
        /// By a moderator's own word.
        Moderator = "moderator",
    }
}
