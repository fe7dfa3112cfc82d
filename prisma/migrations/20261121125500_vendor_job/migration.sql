-- CreateIndex
CREATE INDEX "Generation_teamId_vendorJobId_idx" ON "Generation"("teamId", "vendorJobId");
