-- Format 7: an answer is saved without a journal of its own for each statement. Where a trigger or a function of a CHECK
-- may abort one statement, SQLite keeps a second copy of each page that the statement writes. The triggers that guard what
-- is signed end the whole change instead, which the program does anyway; and how long a nonce and a tag are is checked by
-- the program, which reads them as 24 and 16 bytes and opens nothing else.
CREATE TABLE record_8 (
  record_id BLOB NOT NULL CHECK (length(record_id) = 16),
  part      INTEGER NOT NULL CHECK (part BETWEEN 0 AND 65535),
  version   INTEGER NOT NULL CHECK (version > 0),
  kind      INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
  r_id      BLOB NOT NULL REFERENCES r_keys (r_id),
  nonce     BLOB NOT NULL,
  ct        BLOB NOT NULL,
  tag       BLOB NOT NULL,
  chained   INTEGER NOT NULL,                                -- the version that the chain knows
  frozen    INTEGER NOT NULL CHECK (frozen IN (0, 1)),
  PRIMARY KEY (record_id, part)
) STRICT;
INSERT INTO record_8 (record_id, part, version, kind, r_id, nonce, ct, tag, chained, frozen)
  SELECT record_id, part, version, kind, r_id, nonce, ct, tag, chained, frozen FROM record ORDER BY rowid;
DROP TABLE record;
ALTER TABLE record_8 RENAME TO record;
CREATE INDEX record_open ON record (record_id) WHERE frozen = 0 AND part > 0;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
WHEN OLD.frozen = 1
BEGIN SELECT RAISE(ROLLBACK, 'signed'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record
WHEN OLD.frozen = 1 AND NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.record_id)
BEGIN SELECT RAISE(ABORT, 'signed'); END;
