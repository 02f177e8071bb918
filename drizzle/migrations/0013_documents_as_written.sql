ALTER TABLE "conversations" ALTER COLUMN "state" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "effects" ALTER COLUMN "request" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "author" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "body" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "timers" ALTER COLUMN "data" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "turns" ALTER COLUMN "trace" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "actor" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "cause" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "payload" SET DATA TYPE json;