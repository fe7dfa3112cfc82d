-- CreateTable
CREATE TABLE "VendorPulse" (
    "teamId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "mode" "VendorMode" NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "lastFailure" TEXT,

    CONSTRAINT "VendorPulse_pkey" PRIMARY KEY ("teamId","provider","mode","hour")
);

-- AddForeignKey
ALTER TABLE "VendorPulse" ADD CONSTRAINT "VendorPulse_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
