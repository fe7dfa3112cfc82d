import { z } from "zod"
import { outcomes } from "@/lib/judging/ratings/ballot"
import type { TimedBallot } from "@/lib/judging/ratings/rater-checks"
import type { ShotTag } from "@/lib/shots/tags"

/** What is asked when nobody says otherwise. */
export const defaultQuestions = ["Follows the prompt", "Motion", "Identity holds", "Look"] as const

export const maxQuestions = 4
/** Thirty shots of eight models. */
export const maxSessionTakes = 240

const question = z.string().trim().min(1, "A question needs words.").max(60, "A question has at most 60 characters.")

export const sessionName = z.string().trim().min(1, "Give the session a name.").max(80, "A name has at most 80 characters.")

/** A session as the form sends it. */
export const newSession = z.object({
  projectId: z.uuid(),
  name: sessionName,
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

/** "mixed": one take of the pair began with a still, the other with words alone. */
export type BallotMode = "text_to_video" | "image_to_video" | "mixed"

/**
 * One stored answer with all that figures are made by (lib/arena/ballots.ts). `left` and `right` are catalogue ids of models,
 * `rater` the judge's id, `session` and `shot` ids. `weight` is 0 for repeats and for judges who were left out; what counts
 * averages 1 in each session.
 */
export type CountedBallot = TimedBallot & {
  id: string
  sessionId: string
  showingId: string
  judgeId: string
  judgeName: string
  projectId: string
  shotId: string
  shotName: string
  tags: ShotTag[]
  mode: BallotMode
  /** True when the pair was judged with its sound. */
  withAudio: boolean
  isRepeat: boolean
  isLeftOut: boolean
  /** The judge took an earlier answer back; this is the later one. */
  isCorrection: boolean
  leftTakeId: string
  rightTakeId: string
  /** ISO 8601. */
  votedAt: string
}

export type SessionStatus = "preparing" | "open" | "closed"

/** A session in the team's list. It names no model, so a judge may see it. */
export type SessionItem = {
  id: string
  name: string
  projectId: string
  projectName: string
  projectSlug: string
  status: SessionStatus
  createdAt: string
  createdBy: string
  /** Clips that are ready, of all that are to be. Those that could not be made alike count as ready. */
  prepared: { ready: number; of: number }
  shots: number
  models: number
  /** Pairs that this person has voted on, and how many there are for them at most; null when they may not judge it. */
  own: { voted: number; pairs: number } | null
  /** Votes of everybody, repeats included. */
  votes: number
}

/** All of a session for its page. It names the models: whoever is to judge should not read it first. */
export type SessionView = SessionItem & {
  questions: string[]
  coversMarks: boolean
  isForAll: boolean
  closedAt: string | null
  clipFps: number
  modelList: { id: string; name: string }[]
  shotList: {
    id: string
    number: number
    name: string
    /** How many clips of each model, by its id. */
    takes: { modelId: string; takeId: string; number: number; state: "waiting" | "ready" | "failed"; failure: string | null }[]
    /** False when fewer than two models have a clip: the shot is then not judged. */
    isJudged: boolean
    hasAudio: boolean
    durationSeconds: number | null
  }[]
  /** Who may judge, and how far each is. */
  judges: {
    id: string
    name: string
    voted: number
    pairs: number
    /** Set when a person left their ballots out of the figures. */
    leftOut: { reason: string; by: string; at: string } | null
  }[]
  /** What stands in the way, or how many more votes it takes; whole sentences. */
  words: string[]
  /** The session's creator and owners may close it and leave judges out. */
  mayManage: boolean
}
