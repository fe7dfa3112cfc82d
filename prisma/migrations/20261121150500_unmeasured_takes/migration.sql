-- CreateIndex
CREATE INDEX "TakeMeasures_version_idx" ON "TakeMeasures"("version");

-- Every finished take has a row from now on. Version 0 waits to be measured.
INSERT INTO "TakeMeasures" ("takeId", "teamId", "version")
SELECT "id", "teamId", 0 FROM "Take" WHERE "clipId" IS NOT NULL ON CONFLICT DO NOTHING;
