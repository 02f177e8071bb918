CREATE TABLE "import_rows" (
	"import_id" text COLLATE "C" NOT NULL,
	"project_id" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"status" text NOT NULL,
	"problems" jsonb NOT NULL,
	"contact_id" text COLLATE "C",
	"deal_id" text COLLATE "C",
	"memory" jsonb,
	CONSTRAINT "import_rows_import_id_number_pk" PRIMARY KEY("import_id","number")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"project_id" text COLLATE "C" NOT NULL,
	"entity" text NOT NULL,
	"file_name" text NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"headers" jsonb NOT NULL,
	"plan" jsonb NOT NULL,
	"status" text NOT NULL,
	"problem" text,
	"rows" integer NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"undone" integer DEFAULT 0 NOT NULL,
	"kept" integer DEFAULT 0 NOT NULL,
	"started_by" jsonb NOT NULL,
	"permissions" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_status" ON "import_rows" USING btree ("import_id","status","number");--> statement-breakpoint
CREATE INDEX "import_rows_contact" ON "import_rows" USING btree ("contact_id") WHERE contact_id is not null;--> statement-breakpoint
CREATE INDEX "import_rows_deal" ON "import_rows" USING btree ("deal_id") WHERE deal_id is not null;--> statement-breakpoint
CREATE INDEX "imports_project" ON "imports" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "imports_active" ON "imports" USING btree ("id") WHERE status in ('running', 'undoing');--> statement-breakpoint
CREATE INDEX "contacts_email" ON "contacts" USING btree ("project_id",lower(email)) WHERE email is not null;