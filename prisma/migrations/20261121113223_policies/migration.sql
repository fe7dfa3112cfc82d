-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "auto" JSONB,
ADD COLUMN     "requestHash" TEXT;

-- CreateTable
CREATE TABLE "TeamPolicy" (
    "teamId" UUID NOT NULL,
    "weights" JSONB NOT NULL,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TeamPolicy_pkey" PRIMARY KEY ("teamId")
);

-- CreateIndex
CREATE INDEX "Generation_teamId_requestHash_idx" ON "Generation"("teamId", "requestHash");

-- AddForeignKey
ALTER TABLE "TeamPolicy" ADD CONSTRAINT "TeamPolicy_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
