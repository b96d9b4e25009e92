-- People and what they may do. What is personal (name, mail address, device, what they typed) stands in these tables alone:
-- the change log names a person by the key of the account, so erasing these rows erases the person.
-- Sign-ins, links, limits and kept forms are no facts and do not go through the log.
-- reviewer_session of the first step is used no more.

CREATE TABLE account (
    id @id NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    -- As addresses are compared: nobody has two accounts under one.
    email_folded TEXT NOT NULL UNIQUE,
    email_verified_at @number,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en', 'uk')),
    -- A PHC string, which names its parameters; none where the person signs in by other means.
    password TEXT,
    created_at @number NOT NULL,
    blocked_at @number
) @strict;

CREATE TABLE account_session (
    id @id NOT NULL PRIMARY KEY,
    token_sha256 TEXT NOT NULL UNIQUE CHECK (length(token_sha256) = 64),
    account_id @id NOT NULL REFERENCES account (id),
    means TEXT NOT NULL CHECK (means IN ('password', 'link', 'provider', 'passkey')),
    device TEXT NOT NULL,
    opened_at @number NOT NULL,
    seen_at @number NOT NULL,
    expires_at @number NOT NULL,
    ended_at @number
) @strict;
-- Where is this person signed in?
CREATE INDEX account_session_by_account ON account_session (account_id);

-- What a mailed or printed link opens, once.
CREATE TABLE one_time_link (
    token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'register', 'reset', 'address', 'invitation')),
    account_id @id REFERENCES account (id),
    body TEXT NOT NULL,
    created_at @number NOT NULL,
    expires_at @number NOT NULL
) @strict;
-- Which links has this person?
CREATE INDEX one_time_link_by_account ON one_time_link (account_id);

-- How much was tried: the moment at which a bucket is empty again, shared by all nodes. Buckets are named by a hash.
CREATE TABLE rate_limit (
    bucket TEXT NOT NULL PRIMARY KEY CHECK (length(bucket) = 64),
    empty_at @number NOT NULL
) @strict;
-- Which buckets are empty and can go?
CREATE INDEX rate_limit_by_end ON rate_limit (empty_at);

-- What somebody typed while the session ended, until it is shown again.
CREATE TABLE kept_form (
    id @id NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    fields TEXT NOT NULL,
    expires_at @number NOT NULL
) @strict;

-- A sign-in or registration of a key that goes over several requests.
CREATE TABLE ceremony (
    token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
    kind TEXT NOT NULL CHECK (kind IN ('second_step', 'provider', 'passkey')),
    account_id @id REFERENCES account (id),
    body TEXT NOT NULL,
    expires_at @number NOT NULL
) @strict;

CREATE TABLE one_time_code (
    account_id @id NOT NULL PRIMARY KEY REFERENCES account (id),
    secret @bytes NOT NULL,
    confirmed_at @number,
    -- The newest step of time that was used: a code opens once.
    last_step @number NOT NULL
) @strict;

CREATE TABLE recovery_code (
    account_id @id NOT NULL REFERENCES account (id),
    code_sha256 TEXT NOT NULL CHECK (length(code_sha256) = 64),
    PRIMARY KEY (account_id, code_sha256)
) @strict;

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    added_at @number NOT NULL,
    used_at @number
) @strict;
-- Which passkeys has this person?
CREATE INDEX passkey_by_account ON passkey (account_id);

CREATE TABLE provider_account (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id @id NOT NULL REFERENCES account (id),
    linked_at @number NOT NULL,
    PRIMARY KEY (issuer, subject)
) @strict;
-- By which providers does this person sign in?
CREATE INDEX provider_account_by_account ON provider_account (account_id);

CREATE TABLE platform_role (
    id @id NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('programme_officer', 'reviewer', 'moderator', 'administrator')),
    -- On what this organisation owns; none is the whole instance.
    owner_id @id REFERENCES organisation (id) @later,
    given_at @number NOT NULL
) @strict;
-- What may this person do?
CREATE INDEX platform_role_by_account ON platform_role (account_id);

CREATE TABLE membership (
    id @id NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'manager')),
    since @number NOT NULL,
    UNIQUE (account_id, authority_id),
    UNIQUE (account_id, organisation_id),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;
-- Who speaks for this body?
CREATE INDEX membership_by_authority ON membership (authority_id);
CREATE INDEX membership_by_organisation ON membership (organisation_id);

CREATE TABLE invitation (
    id @id NOT NULL PRIMARY KEY,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'manager')),
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    invited_at @number NOT NULL,
    expires_at @number NOT NULL,
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;
-- Whom did this body invite?
CREATE INDEX invitation_by_authority ON invitation (authority_id);
CREATE INDEX invitation_by_organisation ON invitation (organisation_id);

-- Whose official mail addresses end so.
CREATE TABLE mail_domain (
    domain TEXT NOT NULL,
    authority_id @id NOT NULL REFERENCES authority (id),
    source TEXT NOT NULL,
    added_at @number NOT NULL,
    PRIMARY KEY (domain, authority_id)
) @strict;

-- Somebody asks to speak for a body, and how that was proved.
CREATE TABLE accreditation (
    id @id NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    proof TEXT NOT NULL CHECK (proof IN ('domain', 'letter', 'moderator')),
    letter TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'refused')),
    asked_at @number NOT NULL,
    decided_by TEXT,
    decided_at @number,
    reason TEXT,
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL)),
    CHECK ((state = 'waiting') = (decided_at IS NULL))
) @strict;
-- What waits for a moderator, the oldest first?
CREATE INDEX accreditation_by_state ON accreditation (state, asked_at);
-- What did this person ask for?
CREATE INDEX accreditation_by_account ON accreditation (account_id);
