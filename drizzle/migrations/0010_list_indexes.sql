DROP INDEX "deals_responsible";--> statement-breakpoint
CREATE INDEX "deals_newest" ON "deals" USING btree ("project_id","pipeline_id","created_at","id");--> statement-breakpoint
CREATE INDEX "person_links_project" ON "person_links" USING btree ("project_id") WHERE kind = 'link' and undone_at is null;--> statement-breakpoint
CREATE INDEX "deals_responsible" ON "deals" USING btree ("responsible_id","stage_id","rank","amount","currency") WHERE status = 'open' and responsible_id is not null;