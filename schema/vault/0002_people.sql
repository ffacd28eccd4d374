-- Format 2: several people.

-- The slot of somebody whose access was reset stays, parked, until clinical access was taken back with it.
CREATE TABLE parked (
  slot_id BLOB PRIMARY KEY CHECK (length(slot_id) = 16),
  person  BLOB NOT NULL REFERENCES staff (person),
  since   TEXT NOT NULL
) STRICT;

-- A clinician left or lost the role while nobody with the clinicians' key was there: the next one who
-- signs in is asked to make a new key.
CREATE TABLE tx_pending (
  person BLOB PRIMARY KEY CHECK (length(person) = 16),
  since  TEXT NOT NULL
) STRICT;
