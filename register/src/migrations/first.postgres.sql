CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM change) THEN
        RAISE EXCEPTION 'positions of the change log follow one another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER change_is_append_only BEFORE UPDATE OR DELETE ON change
FOR EACH ROW EXECUTE FUNCTION refuse('the change log is append-only');
CREATE TRIGGER change_is_never_emptied BEFORE TRUNCATE ON change
FOR EACH STATEMENT EXECUTE FUNCTION refuse('the change log is append-only');
CREATE TRIGGER change_has_no_gaps BEFORE INSERT ON change
FOR EACH ROW EXECUTE FUNCTION refuse_gap();
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON revision
FOR EACH ROW EXECUTE FUNCTION refuse('a revision is immutable');
CREATE TRIGGER content_is_immutable BEFORE UPDATE ON content
FOR EACH ROW EXECUTE FUNCTION refuse('content is immutable');
