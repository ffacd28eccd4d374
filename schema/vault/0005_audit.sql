-- A vault that is older than what was remembered of it: who said why, in their own words. The log has
-- the event and a word; it has no free text.
CREATE TABLE acknowledgement (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL
) STRICT;
CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'append only'); END;
