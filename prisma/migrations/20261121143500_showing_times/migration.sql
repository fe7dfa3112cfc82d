-- AlterTable
ALTER TABLE "JudgingSession" ADD COLUMN     "clipFps" INTEGER NOT NULL DEFAULT 24;

-- AlterTable
ALTER TABLE "Showing" ADD COLUMN     "leftFetchedAt" TIMESTAMPTZ(3),
ADD COLUMN     "rightFetchedAt" TIMESTAMPTZ(3),
ADD COLUMN     "undoneAt" TIMESTAMPTZ(3);
