-- Format 3: legal holds, retention, erasure, restricted clients.

-- A hold on a client, or on the whole vault where no client is named. Released ones stay.
CREATE TABLE hold (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  version  INTEGER NOT NULL,
  body     TEXT NOT NULL,
  client   BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED REFERENCES client (id),
  released INTEGER GENERATED ALWAYS AS (body -> '$.released' IS NOT NULL) STORED NOT NULL
) STRICT;
CREATE INDEX hold_client ON hold (client);
CREATE INDEX hold_standing ON hold (released) WHERE released = 0;
CREATE TRIGGER hold_frozen BEFORE UPDATE ON hold
WHEN OLD.released = 1
BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- A restricted client was opened with a reason. The reason itself is a sealed record under the same id.
CREATE TABLE opening (
  id           BLOB PRIMARY KEY CHECK (length(id) = 16),
  version      INTEGER NOT NULL,
  body         TEXT NOT NULL,
  client       BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED NOT NULL REFERENCES client (id),
  acknowledged INTEGER GENERATED ALWAYS AS (body -> '$.acknowledged' IS NOT NULL) STORED NOT NULL
) STRICT;
CREATE INDEX opening_client ON opening (client);
CREATE INDEX opening_waiting ON opening (acknowledged) WHERE acknowledged = 0;

-- Somebody asked for the erasure of a client; gone with the client, or when it is taken back.
CREATE TABLE erase_request (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  client  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED UNIQUE NOT NULL REFERENCES client (id)
) STRICT;

-- What an erasure leaves: numbers, and the hashes that the activity log names and nothing has any more.
CREATE TABLE tombstone (
  id             BLOB PRIMARY KEY CHECK (length(id) = 16),
  version        INTEGER NOT NULL,
  body           TEXT NOT NULL,
  highest_letter INTEGER GENERATED ALWAYS AS (body ->> '$.highest-letter') STORED NOT NULL
) STRICT;
CREATE TRIGGER tombstone_no_update BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER tombstone_no_delete BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- Filled and emptied within the one transaction of an erasure: what may go although it is signed.
CREATE TABLE erasing (
  object BLOB PRIMARY KEY CHECK (length(object) = 16)
) STRICT, WITHOUT ROWID;

-- Kept support checks, so that what is over is found at each unlock without reading every screening.
CREATE INDEX screening_kept ON screening (body ->> '$.kept.keep-until')
  WHERE body ->> '$.kept.keep-until' IS NOT NULL;

DROP TRIGGER screening_stays;
CREATE TRIGGER screening_stays BEFORE DELETE ON screening
WHEN OLD.stage <> 'draft' AND OLD.body ->> '$.pathway' = 'therapy'
  AND NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.id)
BEGIN SELECT RAISE(ABORT, 'signed'); END;

DROP TRIGGER disclosure_no_delete;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.id)
BEGIN SELECT RAISE(ABORT, 'append only'); END;

DROP TRIGGER risk_stays;
CREATE TRIGGER risk_stays BEFORE DELETE ON risk
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.id)
BEGIN SELECT RAISE(ABORT, 'signed'); END;

CREATE TRIGGER addendum_no_delete BEFORE DELETE ON addendum
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.id)
BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- Letters were kept by the program alone; now by the table too.
CREATE TRIGGER letter_stays BEFORE DELETE ON letter
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.id)
BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- Kind 6 is a reason: why a restricted client was opened.
CREATE TABLE record_3 (
  record_id BLOB NOT NULL CHECK (length(record_id) = 16),
  part      INTEGER NOT NULL CHECK (part BETWEEN 0 AND 65535),
  version   INTEGER NOT NULL CHECK (version > 0),
  kind      INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
  r_id      BLOB NOT NULL REFERENCES r_keys (r_id),
  nonce     BLOB NOT NULL CHECK (length(nonce) = 24),
  ct        BLOB NOT NULL,
  tag       BLOB NOT NULL CHECK (length(tag) = 16),
  chained   INTEGER NOT NULL,                                -- the version that the chain knows
  frozen    INTEGER NOT NULL CHECK (frozen IN (0, 1)),
  PRIMARY KEY (record_id, part)
) STRICT;
INSERT INTO record_3 (record_id, part, version, kind, r_id, nonce, ct, tag, chained, frozen)
  SELECT record_id, part, version, kind, r_id, nonce, ct, tag, chained, frozen FROM record ORDER BY rowid;
DROP TABLE record;
ALTER TABLE record_3 RENAME TO record;
CREATE INDEX record_pending ON record (record_id) WHERE chained < version;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
WHEN OLD.frozen = 1
BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record
WHEN OLD.frozen = 1 AND NOT EXISTS (SELECT 1 FROM erasing WHERE object = OLD.record_id)
BEGIN SELECT RAISE(ABORT, 'signed'); END;
