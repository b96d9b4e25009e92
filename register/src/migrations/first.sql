-- The first schema, in one text for both dialects: @id, @number, @fraction, @flag, @bytes and @strict stand for the
-- dialect's words (see migrations.rs). Days are ISO 8601 cut to what is known, so a year sorts before its months.
-- Facts carry valid time; the change log carries recorded time. Links between facts are checked at commit (@later).

CREATE TABLE source (
    id @id NOT NULL PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,
    address TEXT,
    title TEXT,
    publisher TEXT,
    language TEXT,
    format TEXT NOT NULL,
    rights TEXT NOT NULL CHECK (rights IN ('own', 'licensed', 'quotation')),
    licence TEXT,
    holder TEXT,
    newest_id @id NOT NULL,
    -- No foreign key: an organisation's own proof stands in a source.
    owner_id @id,
    CHECK (rights <> 'licensed' OR (licence IS NOT NULL AND holder IS NOT NULL))
) @strict;

CREATE TABLE content (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes @bytes NOT NULL
) @strict;

CREATE TABLE revision (
    id @id NOT NULL PRIMARY KEY,
    source_id @id NOT NULL REFERENCES source (id),
    sha256 TEXT NOT NULL REFERENCES content (sha256),
    body TEXT NOT NULL,
    read_on @number NOT NULL,
    read_zone TEXT NOT NULL,
    engine TEXT NOT NULL,
    gazetteer TEXT NOT NULL,
    UNIQUE (source_id, sha256, engine, gazetteer)
) @strict;

CREATE TABLE mention (
    revision_id @id NOT NULL REFERENCES revision (id),
    position @number NOT NULL,
    starts @number NOT NULL,
    ends @number NOT NULL,
    code TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (revision_id, position),
    CHECK (0 <= starts AND starts <= ends)
) @strict;
-- Which sources name this authority?
CREATE INDEX mention_by_code ON mention (code);

CREATE TABLE remark (
    revision_id @id NOT NULL REFERENCES revision (id),
    position @number NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    starts @number,
    ends @number,
    PRIMARY KEY (revision_id, position)
) @strict;

CREATE TABLE claim (
    id @id NOT NULL PRIMARY KEY,
    source_id @id NOT NULL REFERENCES source (id),
    revision_id @id NOT NULL REFERENCES revision (id),
    position @number NOT NULL,
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    kind TEXT NOT NULL,
    schema_version @number NOT NULL,
    body TEXT NOT NULL,
    confidence @fraction NOT NULL CHECK (confidence >= 0 AND confidence <= 1),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'rejected', 'superseded')),
    in_force @flag NOT NULL,
    decided_by TEXT,
    decided_by_person @flag NOT NULL,
    decided_at @number,
    decided_zone TEXT,
    reason TEXT,
    UNIQUE (source_id, fingerprint)
) @strict;
-- What waits for a person, the oldest first?
CREATE INDEX claim_by_state ON claim (state, id);

CREATE TABLE evidence (
    id @id NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    claim_id @id UNIQUE REFERENCES claim (id),
    revision_id @id REFERENCES revision (id),
    quotes TEXT,
    read_on @number,
    read_zone TEXT,
    said_by TEXT,
    on_behalf_of TEXT,
    made_at @number,
    made_zone TEXT,
    words TEXT,
    rule TEXT,
    rule_version @number,
    inputs TEXT,
    CHECK (
        (kind = 'document' AND revision_id IS NOT NULL AND quotes IS NOT NULL AND read_on IS NOT NULL
            AND read_zone IS NOT NULL AND words IS NULL AND rule IS NULL)
        OR (kind = 'statement' AND said_by IS NOT NULL AND made_at IS NOT NULL AND made_zone IS NOT NULL
            AND words IS NOT NULL AND revision_id IS NULL AND rule IS NULL)
        OR (kind = 'derived' AND rule IS NOT NULL AND rule_version IS NOT NULL AND inputs IS NOT NULL
            AND revision_id IS NULL AND words IS NULL)
    )
) @strict;

