DROP INDEX "tasks_assignee";--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "task_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "remind_before" integer;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "next_notice_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("project_id","due_at","id","priority") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_open_assignee" ON "tasks" USING btree ("project_id","assignee_id","due_at","id","priority") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("project_id","done_at" DESC NULLS LAST,"id" DESC NULLS LAST,"priority") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_done_assignee" ON "tasks" USING btree ("project_id","assignee_id","done_at" DESC NULLS LAST,"id" DESC NULLS LAST,"priority") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_calendar" ON "tasks" USING btree ("project_id","due_at","id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_calendar_assignee" ON "tasks" USING btree ("project_id","assignee_id","due_at","id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_notices" ON "tasks" USING btree ("next_notice_at") WHERE next_notice_at is not null;--> statement-breakpoint
UPDATE "tasks" SET "next_notice_at" = "due_at" WHERE "done_at" IS NULL AND "due_at" > now();
