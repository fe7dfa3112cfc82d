-- AlterTable
ALTER TABLE "TakeMeasures" ADD COLUMN     "loudnessLufs" DOUBLE PRECISION;
