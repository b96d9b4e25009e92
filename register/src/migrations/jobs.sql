-- What happens in the background. A mail's address and links stand in the body alone, which goes when the job is done.

CREATE TABLE job (
    id @id NOT NULL PRIMARY KEY,
    -- What makes it the same work: asked for again while it is on the list, it is not done again.
    work_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'parked', 'done')),
    tries @number NOT NULL CHECK (tries >= 0),
    -- When it may be taken; while it runs, until when whoever has it must say that it goes on.
    due_at @number NOT NULL,
    -- Who has it: a fresh key each time that it is taken.
    holder @id,
    failure TEXT,
    -- Where a long job goes on after an interruption.
    progress TEXT,
    stop_asked @flag NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at @number NOT NULL,
    ended_at @number,
    -- No foreign key: work in hand keeps no organisation in place.
    owner_id @id,
    CHECK ((state = 'running') = (holder IS NOT NULL)),
    CHECK ((state = 'done') = (ended_at IS NOT NULL)),
    CHECK (state = 'done' OR body IS NOT NULL)
) @strict;
-- What is to be done now, the longest due first?
CREATE INDEX job_by_state ON job (state, due_at);

-- What a long job tells while it goes on; its numbers let a reader go on where the connection broke.
CREATE TABLE job_event (
    job_id @id NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    number @number NOT NULL CHECK (number >= 1),
    at @number NOT NULL,
    what TEXT NOT NULL,
    params TEXT NOT NULL,
    PRIMARY KEY (job_id, number)
) @strict;

CREATE TABLE schedule (
    name TEXT NOT NULL PRIMARY KEY,
    pattern TEXT NOT NULL,
    zone TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    next_at @number NOT NULL,
    set_by TEXT NOT NULL,
    set_at @number NOT NULL,
    owner_id @id
) @strict;
