import { listNames } from "@/lib/format"
import type { KnownRefusal } from "@/lib/providers/catalogue"
import { type RefusalKind, refusalKinds } from "@/lib/providers/provider"

/** What gave offence, as people say it. */
const offences: Record<RefusalKind, string> = {
  prompt_refused: "The prompt",
  image_refused: "A reference image",
  output_refused: "The finished clip",
  person_refused: "A real person",
  minor_refused: "Perhaps a minor",
  property_refused: "Somebody else’s character, brand or work",
  refused: "It does not say what",
}

/** Only words were judged: whoever took the words is evidence, whatever pictures it was sent. */
const ofWordsAlone: readonly RefusalKind[] = ["prompt_refused"]

/** True for the kinds of failure that are moderation's. */
export function isRefusalKind(kind: string): kind is RefusalKind {
  return (refusalKinds as readonly string[]).includes(kind)
}

/** "The prompt", "A real person": what was refused, for a heading. */
export function offenceWords(kind: RefusalKind): string {
  return offences[kind]
}

/** One of the other requests of the same press. */
export type Companion = {
  modelId: string
  /** As the person knows it. */
  name: string
  /** What its catalogue entry says of refusals. */
  refuses: readonly KnownRefusal[]
  end: "succeeded" | "refused" | "other"
  /** What it was sent besides words. */
  sentClipIds: readonly string[]
}

/** How the other models of the press stand to what one of them refused. */
export type OtherOpinions = {
  /** They made a clip of the same: the best evidence there is. */
  took: string[]
  /** They refused it as well. */
  refusedToo: string[]
  /** Their vendor is known to refuse such input, whatever became of this one. */
  knownToRefuse: { name: string; words: string }[]
  /** They have not ended, or for another reason, and nothing is known against it. */
  open: string[]
}

/**
 * What the other models of a press did with what one refused, and what their catalogue says of such input. A model that was
 * not sent the same pictures (its pre-flight left one out) proves nothing about a refused picture.
 */
export function otherOpinions(
  refused: { kind: RefusalKind; modelId: string; sentClipIds: readonly string[] },
  companions: readonly Companion[],
): OtherOpinions {
  const opinions: OtherOpinions = { took: [], refusedToo: [], knownToRefuse: [], open: [] }
  const wasAsked = ({ sentClipIds }: Companion) =>
    ofWordsAlone.includes(refused.kind) || refused.sentClipIds.every((clipId) => sentClipIds.includes(clipId))
  for (const modelId of new Set(companions.map((companion) => companion.modelId))) {
    const takes = companions.filter((companion) => companion.modelId === modelId)
    const [first] = takes
    if (!first || modelId === refused.modelId) continue
    const ends = takes.filter(wasAsked).map(({ end }) => end)
    const known = first.refuses.find(({ kind }) => kind === refused.kind)
    if (ends.includes("succeeded")) opinions.took.push(first.name)
    else if (ends.includes("refused")) opinions.refusedToo.push(first.name)
    else if (known) opinions.knownToRefuse.push({ name: first.name, words: known.words })
    else if (ends.length > 0) opinions.open.push(first.name)
  }
  return opinions
}

/** "Veo 3.1 took the same prompt. Sora 2 is known to refuse such input too: refuses real people." Empty with nobody to ask. */
export function opinionWords(kind: RefusalKind, { took, refusedToo, knownToRefuse, open }: OtherOpinions): string {
  const what = ofWordsAlone.includes(kind) ? "the same prompt" : "the same prompt and pictures"
  return [
    took.length > 0 && `${listNames(took)} took ${what}.`,
    refusedToo.length > 0 && `${listNames(refusedToo)} refused it too.`,
    ...knownToRefuse.map(({ name, words }) => `${name} is known to refuse such input too: ${sentence(words)}`),
    open.length > 0 && `${listNames(open)} ${open.length === 1 ? "is" : "are"} not known to refuse it.`,
  ]
    .filter((part) => part !== false)
    .join(" ")
}

function sentence(words: string): string {
  const begun = /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
  return begun.endsWith(".") ? begun : `${begun}.`
}
