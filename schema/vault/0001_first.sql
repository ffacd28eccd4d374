-- The tables of a vault, format 1. Everything here lies inside the encrypted file.
-- Records are rows (id, version, body): the body is JSON, and what has to be found, linked or frozen is
-- derived from it by generated columns, so that the two cannot differ.

-- Keys and rosters ---------------------------------------------------------------------------

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  person  BLOB PRIMARY KEY CHECK (length(person) = 16),
  slot_id BLOB NOT NULL UNIQUE CHECK (length(slot_id) = 16),
  login   TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  roles   INTEGER NOT NULL,
  x       BLOB NOT NULL CHECK (length(x) = 32),
  made_by BLOB NOT NULL CHECK (length(made_by) = 16),
  state   INTEGER NOT NULL CHECK (state IN (1, 2))          -- 1 works here, 2 left
) STRICT;

CREATE TABLE sheet (
  slot_id BLOB PRIMARY KEY CHECK (length(slot_id) = 16),
  kind    INTEGER NOT NULL CHECK (kind IN (2, 3)),          -- 2 office, 3 clinical
  x       BLOB NOT NULL CHECK (length(x) = 32),
  made_by BLOB NOT NULL CHECK (length(made_by) = 16),
  made    TEXT NOT NULL
) STRICT;

-- Who is a clinician is decided here; the clinical sheet has a row under its slot id.
CREATE TABLE tx_roster (
  person     BLOB PRIMARY KEY CHECK (length(person) = 16),
  y          BLOB NOT NULL CHECK (length(y) = 32),
  granted_by BLOB NOT NULL CHECK (length(granted_by) = 16),
  time       TEXT NOT NULL
) STRICT;

CREATE TABLE key_wraps (
  person BLOB NOT NULL CHECK (length(person) = 16),
  key    INTEGER NOT NULL CHECK (key IN (1, 2)),            -- 1 administrators', 2 clinicians'
  epoch  INTEGER NOT NULL,
  seal   BLOB NOT NULL CHECK (length(seal) = 80),
  PRIMARY KEY (person, key, epoch)
) STRICT;

