-- Requests that came with a key of their sender's: a key that comes again is answered, not carried out again.

CREATE TABLE once (
    -- Of the account and its key, so that nobody answers for another.
    id @id NOT NULL PRIMARY KEY,
    -- Of the whole request: a key that comes with another one is refused.
    request_sha256 TEXT NOT NULL,
    -- Until when whoever has it in hand must have answered.
    held_until @number NOT NULL,
    -- The position of the change log up to which it was carried out, noted in the same transaction.
    position @number,
    status @number,
    headers TEXT,
    body @bytes,
    expires_at @number NOT NULL,
    CHECK ((status IS NULL) = (headers IS NULL)),
    CHECK ((status IS NULL) = (body IS NULL))
) @strict;
CREATE INDEX once_by_expiry ON once (expires_at);