CREATE TABLE authority (
    id @id NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    country TEXT NOT NULL,
    population @number,
    latitude @fraction,
    longitude @fraction,
    point_approximate @flag NOT NULL,
    seat TEXT,
    occupied @flag NOT NULL,
    succession TEXT,
    source TEXT NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) @strict;

CREATE TABLE authority_code (
    authority_id @id NOT NULL REFERENCES authority (id),
    position @number NOT NULL,
    code TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (authority_id, position)
) @strict;
-- Which body holds this code today? Codes are given out again, but never held by two bodies at once.
CREATE UNIQUE INDEX authority_by_code ON authority_code (code) WHERE valid_to IS NULL;

CREATE TABLE authority_name (
    authority_id @id NOT NULL REFERENCES authority (id),
    position @number NOT NULL,
    name TEXT NOT NULL,
    language TEXT,
    name_use TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (authority_id, position)
) @strict;

CREATE TABLE authority_parent (
    authority_id @id NOT NULL REFERENCES authority (id),
    position @number NOT NULL,
    code TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (authority_id, position)
) @strict;

-- Every fact below has its identity (what makes two readings speak of the same one), its first proof and its owner;
-- no owner means the operator of the instance.

CREATE TABLE organisation (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE fact_evidence (
    fact_kind TEXT NOT NULL,
    fact_id @id NOT NULL,
    position @number NOT NULL,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later,
    PRIMARY KEY (fact_kind, fact_id, position)
) @strict;
-- Which facts stand on this proof?
CREATE INDEX fact_evidence_by_evidence ON fact_evidence (evidence_id);

CREATE TABLE support (
    claim_id @id NOT NULL REFERENCES claim (id),
    fact_kind TEXT NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (claim_id, fact_kind, identity)
) @strict;
-- Which claims speak of this fact?
CREATE INDEX support_by_identity ON support (fact_kind, identity);

CREATE TABLE programme (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE "call" (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    programme_id @id REFERENCES programme (id) @later,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE call_session (
    call_id @id NOT NULL REFERENCES "call" (id) @later,
    number @number NOT NULL CHECK (number >= 1),
    position @number NOT NULL,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later,
    PRIMARY KEY (call_id, number, position)
) @strict;

CREATE TABLE partnership (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    title TEXT,
    programme_id @id REFERENCES programme (id) @later,
    why TEXT,
    reasons TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE partnership_party (
    partnership_id @id NOT NULL REFERENCES partnership (id) @later,
    position @number NOT NULL,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL,
    written TEXT NOT NULL,
    PRIMARY KEY (partnership_id, position),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;
-- With whom does this authority work?
CREATE INDEX partnership_party_by_authority ON partnership_party (authority_id);

CREATE TABLE partnership_step (
    partnership_id @id NOT NULL REFERENCES partnership (id) @later,
    position @number NOT NULL,
    what TEXT NOT NULL,
    happened TEXT NOT NULL,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later,
    PRIMARY KEY (partnership_id, position)
) @strict;

CREATE TABLE partnership_coordinator (
    partnership_id @id NOT NULL REFERENCES partnership (id) @later,
    position @number NOT NULL,
    organisation_id @id NOT NULL REFERENCES organisation (id) @later,
    PRIMARY KEY (partnership_id, position)
) @strict;

CREATE TABLE alliance (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    title TEXT,
    partnership_id @id REFERENCES partnership (id) @later,
    valid_from TEXT,
    valid_to TEXT,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE alliance_member (
    alliance_id @id NOT NULL REFERENCES alliance (id) @later,
    position @number NOT NULL,
    authority_id @id NOT NULL REFERENCES authority (id),
    role TEXT NOT NULL,
    share TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (alliance_id, position),
    UNIQUE (alliance_id, authority_id)
) @strict;

CREATE TABLE pool (
    alliance_id @id NOT NULL REFERENCES alliance (id) @later,
    position @number NOT NULL,
    -- A decimal as text: a rate may be finer than the smallest coin, and SQLite has no decimals.
    amount TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    per TEXT NOT NULL,
    stated_base @number,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later,
    PRIMARY KEY (alliance_id, position)
) @strict;

CREATE TABLE campaign (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    target_minor @number NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    deadline TEXT,
    alliance_id @id REFERENCES alliance (id) @later,
    partnership_id @id REFERENCES partnership (id) @later,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE project (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    budget_minor @number,
    currency TEXT CHECK (length(currency) = 3),
    budget_approximate @flag NOT NULL,
    partnership_id @id REFERENCES partnership (id) @later,
    valid_from TEXT,
    valid_to TEXT,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later,
    CHECK ((budget_minor IS NULL) = (currency IS NULL))
) @strict;

CREATE TABLE project_party (
    project_id @id NOT NULL REFERENCES project (id) @later,
    position @number NOT NULL,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL,
    PRIMARY KEY (project_id, position),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;

CREATE TABLE award (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    call_id @id NOT NULL REFERENCES "call" (id) @later,
    session @number NOT NULL CHECK (session >= 1),
    region TEXT,
    project_id @id NOT NULL UNIQUE REFERENCES project (id) @later,
    title TEXT NOT NULL,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;
-- Who won in this session?
CREATE INDEX award_by_session ON award (call_id, session);

CREATE TABLE award_party (
    award_id @id NOT NULL REFERENCES award (id) @later,
    position @number NOT NULL,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL,
    written TEXT NOT NULL,
    PRIMARY KEY (award_id, position),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;

CREATE TABLE award_country (
    award_id @id NOT NULL REFERENCES award (id) @later,
    position @number NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2),
    PRIMARY KEY (award_id, position)
) @strict;

CREATE TABLE action (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    quantity @number,
    unit TEXT,
    happened TEXT,
    partnership_id @id REFERENCES partnership (id) @later,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE action_party (
    action_id @id NOT NULL REFERENCES action (id) @later,
    position @number NOT NULL,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL,
    PRIMARY KEY (action_id, position),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;

-- A story is the text of a source: the revision it was cut from is its proof.
CREATE TABLE story (
    id @id NOT NULL PRIMARY KEY,
    source_id @id NOT NULL REFERENCES source (id),
    revision_id @id NOT NULL REFERENCES revision (id),
    identity TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    language TEXT,
    starts @number NOT NULL,
    ends @number NOT NULL,
    published TEXT,
    address TEXT,
    owner_id @id REFERENCES organisation (id) @later,
    UNIQUE (source_id, identity)
) @strict;

CREATE TABLE trusted_source (
    id @id NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    at_least @fraction NOT NULL CHECK (at_least >= 0 AND at_least <= 1),
    owner_id @id REFERENCES organisation (id) @later,
    set_by TEXT NOT NULL,
    set_at @number NOT NULL,
    set_zone TEXT NOT NULL,
    withdrawn_at @number
) @strict;

-- Fields that a person edited: a later reading leaves them alone.
CREATE TABLE edited_field (
    entity TEXT NOT NULL,
    entity_id @id NOT NULL,
    field TEXT NOT NULL,
    edited_by TEXT NOT NULL,
    edited_at @number NOT NULL,
    PRIMARY KEY (entity, entity_id, field)
) @strict;

CREATE TABLE reviewer_session (
    token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
    sort TEXT NOT NULL CHECK (sort IN ('link', 'session')),
    reviewer TEXT NOT NULL,
    created_at @number NOT NULL,
    expires_at @number NOT NULL,
    ended_at @number,
    owner_id @id REFERENCES organisation (id) @later
) @strict;

CREATE TABLE change (
    position @number NOT NULL PRIMARY KEY CHECK (position >= 1),
    transaction_id @id NOT NULL,
    recorded_at @number NOT NULL,
    recorded_zone TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('person', 'rule', 'operator')),
    actor TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    what TEXT NOT NULL,
    before TEXT,
    after TEXT,
    why TEXT,
    schema_version @number NOT NULL
) @strict;
-- What happened to this entity?
CREATE INDEX change_by_entity ON change (entity, entity_id, position);
