//! Who may do what: a pure answer to each question that a route or a command asks.
//!
//! # Invariants
//! - What is not allowed here is refused.
//! - No role includes another: an administrator who wants to review claims gives the role of reviewer, which the log tells.

use crate::people::HeldRole;
use serde::Serialize;
use uuid::Uuid;
use vocabulary::{AccountId, Language, MemberRole, Moment, OrganisationId, PartyRef, PlatformRole, Rights};

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The session of this request.
    pub session: Uuid,
    /// The name that others see.
    pub name: String,
    /// The language of mails and of the first page.
    pub language: Language,
    /// On the instance, or on what an organisation owns.
    pub roles: Vec<HeldRole>,
    /// In authorities and organisations.
    pub memberships: Vec<Membership>,
}

/// The membership of a person in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// The body.
    pub body: PartyRef,
    /// What the person may do for it.
    pub role: MemberRole,
    /// Since when.
    pub since: Moment,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who is not signed in.
    Anybody,
    /// A person who is.
    Person(Box<Person>),
    /// The operator of the instance, at the command line.
    Operator,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To see it.
    See,
    /// To write in it, or to change it.
    Change,
    /// To accept, refuse or undo.
    Decide,
    /// To decide who belongs to it.
    Manage,
}

/// What it is to be done to.
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
    /// Which sources of the queue are whose.
    Assignments,
    /// Whose a source of the queue is.
    Assignment {
        /// Whose source it is.
        owner: Option<OrganisationId>,
    },
    /// The pages by which one signs in.
    Door,
    /// An account: its name, address, password, sessions.
    Account {
        /// Whose.
        of: AccountId,
    },
    /// The account of whoever asks.
    OwnAccount,
    /// What a person did, as the change log tells it.
    Acts {
        /// Whose.
        of: AccountId,
    },
    /// The list of accounts with their roles.
    Accounts,
    /// What is not public of an authority or organisation.
    Body {
        /// Which.
        body: PartyRef,
    },
    /// Who asks to speak for a body, and which mail domains are whose.
    Accreditations,
    /// The instance itself: rules, imports.
    Instance,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed,
    /// Not without signing in: a page may ask for it.
    SignInFirst,
    /// No.
    Refused,
}

/// Whether `who` may do this.
pub fn can(who: &Who, action: Action, resource: &Resource) -> Decision {
    let open = match (action, resource) {
        (Action::See, Resource::PublicRecord) | (_, Resource::Door) => true,
        (Action::See, Resource::SourceText { rights, .. }) => rights.allow_full_text(),
        _ => false,
    };
    match who {
        _ if open => Decision::Allowed,
        Who::Operator => Decision::Allowed,
        Who::Anybody => Decision::SignInFirst,
        Who::Person(person) if may(person, action, resource) => Decision::Allowed,
        Who::Person(_) => Decision::Refused,
    }
}

/// Whether a person may do what not everybody may.
fn may(person: &Person, action: Action, resource: &Resource) -> bool {
    use Action::{Change, Decide, Manage, See};
    use PlatformRole::{Administrator, Moderator, Reviewer};
    match (action, resource) {
        (See, Resource::SourceText { owner, .. }) | (See | Decide, Resource::Claim { owner }) => {
            person.holds_for(Reviewer, *owner)
        }
        // What is decided about the queue as a whole touches every owner's facts.
        (Decide, Resource::Queue) => person.holds_for(Reviewer, None),
        (See, Resource::Queue) => person.has(Reviewer),
        (See, Resource::Assignments) => {
            person.has(Reviewer) || person.has(Moderator) || person.manages_organisations()
        }
        // Taking and giving back is for those who decide, giving to others for those who look after them.
        (Change, Resource::Assignment { owner }) => person.holds_for(Reviewer, *owner),
        (Manage, Resource::Assignment { owner }) => {
            let manages = |id| person.is_member(PartyRef::Organisation(id), MemberRole::Manager);
            person.holds_for(Moderator, *owner) || owner.is_some_and(manages)
        }
        (See | Change, Resource::Account { of }) => *of == person.account,
        (See, Resource::Acts { of }) => {
            *of == person.account
                || person.holds_for(Moderator, None)
                || person.holds_for(Administrator, None)
        }
        (See | Change, Resource::OwnAccount) => true,
        (See | Manage, Resource::Accounts) | (See | Change | Manage, Resource::Instance) => {
            person.holds_for(Administrator, None)
        }
        (See | Decide | Change, Resource::Accreditations) => person.holds_for(Moderator, None),
        (See, Resource::Body { body }) => {
            person.is_member(*body, MemberRole::Reader) || person.holds_for(Moderator, None)
        }
        (Change, Resource::Body { body }) => person.is_member(*body, MemberRole::Editor),
        (Manage, Resource::Body { body }) => {
            person.is_member(*body, MemberRole::Manager) || person.holds_for(Moderator, None)
        }
        _ => false,
    }
}

