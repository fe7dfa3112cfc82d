-- CreateEnum
CREATE TYPE "GenerationKind" AS ENUM ('video', 'frame');

-- AlterEnum
ALTER TYPE "FrameRole" ADD VALUE 'source';

-- AlterTable: renamed, so that results on their way are kept
ALTER TABLE "Generation" RENAME COLUMN "remoteVideos" TO "remoteFiles";
ALTER TABLE "Generation" ADD COLUMN "kind" "GenerationKind" NOT NULL DEFAULT 'video',
ALTER COLUMN "promptVersionId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "MadeFrame" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "generationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "clipId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MadeFrame_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MadeFrame_teamId_shotId_idx" ON "MadeFrame"("teamId", "shotId");

-- CreateIndex
CREATE UNIQUE INDEX "MadeFrame_generationId_position_key" ON "MadeFrame"("generationId", "position");

-- AddForeignKey
ALTER TABLE "MadeFrame" ADD CONSTRAINT "MadeFrame_generationId_fkey" FOREIGN KEY ("generationId") REFERENCES "Generation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MadeFrame" ADD CONSTRAINT "MadeFrame_clipId_fkey" FOREIGN KEY ("clipId") REFERENCES "Clip"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
