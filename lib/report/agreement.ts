import type { CountedBallot } from "@/lib/arena/schema"
import { agreementBetweenRaters } from "@/lib/judging/ratings/agreement"

/** Krippendorff's alpha of each question between the judges who count, in the order of the questions. */
export function agreementPerQuestion(ballots: readonly CountedBallot[]): { question: string; alpha: number | undefined }[] {
  const alphas = agreementBetweenRaters(ballots.filter(({ isLeftOut }) => !isLeftOut))
  return Object.entries(alphas).map(([question, alpha]) => ({ question, alpha }))
}
