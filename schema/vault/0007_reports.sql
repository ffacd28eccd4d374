-- Format 6: what reports on very many screenings need is found, not searched for.

-- When it began, for reports on a period. Drafts are few, and saving an answer touches no index that has none.
CREATE INDEX screening_begun ON screening (body ->> '$.created') WHERE stage <> 'draft';
-- Who waits for a seat.
CREATE INDEX screening_waiting ON screening (body ->> '$.desk-state')
  WHERE body ->> '$.desk-state' = 'waiting';
-- What was signed before a day, for what is due.
CREATE INDEX screening_signed ON screening (body ->> '$.signature.at')
  WHERE body ->> '$.signature.at' IS NOT NULL;
