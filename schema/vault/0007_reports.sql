-- Lists and reports over very many screenings: what they need is found, not searched for.

CREATE INDEX screening_updated ON screening (updated);
-- When it began, for reports on a period.
CREATE INDEX screening_begun ON screening (body ->> '$.created');
-- Who waits for a seat.
CREATE INDEX screening_waiting ON screening (body ->> '$.desk-state')
  WHERE body ->> '$.desk-state' = 'waiting';
-- The list of clients in its order, from any place on.
CREATE INDEX client_in_order ON client_index (sort_name, client);
DROP INDEX client_by_name;
-- What was signed before a day, for what is due.
CREATE INDEX screening_signed ON screening (body ->> '$.signature.at');
