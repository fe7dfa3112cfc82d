-- CreateEnum
CREATE TYPE "LanePause" AS ENUM ('told_to_wait', 'busy', 'not_answering');

-- CreateEnum
CREATE TYPE "HoldDecision" AS ENUM ('send', 'stop');

-- DropIndex
DROP INDEX "Generation_status_nextCheckAt_idx";

-- CreateTable
CREATE TABLE "Lane" (
    "teamId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "mode" "VendorMode" NOT NULL,
    "model" TEXT NOT NULL,
    "pausedUntil" TIMESTAMPTZ(3),
    "pause" "LanePause",
    "pausesInRow" INTEGER NOT NULL DEFAULT 0,
    "failuresInRow" INTEGER NOT NULL DEFAULT 0,
    "carefulUntil" TIMESTAMPTZ(3),
    "pacedTo" TIMESTAMPTZ(3),

    CONSTRAINT "Lane_pkey" PRIMARY KEY ("teamId","provider","mode","model")
);

-- CreateTable
CREATE TABLE "BatchHold" (
    "batchId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "teamId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" "HoldDecision",
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "BatchHold_pkey" PRIMARY KEY ("batchId","provider","kind")
);

-- CreateIndex
CREATE INDEX "BatchHold_teamId_shotId_idx" ON "BatchHold"("teamId", "shotId");

-- CreateIndex
CREATE INDEX "Generation_status_teamId_provider_mode_id_idx" ON "Generation"("status", "teamId", "provider", "mode", "id");

-- AddForeignKey
ALTER TABLE "Lane" ADD CONSTRAINT "Lane_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BatchHold" ADD CONSTRAINT "BatchHold_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
