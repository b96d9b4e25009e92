-- What an owner sees of an account, and with which key of the operator secrets were sealed.
-- Events name devices and mail addresses are none of them; they go with the account and do not go through the log.

CREATE TABLE account_event (
    id @id NOT NULL PRIMARY KEY,
    account_id @id NOT NULL REFERENCES account (id),
    what TEXT NOT NULL,
    -- The device, or the name of what it was about.
    detail TEXT NOT NULL,
    at @number NOT NULL
) @strict;
-- What happened to this account, the newest first?
CREATE INDEX account_event_by_account ON account_event (account_id, at);
-- Which events are old enough to go?
CREATE INDEX account_event_by_time ON account_event (at);

-- A word made of the key, which says nothing about it: another key is known at once.
CREATE TABLE secret_key (
    fingerprint TEXT NOT NULL PRIMARY KEY CHECK (length(fingerprint) = 64),
    first_used_at @number NOT NULL
) @strict;
