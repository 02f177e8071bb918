CREATE TABLE "stage_visits" (
	"deal_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"project_id" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stage_visits_deal_id_id_pk" PRIMARY KEY("deal_id","id")
);
--> statement-breakpoint
CREATE INDEX "stage_visits_time" ON "stage_visits" USING brin ("entered_at");
--> statement-breakpoint
-- What the events tell of the deals that are here already.
INSERT INTO "stage_visits" ("deal_id", "id", "project_id", "place", "entered_at")
SELECT e."deal_id", 'vst_' || substr(e."id", 5), e."project_id",
  CASE
    WHEN e."kind" IN ('deal.won', 'deal.lost', 'deal.archived') THEN substr(e."kind", 6)
    ELSE coalesce(e."payload"->'to'->>'stageId', 'unsorted')
  END,
  e."at"
FROM "events" e JOIN "deals" d ON d."id" = e."deal_id"
WHERE e."kind" IN ('deal.created', 'deal.accepted', 'deal.moved', 'deal.restored', 'deal.won', 'deal.lost', 'deal.archived')
  OR (e."kind" = 'deal.changed' AND e."payload"->>'change' IN ('stage_deleted', 'pipeline_deleted')
    -- Of a deal that was closed then, only the memory of its stage was moved.
    AND coalesce((
      SELECT p."kind" FROM "events" p
      WHERE p."deal_id" = e."deal_id" AND p."id" < e."id"
        AND p."kind" IN ('deal.won', 'deal.lost', 'deal.archived', 'deal.restored')
      ORDER BY p."id" DESC LIMIT 1), 'deal.restored') = 'deal.restored')
ORDER BY e."id";
