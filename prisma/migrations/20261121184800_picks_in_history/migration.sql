-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "shotId" UUID;

-- CreateIndex
CREATE INDEX "AuditEvent_teamId_shotId_idx" ON "AuditEvent"("teamId", "shotId");
