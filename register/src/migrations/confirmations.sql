-- When a body was last asked whether a partnership is alive, and which bodies do not want to be asked.

CREATE TABLE confirmation_request (
    id @id NOT NULL PRIMARY KEY,
    -- No foreign key: facts are worked out anew from claims, a question was asked once and for all.
    partnership_id @id NOT NULL,
    authority_id @id REFERENCES authority (id),
    organisation_id @id REFERENCES organisation (id) @later,
    asked_at @number NOT NULL,
    UNIQUE (partnership_id, authority_id),
    UNIQUE (partnership_id, organisation_id),
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;
-- Which questions are so old that nobody asks when they were?
CREATE INDEX confirmation_request_by_time ON confirmation_request (asked_at);

CREATE TABLE unasked_body (
    id @id NOT NULL PRIMARY KEY,
    authority_id @id UNIQUE REFERENCES authority (id),
    organisation_id @id UNIQUE REFERENCES organisation (id) @later,
    since @number NOT NULL,
    CHECK ((authority_id IS NULL) <> (organisation_id IS NULL))
) @strict;

-- With whom does this organisation work?
CREATE INDEX partnership_party_by_organisation ON partnership_party (organisation_id);
