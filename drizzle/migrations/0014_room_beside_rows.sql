-- Rows that are changed soon after they were written: with room on their page the new version needs no index entries.
ALTER TABLE "messages" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "conversations" SET (fillfactor = 80);
