-- What one party says of a partnership, and what the others answer.

CREATE TABLE proposal (
    id @id NOT NULL PRIMARY KEY,
    by_code TEXT NOT NULL,
    by_country TEXT NOT NULL CHECK (length(by_country) = 2),
    -- No foreign key: facts are worked out anew from claims, a proposal stays what was proposed.
    partnership_id @id,
    claim TEXT NOT NULL,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    made_at @number NOT NULL,
    made_zone TEXT NOT NULL,
    expires_at @number NOT NULL,
    withdrawn @flag NOT NULL,
    answer TEXT
) @strict;
-- What has this authority proposed?
CREATE INDEX proposal_by_code ON proposal (by_code);

CREATE TABLE proposal_party (
    proposal_id @id NOT NULL REFERENCES proposal (id),
    position @number NOT NULL,
    code TEXT NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2),
    consent TEXT NOT NULL CHECK (consent IN ('asked', 'given', 'refused')),
    PRIMARY KEY (proposal_id, position)
) @strict;
-- What has this authority been asked?
CREATE INDEX proposal_party_by_code ON proposal_party (code);
