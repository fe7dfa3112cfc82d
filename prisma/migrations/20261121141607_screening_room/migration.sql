-- CreateEnum
CREATE TYPE "JudgingStatus" AS ENUM ('preparing', 'open', 'closed');

-- DropIndex
DROP INDEX "JudgingSession_teamId_idx";

-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN     "showingId" UUID NOT NULL,
ADD COLUMN     "votedAfterSeconds" DOUBLE PRECISION NOT NULL;

-- AlterTable
ALTER TABLE "Comparison" ADD COLUMN     "pickedTakeId" UUID,
ADD COLUMN     "scores" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "JudgingSession" ADD COLUMN     "clipBytes" BIGINT,
ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "coversMarks" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "isForAll" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "projectId" UUID NOT NULL,
ADD COLUMN     "seed" TEXT NOT NULL,
ADD COLUMN     "status" "JudgingStatus" NOT NULL DEFAULT 'preparing';

-- AlterTable
ALTER TABLE "Shot" ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Take" ADD COLUMN     "proxyClipId" UUID;

-- CreateTable
CREATE TABLE "TakeMeasures" (
    "takeId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "measures" JSONB,
    "failure" TEXT,
    "measuredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TakeMeasures_pkey" PRIMARY KEY ("takeId")
);

-- CreateTable
CREATE TABLE "SessionJudge" (
    "sessionId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "teamId" UUID NOT NULL,

    CONSTRAINT "SessionJudge_pkey" PRIMARY KEY ("sessionId","userId")
);

-- CreateTable
CREATE TABLE "SessionTake" (
    "sessionId" UUID NOT NULL,
    "takeId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "storageKey" TEXT,
    "bytes" BIGINT,
    "width" INTEGER,
    "height" INTEGER,
    "durationSeconds" DOUBLE PRECISION,
    "hasAudio" BOOLEAN,
    "failure" TEXT,

    CONSTRAINT "SessionTake_pkey" PRIMARY KEY ("sessionId","takeId")
);

-- CreateTable
CREATE TABLE "Showing" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "judgeId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "shotId" UUID NOT NULL,
    "leftTakeId" UUID NOT NULL,
    "rightTakeId" UUID NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "isRepeat" BOOLEAN NOT NULL DEFAULT false,
    "leftTokenHash" TEXT,
    "rightTokenHash" TEXT,
    "shownAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "playedAt" TIMESTAMPTZ(3),
    "votedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Showing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaterExclusion" (
    "sessionId" UUID NOT NULL,
    "judgeId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "excludedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RaterExclusion_pkey" PRIMARY KEY ("sessionId","judgeId")
);

-- CreateTable
CREATE TABLE "Drill" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "modelIds" JSONB NOT NULL,
    "textShotId" UUID NOT NULL,
    "frameShotId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Drill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TakeMeasures_teamId_idx" ON "TakeMeasures"("teamId");

-- CreateIndex
CREATE INDEX "SessionJudge_teamId_idx" ON "SessionJudge"("teamId");

-- CreateIndex
CREATE INDEX "SessionTake_teamId_idx" ON "SessionTake"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Showing_leftTokenHash_key" ON "Showing"("leftTokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Showing_rightTokenHash_key" ON "Showing"("rightTokenHash");

-- CreateIndex
CREATE INDEX "Showing_teamId_sessionId_idx" ON "Showing"("teamId", "sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Showing_sessionId_judgeId_ordinal_key" ON "Showing"("sessionId", "judgeId", "ordinal");

-- CreateIndex
CREATE INDEX "RaterExclusion_teamId_idx" ON "RaterExclusion"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Drill_textShotId_key" ON "Drill"("textShotId");

-- CreateIndex
CREATE UNIQUE INDEX "Drill_frameShotId_key" ON "Drill"("frameShotId");

-- CreateIndex
CREATE INDEX "Drill_teamId_projectId_idx" ON "Drill"("teamId", "projectId");

-- CreateIndex
CREATE INDEX "JudgingSession_teamId_projectId_idx" ON "JudgingSession"("teamId", "projectId");

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_proxyClipId_fkey" FOREIGN KEY ("proxyClipId") REFERENCES "Clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TakeMeasures" ADD CONSTRAINT "TakeMeasures_takeId_fkey" FOREIGN KEY ("takeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comparison" ADD CONSTRAINT "Comparison_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comparison" ADD CONSTRAINT "Comparison_pickedTakeId_fkey" FOREIGN KEY ("pickedTakeId") REFERENCES "Take"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JudgingSession" ADD CONSTRAINT "JudgingSession_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionJudge" ADD CONSTRAINT "SessionJudge_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "JudgingSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionJudge" ADD CONSTRAINT "SessionJudge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionTake" ADD CONSTRAINT "SessionTake_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "JudgingSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionTake" ADD CONSTRAINT "SessionTake_takeId_fkey" FOREIGN KEY ("takeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Showing" ADD CONSTRAINT "Showing_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "JudgingSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Showing" ADD CONSTRAINT "Showing_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Showing" ADD CONSTRAINT "Showing_leftTakeId_fkey" FOREIGN KEY ("leftTakeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Showing" ADD CONSTRAINT "Showing_rightTakeId_fkey" FOREIGN KEY ("rightTakeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_showingId_fkey" FOREIGN KEY ("showingId") REFERENCES "Showing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaterExclusion" ADD CONSTRAINT "RaterExclusion_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "JudgingSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaterExclusion" ADD CONSTRAINT "RaterExclusion_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaterExclusion" ADD CONSTRAINT "RaterExclusion_excludedById_fkey" FOREIGN KEY ("excludedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_textShotId_fkey" FOREIGN KEY ("textShotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_frameShotId_fkey" FOREIGN KEY ("frameShotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A stored ballot stays as it was cast: a correction is another row. Rows go only with what they belong to (a cascade).
-- \x3B is a semicolon: Prisma's wasm engine ends a statement at any other.
CREATE FUNCTION "refuseBallotChange"() RETURNS trigger LANGUAGE plpgsql
AS E'BEGIN RAISE EXCEPTION \'ballots are append-only\'\x3B END';

CREATE TRIGGER "Ballot_append_only" BEFORE UPDATE OR DELETE ON "Ballot"
FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuseBallotChange"();
