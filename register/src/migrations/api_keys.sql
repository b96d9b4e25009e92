-- Keys with which programs ask for data oftener than strangers may. A key says who asks and lets do nothing more; it goes
-- with the account and does not go through the log.

CREATE TABLE api_key (
    id @id NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    -- What the owner calls it.
    name TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL UNIQUE CHECK (length(secret_sha256) = 64),
    added_at @number NOT NULL
) @strict;
-- Which keys has this person?
CREATE INDEX api_key_by_account ON api_key (account_id);
