-- Grants: who promised whom how much for what, and when. As with every fact, the first proof stands in the row.

CREATE TABLE "grant" (
    id @id NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    amount_minor @number NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    approximate @flag NOT NULL,
    form TEXT CHECK (form IN ('cash', 'in_kind')),
    happened TEXT,
    project_id @id REFERENCES project (id) @later,
    partnership_id @id REFERENCES partnership (id) @later,
    award_id @id REFERENCES award (id) @later,
    owner_id @id REFERENCES organisation (id) @later,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later
) @strict;

CREATE TABLE grant_party (
    grant_id @id NOT NULL REFERENCES "grant" (id) @later,
    position @number NOT NULL,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    role TEXT NOT NULL CHECK (role IN ('giver', 'recipient')),
    PRIMARY KEY (grant_id, position),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;
