-- CreateEnum
CREATE TYPE "ClipKind" AS ENUM ('video', 'image');

-- CreateEnum
CREATE TYPE "GenerationStatus" AS ENUM ('queued', 'submitting', 'running', 'ingesting', 'succeeded', 'failed', 'refused', 'cancelled', 'expired', 'unknown');

-- CreateEnum
CREATE TYPE "BallotOutcome" AS ENUM ('left', 'right', 'tie', 'both_bad');

-- CreateEnum
CREATE TYPE "LedgerKind" AS ENUM ('reserve', 'settle', 'release');

-- CreateEnum
CREATE TYPE "FrameRole" AS ENUM ('first', 'last', 'reference');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'member', 'reviewer');

-- CreateEnum
CREATE TYPE "VendorMode" AS ENUM ('sandbox', 'live');

-- CreateTable
CREATE TABLE "Clip" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "kind" "ClipKind" NOT NULL,
    "sha256" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "durationSeconds" DOUBLE PRECISION,
    "fps" DOUBLE PRECISION,
    "frameCount" INTEGER,
    "hasAudio" BOOLEAN,
    "storageKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Clip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Batch" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "submitKey" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Generation" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "promptVersionId" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "submitKey" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "mode" "VendorMode" NOT NULL,
    "request" JSONB NOT NULL,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "status" "GenerationStatus" NOT NULL DEFAULT 'queued',
    "progress" DOUBLE PRECISION,
    "jobRef" JSONB,
    "vendorJobId" TEXT,
    "callbackTokenHash" TEXT NOT NULL,
    "hasCallback" BOOLEAN NOT NULL DEFAULT false,
    "remoteVideos" JSONB,
    "submitAttempts" INTEGER NOT NULL DEFAULT 0,
    "checkAttempts" INTEGER NOT NULL DEFAULT 0,
    "ingestAttempts" INTEGER NOT NULL DEFAULT 0,
    "ingestBytes" BIGINT,
    "ingestTotalBytes" BIGINT,
    "failure" JSONB,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "cancelRequestedById" UUID,
    "priceEstimateMicros" BIGINT NOT NULL,
    "priceActualMicros" BIGINT,
    "createdById" UUID NOT NULL,
    "retryOfId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submittingAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "runningAt" TIMESTAMPTZ(3),
    "ingestingAt" TIMESTAMPTZ(3),
    "unknownAt" TIMESTAMPTZ(3),
    "unknownUntil" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "nextCheckAt" TIMESTAMPTZ(3),

    CONSTRAINT "Generation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Take" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "generationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "clipId" UUID,
    "posterClipId" UUID,
    "filmstripClipId" UUID,
    "firstFrameClipId" UUID,
    "lastFrameClipId" UUID,
    "differences" JSONB NOT NULL DEFAULT '[]',
    "rating" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trashedAt" TIMESTAMPTZ(3),
    "trashedById" UUID,

    CONSTRAINT "Take_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comparison" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "decisionNote" TEXT NOT NULL DEFAULT '',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComparisonTake" (
    "comparisonId" UUID NOT NULL,
    "takeId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ComparisonTake_pkey" PRIMARY KEY ("comparisonId","takeId")
);

