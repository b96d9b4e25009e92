-- What stories look like: their formatting, and their first picture.

-- The text with its simplest formatting, as HTML that was cleaned before it came here; only where the rights allow the whole text.
ALTER TABLE story ADD COLUMN body TEXT;
-- The picture, what it shows in words, and where it was fetched from.
ALTER TABLE story ADD COLUMN picture TEXT;
ALTER TABLE story ADD COLUMN picture_alt TEXT;
ALTER TABLE story ADD COLUMN picture_address TEXT;
ALTER TABLE story ADD COLUMN picture_width @number;
ALTER TABLE story ADD COLUMN picture_height @number;
-- Was the picture at this address fetched before?
CREATE INDEX story_by_picture_address ON story (picture_address);

-- Pictures drawn anew, without anything that their file said besides.
CREATE TABLE picture (
    sha256 TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    width @number NOT NULL CHECK (width >= 1),
    height @number NOT NULL CHECK (height >= 1),
    bytes @bytes NOT NULL
) @strict;

-- What the server of an address said of its answer, and who read it: the next import asks only for what is new.
CREATE TABLE fetched (
    address TEXT NOT NULL PRIMARY KEY,
    reader TEXT NOT NULL,
    known TEXT NOT NULL,
    fetched_at @number NOT NULL
) @strict;
