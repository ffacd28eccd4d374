-- Format 7: an answer is saved without a journal of its own for each statement. A trigger that may abort one statement
-- makes SQLite keep a second copy of each page that the statement writes; these end the whole change instead, which the
-- program does anyway.
DROP TRIGGER record_frozen;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
WHEN OLD.frozen = 1
BEGIN SELECT RAISE(ROLLBACK, 'signed'); END;

DROP TRIGGER screening_frozen;
CREATE TRIGGER screening_frozen BEFORE UPDATE ON screening
WHEN OLD.stage <> 'draft' AND (
     NEW.id IS NOT OLD.id
  OR json_remove(NEW.body, '$.desk-state', '$.stage', '$.marked')
     IS NOT json_remove(OLD.body, '$.desk-state', '$.stage', '$.marked')
  OR NEW.stage = 'draft'
  OR (OLD.stage = 'entered-in-error'
      AND (NEW.stage <> OLD.stage OR NEW.body -> '$.marked' IS NOT OLD.body -> '$.marked')))
BEGIN SELECT RAISE(ROLLBACK, 'signed'); END;