-- CreateTable
CREATE TABLE "JudgingSession" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JudgingSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ballot" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "leftTakeId" UUID NOT NULL,
    "rightTakeId" UUID NOT NULL,
    "outcome" "BallotOutcome" NOT NULL,
    "judgeId" UUID NOT NULL,
    "probability" DOUBLE PRECISION NOT NULL,
    "correctsId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "generationId" UUID NOT NULL,
    "mode" "VendorMode" NOT NULL,
    "kind" "LedgerKind" NOT NULL,
    "heldMicros" BIGINT NOT NULL,
    "chargedMicros" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lastShotNumber" INTEGER NOT NULL DEFAULT 0,
    "isSample" BOOLEAN NOT NULL DEFAULT false,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shot" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "draft" JSONB NOT NULL,
    "draftRevision" INTEGER NOT NULL DEFAULT 0,
    "lastVersionNumber" INTEGER NOT NULL DEFAULT 0,
    "lastTakeNumber" INTEGER NOT NULL DEFAULT 0,
    "pickedTakeId" UUID,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "trashedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Shot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PromptVersion" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "negativePrompt" TEXT NOT NULL DEFAULT '',
    "settings" JSONB NOT NULL,
    "frames" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PromptVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Frame" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "shotId" UUID NOT NULL,
    "role" "FrameRole" NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "clipId" UUID NOT NULL,
    "sourceTakeId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Frame_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "monthlyBudgetMicros" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "teamId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'member',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("teamId","userId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'member',
    "tokenHash" TEXT NOT NULL,
    "invitedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VendorCredential" (
    "teamId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "mode" "VendorMode" NOT NULL DEFAULT 'sandbox',
    "secretCipher" TEXT,
    "secretHint" TEXT,
    "webhookSecretCipher" TEXT,
    "testedAt" TIMESTAMPTZ(3),
    "testOutcome" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VendorCredential_pkey" PRIMARY KEY ("teamId","provider")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "userId" UUID,
    "action" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInThrottle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInThrottle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "generationId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookRefusal" (
    "provider" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "teamId" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "WebhookRefusal_pkey" PRIMARY KEY ("provider","reason","hour","teamId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Clip_teamId_sha256_key" ON "Clip"("teamId", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Batch_teamId_submitKey_key" ON "Batch"("teamId", "submitKey");

-- CreateIndex
CREATE UNIQUE INDEX "Generation_retryOfId_key" ON "Generation"("retryOfId");

-- CreateIndex
CREATE INDEX "Generation_teamId_projectId_id_idx" ON "Generation"("teamId", "projectId", "id" DESC);

-- CreateIndex
CREATE INDEX "Generation_teamId_projectId_status_id_idx" ON "Generation"("teamId", "projectId", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "Generation_teamId_projectId_model_id_idx" ON "Generation"("teamId", "projectId", "model", "id" DESC);

-- CreateIndex
CREATE INDEX "Generation_teamId_shotId_id_idx" ON "Generation"("teamId", "shotId", "id" DESC);

-- CreateIndex
CREATE INDEX "Generation_promptVersionId_idx" ON "Generation"("promptVersionId");

-- CreateIndex
CREATE INDEX "Generation_status_nextCheckAt_idx" ON "Generation"("status", "nextCheckAt");

-- CreateIndex
CREATE INDEX "Generation_teamId_provider_model_finishedAt_idx" ON "Generation"("teamId", "provider", "model", "finishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Generation_teamId_submitKey_key" ON "Generation"("teamId", "submitKey");

-- CreateIndex
CREATE UNIQUE INDEX "Take_generationId_key" ON "Take"("generationId");

-- CreateIndex
CREATE INDEX "Take_teamId_projectId_trashedAt_idx" ON "Take"("teamId", "projectId", "trashedAt");

-- CreateIndex
CREATE INDEX "Take_teamId_shotId_idx" ON "Take"("teamId", "shotId");

-- CreateIndex
CREATE UNIQUE INDEX "Take_shotId_number_key" ON "Take"("shotId", "number");

-- CreateIndex
CREATE INDEX "Comparison_teamId_shotId_idx" ON "Comparison"("teamId", "shotId");

-- CreateIndex
CREATE INDEX "ComparisonTake_teamId_idx" ON "ComparisonTake"("teamId");

-- CreateIndex
CREATE INDEX "JudgingSession_teamId_idx" ON "JudgingSession"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Ballot_correctsId_key" ON "Ballot"("correctsId");

-- CreateIndex
CREATE INDEX "Ballot_teamId_sessionId_idx" ON "Ballot"("teamId", "sessionId");

-- CreateIndex
CREATE INDEX "LedgerEntry_teamId_mode_createdAt_idx" ON "LedgerEntry"("teamId", "mode", "createdAt");

-- CreateIndex
CREATE INDEX "LedgerEntry_generationId_idx" ON "LedgerEntry"("generationId");

-- CreateIndex
CREATE UNIQUE INDEX "Project_teamId_slug_key" ON "Project"("teamId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Shot_pickedTakeId_key" ON "Shot"("pickedTakeId");

-- CreateIndex
CREATE INDEX "Shot_teamId_idx" ON "Shot"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Shot_projectId_number_key" ON "Shot"("projectId", "number");

-- CreateIndex
CREATE INDEX "PromptVersion_teamId_idx" ON "PromptVersion"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "PromptVersion_shotId_number_key" ON "PromptVersion"("shotId", "number");

-- CreateIndex
CREATE INDEX "Frame_teamId_idx" ON "Frame"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Frame_shotId_role_position_key" ON "Frame"("shotId", "role", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Team_slug_key" ON "Team"("slug");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_teamId_idx" ON "Invitation"("teamId");

-- CreateIndex
CREATE INDEX "AuditEvent_teamId_createdAt_idx" ON "AuditEvent"("teamId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE INDEX "WebhookDelivery_teamId_provider_receivedAt_idx" ON "WebhookDelivery"("teamId", "provider", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_provider_generationId_deliveryId_key" ON "WebhookDelivery"("provider", "generationId", "deliveryId");

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_shotId_fkey" FOREIGN KEY ("shotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_promptVersionId_fkey" FOREIGN KEY ("promptVersionId") REFERENCES "PromptVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Generation" ADD CONSTRAINT "Generation_retryOfId_fkey" FOREIGN KEY ("retryOfId") REFERENCES "Generation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_shotId_fkey" FOREIGN KEY ("shotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_generationId_fkey" FOREIGN KEY ("generationId") REFERENCES "Generation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_clipId_fkey" FOREIGN KEY ("clipId") REFERENCES "Clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_posterClipId_fkey" FOREIGN KEY ("posterClipId") REFERENCES "Clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_filmstripClipId_fkey" FOREIGN KEY ("filmstripClipId") REFERENCES "Clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_firstFrameClipId_fkey" FOREIGN KEY ("firstFrameClipId") REFERENCES "Clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Take" ADD CONSTRAINT "Take_lastFrameClipId_fkey" FOREIGN KEY ("lastFrameClipId") REFERENCES "Clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comparison" ADD CONSTRAINT "Comparison_shotId_fkey" FOREIGN KEY ("shotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComparisonTake" ADD CONSTRAINT "ComparisonTake_comparisonId_fkey" FOREIGN KEY ("comparisonId") REFERENCES "Comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComparisonTake" ADD CONSTRAINT "ComparisonTake_takeId_fkey" FOREIGN KEY ("takeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "JudgingSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_leftTakeId_fkey" FOREIGN KEY ("leftTakeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_rightTakeId_fkey" FOREIGN KEY ("rightTakeId") REFERENCES "Take"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_correctsId_fkey" FOREIGN KEY ("correctsId") REFERENCES "Ballot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_generationId_fkey" FOREIGN KEY ("generationId") REFERENCES "Generation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shot" ADD CONSTRAINT "Shot_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shot" ADD CONSTRAINT "Shot_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shot" ADD CONSTRAINT "Shot_pickedTakeId_fkey" FOREIGN KEY ("pickedTakeId") REFERENCES "Take"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromptVersion" ADD CONSTRAINT "PromptVersion_shotId_fkey" FOREIGN KEY ("shotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Frame" ADD CONSTRAINT "Frame_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Frame" ADD CONSTRAINT "Frame_shotId_fkey" FOREIGN KEY ("shotId") REFERENCES "Shot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Frame" ADD CONSTRAINT "Frame_clipId_fkey" FOREIGN KEY ("clipId") REFERENCES "Clip"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendorCredential" ADD CONSTRAINT "VendorCredential_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_generationId_fkey" FOREIGN KEY ("generationId") REFERENCES "Generation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
