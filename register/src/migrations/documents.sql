-- Texts that belong to partnerships: what was voted and signed.

CREATE TABLE partnership_document (
    partnership_id @id NOT NULL REFERENCES partnership (id) @later,
    position @number NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    address TEXT,
    happened TEXT,
    evidence_id @id NOT NULL REFERENCES evidence (id) @later,
    PRIMARY KEY (partnership_id, position)
) @strict;
