-- Ends a flush that met another version of a row: the whole statement is rolled back and the work is run again (DESIGN §3).
CREATE FUNCTION voronka_conflict(what text) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'version conflict on %', what USING ERRCODE = 'VC001';
END $$;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX deals_name_search ON deals USING gin (name gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX contacts_search ON contacts USING gin ((name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) gin_trgm_ops);
--> statement-breakpoint
-- Rows that every turn rewrites: room on the page keeps the updates in place (HOT).
ALTER TABLE conversations SET (fillfactor = 70);
--> statement-breakpoint
ALTER TABLE inbox SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
ALTER TABLE deals SET (fillfactor = 85);
--> statement-breakpoint
ALTER TABLE messages SET (fillfactor = 85);
