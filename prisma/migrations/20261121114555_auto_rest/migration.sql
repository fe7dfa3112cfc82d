-- AlterTable
ALTER TABLE "Generation" ADD COLUMN     "autoRest" JSONB;
