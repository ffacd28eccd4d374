-- Format 5: what every sign-in looks for is found, and what every answer saves is written, with few pages.

-- The newest event of a kind, and what somebody looked at today, without reading the log.
CREATE INDEX audit_action ON audit (action);

-- A page of names in their order, without sorting all who share one.
CREATE INDEX IF NOT EXISTS client_in_order ON client_index (sort_name, client);
DROP INDEX IF EXISTS client_by_name;

-- What the desk sealed and no clinician has taken over yet.
CREATE INDEX r_keys_sealed ON r_keys (form) WHERE form = 1;

-- Every answer moves `version` and `updated`; an index that has them costs one more page at each.
DROP INDEX record_pending;
CREATE INDEX record_open ON record (record_id) WHERE frozen = 0 AND part > 0;
DROP INDEX screening_stage;
CREATE INDEX screening_stage ON screening (stage);
-- The newest of those that are no drafts, which saving an answer does not touch.
CREATE INDEX screening_settled ON screening (updated) WHERE stage <> 'draft';
