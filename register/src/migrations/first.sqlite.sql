CREATE TRIGGER change_is_never_updated BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
CREATE TRIGGER change_has_no_gaps BEFORE INSERT ON change
WHEN NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM change)
BEGIN SELECT RAISE(ABORT, 'positions of the change log follow one another'); END;
CREATE TRIGGER revision_is_never_updated BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is immutable'); END;
CREATE TRIGGER content_is_never_updated BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'content is immutable'); END;
