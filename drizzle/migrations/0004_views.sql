CREATE TABLE "mass_actions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"project_id" text COLLATE "C" NOT NULL,
	"actor" jsonb NOT NULL,
	"change" jsonb NOT NULL,
	"total" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mass_items" (
	"mass_action_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"project_id" text COLLATE "C" NOT NULL,
	"deal_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"message" text,
	"memory" jsonb,
	CONSTRAINT "mass_items_mass_action_id_position_pk" PRIMARY KEY("mass_action_id","position")
);
--> statement-breakpoint
CREATE TABLE "views" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"project_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C",
	"entity" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"pipeline_id" text COLLATE "C",
	"filter" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"sort" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mass_actions" ADD CONSTRAINT "mass_actions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mass_items" ADD CONSTRAINT "mass_items_mass_action_id_mass_actions_id_fk" FOREIGN KEY ("mass_action_id") REFERENCES "public"."mass_actions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_pipeline_id_pipelines_id_fk" FOREIGN KEY ("pipeline_id") REFERENCES "public"."pipelines"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mass_actions_created" ON "mass_actions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "mass_items_deal" ON "mass_items" USING btree ("deal_id");--> statement-breakpoint
CREATE INDEX "views_project" ON "views" USING btree ("project_id");