CREATE TABLE tx_link (
  e_tx    INTEGER PRIMARY KEY,
  old_kid BLOB NOT NULL CHECK (length(old_kid) = 16),
  new_kid BLOB NOT NULL CHECK (length(new_kid) = 16),
  mac     BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

-- The activity log ---------------------------------------------------------------------------

CREATE TABLE audit (
  seq            INTEGER PRIMARY KEY,
  prev           BLOB NOT NULL CHECK (length(prev) = 32),
  time_utc       TEXT NOT NULL,
  boot_id        BLOB NOT NULL CHECK (length(boot_id) = 16),
  mono_ms        INTEGER NOT NULL,
  actor          BLOB NOT NULL CHECK (length(actor) = 16),
  session        BLOB NOT NULL CHECK (length(session) = 16),
  role           TEXT NOT NULL,
  action         TEXT NOT NULL,
  object         BLOB NOT NULL CHECK (length(object) IN (0, 16)),
  record_version INTEGER NOT NULL,
  content_hash   BLOB NOT NULL CHECK (length(content_hash) IN (0, 32)),
  detail         TEXT NOT NULL,
  app_version    TEXT NOT NULL,
  hash           BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX audit_object ON audit (object, seq);

-- A plain UPDATE or DELETE trigger leaves INSERT OR REPLACE open; hence this one, and recursive triggers.
CREATE TRIGGER audit_gapless BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR (NEW.seq > 1 AND NEW.prev IS NOT (SELECT hash FROM audit WHERE seq = NEW.seq - 1))
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- Clear records (under the key of all staff) -------------------------------------------------

CREATE TABLE setting (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL
) STRICT;

CREATE TABLE profile (
  id      BLOB PRIMARY KEY REFERENCES staff (person),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL
) STRICT;

CREATE TABLE client (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL
) STRICT;

-- Folded for search; made from the client's body whenever that is saved.
CREATE TABLE client_index (
  client    BLOB PRIMARY KEY REFERENCES client (id) ON DELETE CASCADE,
  haystack  TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  name_key  TEXT NOT NULL,
  used_key  TEXT NOT NULL,
  birth     TEXT NOT NULL,
  card      TEXT NOT NULL
) STRICT;
CREATE INDEX client_by_name ON client_index (sort_name);
CREATE INDEX client_by_key ON client_index (name_key);
CREATE INDEX client_by_used ON client_index (used_key);
CREATE INDEX client_by_birth ON client_index (birth);

CREATE TABLE clinic_group (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  name    TEXT GENERATED ALWAYS AS (body ->> '$.id') STORED UNIQUE NOT NULL
) STRICT;

CREATE TABLE leader (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  staff   BLOB GENERATED ALWAYS AS (unhex(body ->> '$.staff')) STORED REFERENCES staff (person)
) STRICT;

CREATE TABLE treats (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  leader  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.leader')) STORED NOT NULL REFERENCES leader (id),
  client  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED NOT NULL REFERENCES client (id)
) STRICT;
CREATE INDEX treats_client ON treats (client);

CREATE TABLE recipient (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL
) STRICT;

CREATE TABLE consent (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  version  INTEGER NOT NULL,
  body     TEXT NOT NULL,
  client   BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED NOT NULL REFERENCES client (id),
  receiver BLOB GENERATED ALWAYS AS (unhex(body ->> '$.receiver')) STORED NOT NULL REFERENCES recipient (id)
) STRICT;
CREATE INDEX consent_client ON consent (client);

CREATE TABLE screening (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  updated TEXT NOT NULL,                                     -- moves with each save, so it is not in the chain
  client  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED REFERENCES client (id),
  author  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.author')) STORED NOT NULL REFERENCES staff (person),
  stage   TEXT GENERATED ALWAYS AS (body ->> '$.stage') STORED NOT NULL
          CHECK (stage IN ('draft', 'signed', 'entered-in-error'))
) STRICT;
CREATE INDEX screening_client ON screening (client);
CREATE INDEX screening_stage ON screening (stage, updated);

-- After signing only the desk's state may move, and the mark "entered in error" may be set, once.
CREATE TRIGGER screening_frozen BEFORE UPDATE ON screening
WHEN OLD.stage <> 'draft' AND (
     NEW.id IS NOT OLD.id
  OR json_remove(NEW.body, '$.desk-state', '$.stage', '$.marked')
     IS NOT json_remove(OLD.body, '$.desk-state', '$.stage', '$.marked')
  OR NEW.stage = 'draft'
  OR (OLD.stage = 'entered-in-error'
      AND (NEW.stage <> OLD.stage OR NEW.body -> '$.marked' IS NOT OLD.body -> '$.marked')))
BEGIN SELECT RAISE(ABORT, 'signed'); END;
-- A kept support check may go when its time is over; a therapy assessment only by erasure, which is a later format.
CREATE TRIGGER screening_stays BEFORE DELETE ON screening
WHEN OLD.stage <> 'draft' AND OLD.body ->> '$.pathway' = 'therapy'
BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- An open support check with its answers; gone when it is finished or the day is over.
CREATE TABLE sc_draft (
  screening BLOB PRIMARY KEY REFERENCES screening (id) ON DELETE CASCADE,
  version   INTEGER NOT NULL,
  body      TEXT NOT NULL,
  day       TEXT NOT NULL,
  chained   INTEGER NOT NULL                                 -- the version that the chain knows
) STRICT;

CREATE TABLE letter (
  id        BLOB PRIMARY KEY CHECK (length(id) = 16),
  version   INTEGER NOT NULL,
  body      TEXT NOT NULL,
  number    INTEGER GENERATED ALWAYS AS (body ->> '$.number') STORED UNIQUE NOT NULL,
  screening BLOB GENERATED ALWAYS AS (unhex(body ->> '$.screening')) STORED, -- a kept support check may go before it
  client    BLOB GENERATED ALWAYS AS (unhex(body ->> '$.client')) STORED REFERENCES client (id),
  replaces  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.replaces')) STORED REFERENCES letter (id)
) STRICT;
CREATE INDEX letter_client ON letter (client);
CREATE INDEX letter_screening ON letter (screening);
CREATE TRIGGER letter_frozen BEFORE UPDATE ON letter BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- The content of letters without a clinical sentence.
CREATE TABLE desk_letter (
  letter   BLOB PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
  code     TEXT NOT NULL,
  language TEXT NOT NULL,
  pdf      BLOB NOT NULL
) STRICT;
CREATE TRIGGER desk_letter_frozen BEFORE UPDATE ON desk_letter BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- Clinical letters that a clinician released to the desk, for a few days. Backups leave these out.
CREATE TABLE released (
  letter BLOB PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
  until  TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  pdf    BLOB NOT NULL
) STRICT;

-- That a letter went out. To whom and why is sealed for clinical letters (part of the letter), else in the body.
CREATE TABLE disclosure (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  letter  BLOB GENERATED ALWAYS AS (unhex(body ->> '$.letter')) STORED NOT NULL REFERENCES letter (id),
  consent BLOB GENERATED ALWAYS AS (unhex(body ->> '$.details.ground.consent')) STORED REFERENCES consent (id)
) STRICT;
CREATE INDEX disclosure_letter ON disclosure (letter);
CREATE TRIGGER disclosure_no_update BEFORE UPDATE ON disclosure BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TABLE risk (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  version INTEGER NOT NULL,
  body    TEXT NOT NULL
) STRICT;
CREATE TRIGGER risk_frozen BEFORE UPDATE ON risk
WHEN OLD.body ->> '$.sealed' IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER risk_stays BEFORE DELETE ON risk BEGIN SELECT RAISE(ABORT, 'signed'); END;

CREATE TABLE addendum (
  id        BLOB PRIMARY KEY CHECK (length(id) = 16),
  version   INTEGER NOT NULL,
  body      TEXT NOT NULL,
  screening BLOB GENERATED ALWAYS AS (unhex(body ->> '$.screening')) STORED NOT NULL REFERENCES screening (id)
) STRICT;
CREATE INDEX addendum_screening ON addendum (screening);
CREATE TRIGGER addendum_no_update BEFORE UPDATE ON addendum BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- Sealed records (under the clinicians' key) -------------------------------------------------

CREATE TABLE r_keys (
  r_id      BLOB PRIMARY KEY CHECK (length(r_id) = 16),
  record_id BLOB NOT NULL CHECK (length(record_id) = 16),
  part      INTEGER NOT NULL CHECK (part BETWEEN 0 AND 65535),
  e_tx      INTEGER NOT NULL,
  wrapped   BLOB NOT NULL,
  form      INTEGER NOT NULL CHECK (form IN (0, 1)),          -- 0 wrap (72 bytes), 1 seal (80 bytes)
  origin    INTEGER NOT NULL CHECK (origin IN (0, 1)),        -- 0 clinician, 1 desk
  CHECK (length(wrapped) = CASE form WHEN 0 THEN 72 ELSE 80 END)
) STRICT;
CREATE INDEX r_keys_record ON r_keys (record_id, part);

CREATE TABLE record (
  record_id BLOB NOT NULL CHECK (length(record_id) = 16),
  part      INTEGER NOT NULL CHECK (part BETWEEN 0 AND 65535),
  version   INTEGER NOT NULL CHECK (version > 0),
  kind      INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),
  r_id      BLOB NOT NULL REFERENCES r_keys (r_id),
  nonce     BLOB NOT NULL CHECK (length(nonce) = 24),
  ct        BLOB NOT NULL,
  tag       BLOB NOT NULL CHECK (length(tag) = 16),
  chained   INTEGER NOT NULL,                                -- the version that the chain knows
  frozen    INTEGER NOT NULL CHECK (frozen IN (0, 1)),
  PRIMARY KEY (record_id, part)
) STRICT;
CREATE INDEX record_pending ON record (record_id) WHERE chained < version;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
WHEN OLD.frozen = 1
BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record
WHEN OLD.frozen = 1
BEGIN SELECT RAISE(ABORT, 'signed'); END;
