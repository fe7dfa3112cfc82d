import { z } from "zod"
import { outcomes } from "@/lib/judging/ratings/ballot"

/** What is asked when nobody says otherwise. */
export const defaultQuestions = ["Follows the prompt", "Motion", "Identity holds", "Look"] as const

export const maxQuestions = 4
/** Thirty shots of eight models. */
export const maxSessionTakes = 240

const question = z.string().trim().min(1, "A question needs words.").max(60, "A question has at most 60 characters.")

/** A session as the form sends it. */
export const newSession = z.object({
  projectId: z.uuid(),
  name: z.string().trim().min(1, "Give the session a name.").max(80, "A name has at most 80 characters."),
  questions: z
    .array(question)
    .min(1, "Ask at least one question.")
    .max(maxQuestions, `Ask at most ${maxQuestions} questions.`)
    .refine((list) => new Set(list.map((one) => one.toLowerCase())).size === list.length, "Each question must be another one."),
  takeIds: z.array(z.uuid()).min(2, "Choose at least two takes.").max(maxSessionTakes, "That is more than one session holds."),
  /** Null: everybody of the team. */
  judgeIds: z.array(z.uuid()).min(1, "Choose who may judge.").nullable(),
  coversMarks: z.boolean().default(true),
})
export type NewSession = z.input<typeof newSession>

/** One answer per question, by the question's place. */
export const answers = z.array(z.enum(outcomes)).min(1).max(maxQuestions)

/** What a judge may know. Nothing here names a take, a clip of the gallery, a model or a vendor. */
export type JudgeView = {
  session: { id: string; name: string; questions: string[] }
  /** `pairs`: how many there are for this judge at most; `untilMeaningful`: votes of everybody until it means something. */
  progress: { voted: number; pairs: number; untilMeaningful: number | null; words: string }
  /** "done": this judge has seen every pair. */
  state: "preparing" | "pair" | "done" | "closed"
  pair: JudgePair | null
  /** True when the last vote can still be taken back: once, until the next one is cast. */
  canUndo: boolean
}

export type JudgePair = {
  showingId: string
  /** What the shot asked for, and the still that it was to begin with; the same for both sides. */
  prompt: string
  firstFrameUrl: string | null
  /** One-time addresses: each answers once. Asking for the view again gives new ones. */
  leftUrl: string
  rightUrl: string
  /** The same for both sides. */
  width: number
  height: number
  durationSeconds: number
  hasAudio: boolean
  /** Both have played once. */
  isOpen: boolean
}
