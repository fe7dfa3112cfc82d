import { z } from "zod"

/** One model on which a take's shot can be made again, with what it would make of it. Plain JSON. */
export type SuccessorOffer = {
  modelId: string
  modelName: string
  vendorName: string
  mode: "sandbox" | "live"
  /** Micro-dollars of one take; 0 in the sandbox. */
  micros: number
  /** What it does otherwise than asked, as sentences. */
  notes: string[]
  /** Why it cannot do the shot; null when it can. */
  blocked: string | null
}

/** What a take's model has come to, and who takes over. */
export type SuccessorOffers = {
  /** "Sora 2 was retired on 24 Sep 2026." */
  why: string
  offers: SuccessorOffer[]
}

export const trySuccessorInput = z.object({
  takeId: z.uuid(),
  modelId: z.string().max(200),
  /** Minted in the browser for one intent: the same key never makes twice. */
  submitKey: z.string().min(16).max(200),
  /** What the button promised. */
  shown: z.object({ mode: z.enum(["sandbox", "live"]), micros: z.number().int().min(0) }),
})
export type TrySuccessor = z.infer<typeof trySuccessorInput>
