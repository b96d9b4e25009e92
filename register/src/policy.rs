//! Who may do what: a pure answer to each question that a route asks.
//!
//! # Invariants
//! What is not allowed here is refused.

use vocabulary::{OrganisationId, Rights};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Anybody.
    Public,
    /// A person with a reviewer's key.
    Reviewer {
        /// The organisation whose sources the person reviews; `None` is every source of the instance.
        of: Option<OrganisationId>,
    },
    /// The operator of the instance.
    Operator,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To see it.
    Read,
    /// To accept, refuse or undo.
    Decide,
    /// To bring sources in.
    Import,
    /// To set rules, to give and take keys.
    Administer,
}

/// What it is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// Accepted facts, stories, evidence quotes, open data.
    PublicRecord,
    /// The whole text of a source with its highlights.
    SourceText {
        /// What may be shown of it.
        rights: Rights,
        /// Whose source it is.
        owner: Option<OrganisationId>,
    },
    /// The list of claims that wait.
    Queue,
    /// A claim.
    Claim {
        /// Whose source it was read in.
        owner: Option<OrganisationId>,
    },
    /// The instance itself.
    Instance,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed,
    /// Not without a key: a page may ask for it.
    NeedsKey,
    /// No.
    Refused,
}

/// Whether `role` may do this.
pub fn can(role: &Role, access: Access, resource: &Resource) -> Decision {
    match (role, access, resource) {
        (Role::Operator, ..)
        | (_, Access::Read, Resource::PublicRecord)
        | (Role::Reviewer { .. }, Access::Read, Resource::Queue) => Decision::Allowed,
        (_, Access::Read, Resource::SourceText { rights, .. }) if rights.allow_full_text() => {
            Decision::Allowed
        }
        (
            Role::Reviewer { of },
            Access::Read | Access::Decide,
            Resource::Claim { owner } | Resource::SourceText { owner, .. },
        ) if !(access == Access::Decide && matches!(resource, Resource::SourceText { .. })) => {
            if of.is_none() || of == owner {
                Decision::Allowed
            } else {
                Decision::Refused
            }
        }
        (
            Role::Public,
            Access::Read | Access::Decide,
            Resource::Queue | Resource::Claim { .. } | Resource::SourceText { .. },
        ) => Decision::NeedsKey,
        _ => Decision::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Id;

    #[test]
    fn every_question_has_the_answer_of_the_table() {
        use Access::{Administer, Decide, Import, Read};
        use Decision::{Allowed, NeedsKey, Refused};
        let ours = OrganisationId::of(uuid::Uuid::from_u128(1));
        let theirs = OrganisationId::of(uuid::Uuid::from_u128(2));
        let text = |rights, owner| Resource::SourceText { rights, owner };
        let quoted = || text(Rights::Quotation, Some(ours));
        let claim = |owner| Resource::Claim { owner };
        let table = [
            // resource, access, public, reviewer of all, reviewer of ours, reviewer of theirs
            (Resource::PublicRecord, Read, Allowed, Allowed, Allowed, Allowed),
            (Resource::PublicRecord, Decide, Refused, Refused, Refused, Refused),
            (text(Rights::Own, None), Read, Allowed, Allowed, Allowed, Allowed),
            (quoted(), Read, NeedsKey, Allowed, Allowed, Refused),
            (quoted(), Decide, NeedsKey, Refused, Refused, Refused),
            (Resource::Queue, Read, NeedsKey, Allowed, Allowed, Allowed),
            (Resource::Queue, Decide, NeedsKey, Refused, Refused, Refused),
            (claim(Some(ours)), Read, NeedsKey, Allowed, Allowed, Refused),
            (claim(Some(ours)), Decide, NeedsKey, Allowed, Allowed, Refused),
            (claim(None), Decide, NeedsKey, Allowed, Refused, Refused),
            (Resource::Instance, Read, Refused, Refused, Refused, Refused),
            (Resource::Instance, Import, Refused, Refused, Refused, Refused),
            (Resource::Instance, Administer, Refused, Refused, Refused, Refused),
        ];
        for (resource, access, public, reviewer, our_reviewer, their_reviewer) in table {
            let ask = |role: &Role| can(role, access, &resource);
            let of = |of| Role::Reviewer { of };
            assert_eq!(ask(&Role::Public), public, "public {access:?} {resource:?}");
            assert_eq!(ask(&of(None)), reviewer, "reviewer {access:?} {resource:?}");
            assert_eq!(ask(&of(Some(ours))), our_reviewer, "ours {access:?} {resource:?}");
            assert_eq!(
                ask(&of(Some(theirs))),
                their_reviewer,
                "theirs {access:?} {resource:?}"
            );
            assert_eq!(ask(&Role::Operator), Allowed, "operator {access:?} {resource:?}");
        }
    }
}
