-- What reviewers say beyond yes and no: corrections of claims, and facts that are one and the same.

-- A correction (vocabulary::Correction) as JSON; `body` stays what the machine read.
ALTER TABLE claim ADD COLUMN correction TEXT;

-- What did this person do?
CREATE INDEX change_by_actor ON change (actor_kind, actor, position);
-- What did this write decide?
CREATE INDEX change_by_transaction ON change (transaction_id);

-- Whatever speaks of `identity` speaks of `into_identity`; taken back where `undone_at` is set. The key of the fact that
-- went is kept: its address leads to the other one, and it gets the key again if the merge is taken back.
CREATE TABLE merged_fact (
    fact_kind TEXT NOT NULL,
    identity TEXT NOT NULL,
    into_identity TEXT NOT NULL,
    fact_id @id NOT NULL,
    merged_by TEXT NOT NULL,
    merged_at @number NOT NULL,
    merged_zone TEXT NOT NULL,
    undone_at @number,
    -- What does this identity stand for?
    PRIMARY KEY (identity, fact_kind),
    CHECK (identity <> into_identity)
) @strict;
-- Which facts were merged into this one?
CREATE INDEX merged_fact_by_target ON merged_fact (fact_kind, into_identity);
