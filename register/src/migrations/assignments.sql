-- Which reviewer has taken which source of the queue.

CREATE TABLE assignment (
    source_id @id NOT NULL PRIMARY KEY REFERENCES source (id),
    account_id @id NOT NULL REFERENCES account (id),
    since @number NOT NULL
) @strict;
-- What has this person taken?
CREATE INDEX assignment_by_account ON assignment (account_id);