/// Whether a role is among these for what this organisation owns; `None` is what the instance owns.
pub fn holds(roles: &[HeldRole], role: PlatformRole, owner: Option<OrganisationId>) -> bool {
    roles
        .iter()
        .any(|held| held.role == role && (held.of.is_none() || held.of == owner))
}

impl Person {
    /// Whether the person holds a role for what this organisation owns; `None` is what the instance owns.
    pub fn holds_for(&self, role: PlatformRole, owner: Option<OrganisationId>) -> bool {
        holds(&self.roles, role, owner)
    }

    /// Whether the person holds a role, for whatever.
    fn has(&self, role: PlatformRole) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }

    /// Whether the person decides who belongs to some organisation.
    fn manages_organisations(&self) -> bool {
        self.memberships.iter().any(|membership| {
            matches!(membership.body, PartyRef::Organisation(_)) && membership.role >= MemberRole::Manager
        })
    }

    /// Whether the person is a member of a body with this role or a higher one.
    pub fn is_member(&self, body: PartyRef, at_least: MemberRole) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.body == body && membership.role >= at_least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{AuthorityId, Id};

    fn numbered(number: u128) -> AccountId {
        AccountId::of(Uuid::from_u128(number))
    }

    fn person(number: u128) -> Person {
        Person {
            account: numbered(number),
            session: Uuid::from_u128(number + 100),
            name: "Somebody".to_owned(),
            language: Language::UK,
            roles: Vec::new(),
            memberships: Vec::new(),
        }
    }

    fn with(role: PlatformRole, of: Option<OrganisationId>) -> Who {
        let mut person = person(1);
        person.roles.push(HeldRole { role, of });
        Who::Person(Box::new(person))
    }

    fn member(body: PartyRef, role: MemberRole) -> Who {
        let mut person = person(1);
        let since = Moment::utc(0);
        person.memberships.push(Membership { body, role, since });
        Who::Person(Box::new(person))
    }

    fn asking(ours: OrganisationId, theirs: OrganisationId, town: PartyRef) -> [Who; 15] {
        [
            Who::Anybody,
            Who::Person(Box::new(person(1))),
            with(PlatformRole::Reviewer, None),
            with(PlatformRole::Reviewer, Some(ours)),
            with(PlatformRole::Reviewer, Some(theirs)),
            with(PlatformRole::ProgrammeOfficer, None),
            with(PlatformRole::Moderator, None),
            with(PlatformRole::Administrator, None),
            with(PlatformRole::Administrator, Some(ours)),
            member(town, MemberRole::Reader),
            member(town, MemberRole::Editor),
            member(town, MemberRole::Manager),
            member(PartyRef::Organisation(ours), MemberRole::Manager),
            with(PlatformRole::Moderator, Some(ours)),
            Who::Operator,
        ]
    }

    const fn answer(letter: char) -> Decision {
        match letter {
            'y' => Decision::Allowed,
            's' => Decision::SignInFirst,
            _ => Decision::Refused,
        }
    }

    #[test]
    fn every_question_has_the_answer_of_the_table() {
        use Action::{Change, Decide, Manage, See};
        let ours = OrganisationId::of(Uuid::from_u128(1));
        let theirs = OrganisationId::of(Uuid::from_u128(2));
        let town = PartyRef::Authority(AuthorityId::of(Uuid::from_u128(3)));
        let other_town = PartyRef::Authority(AuthorityId::of(Uuid::from_u128(4)));
        let text = |rights, owner| Resource::SourceText { rights, owner };
        let quoted = text(Rights::Quotation, Some(ours));
        let claim = |owner| Resource::Claim { owner };
        let assignment = |owner| Resource::Assignment { owner };
        let account = |number| Resource::Account { of: numbered(number) };
        let acts = |number| Resource::Acts { of: numbered(number) };
        let who = asking(ours, theirs, town);
        // In the order of `who`: y allowed, s sign in first, n refused.
        let table = [
            (Resource::PublicRecord, See, "yyyyyyyyyyyyyyy"),
            (Resource::PublicRecord, Change, "snnnnnnnnnnnnny"),
            (Resource::Door, See, "yyyyyyyyyyyyyyy"),
            (Resource::Door, Change, "yyyyyyyyyyyyyyy"),
            (text(Rights::Own, None), See, "yyyyyyyyyyyyyyy"),
            (quoted.clone(), See, "snyynnnnnnnnnny"),
            (quoted, Decide, "snnnnnnnnnnnnny"),
            (Resource::Queue, See, "snyyynnnnnnnnny"),
            (Resource::Queue, Decide, "snynnnnnnnnnnny"),
            (claim(Some(ours)), See, "snyynnnnnnnnnny"),
            (claim(Some(ours)), Decide, "snyynnnnnnnnnny"),
            (claim(None), Decide, "snynnnnnnnnnnny"),
            (Resource::Assignments, See, "snyyynynnnnnyyy"),
            (assignment(Some(ours)), Change, "snyynnnnnnnnnny"),
            (assignment(Some(ours)), Manage, "snnnnnynnnnnyyy"),
            (assignment(None), Change, "snynnnnnnnnnnny"),
            (assignment(None), Manage, "snnnnnynnnnnnny"),
            (acts(1), See, "syyyyyyyyyyyyyy"),
            (acts(2), See, "snnnnnyynnnnnny"),
            (acts(2), Change, "snnnnnnnnnnnnny"),
            (account(1), See, "syyyyyyyyyyyyyy"),
            (account(1), Change, "syyyyyyyyyyyyyy"),
            (account(2), See, "snnnnnnnnnnnnny"),
            (account(2), Change, "snnnnnnnnnnnnny"),
            (Resource::OwnAccount, Change, "syyyyyyyyyyyyyy"),
            (Resource::Accounts, See, "snnnnnnynnnnnny"),
            (Resource::Accounts, Manage, "snnnnnnynnnnnny"),
            (Resource::Instance, Change, "snnnnnnynnnnnny"),
            (Resource::Accreditations, Decide, "snnnnnynnnnnnny"),
            (Resource::Body { body: town }, See, "snnnnnynnyyynny"),
            (Resource::Body { body: town }, Change, "snnnnnnnnnyynny"),
            (Resource::Body { body: town }, Manage, "snnnnnynnnnynny"),
            (Resource::Body { body: other_town }, See, "snnnnnynnnnnnny"),
            (Resource::Body { body: other_town }, Change, "snnnnnnnnnnnnny"),
            (Resource::Body { body: other_town }, Manage, "snnnnnynnnnnnny"),
        ];
        for (resource, action, answers) in table {
            assert_eq!(answers.len(), who.len(), "{action:?} {resource:?}");
            for (who, letter) in who.iter().zip(answers.chars()) {
                assert_eq!(
                    can(who, action, &resource),
                    answer(letter),
                    "{who:?} {action:?} {resource:?}"
                );
            }
        }
    }
}
