import { aboutWords } from "@/lib/format"
import type { Candidate } from "@/lib/policies/candidate"
import type { PolicyId, TeamBestId } from "@/lib/policies/schema"
import type { QualityNote } from "@/lib/providers/catalogue"
import type { ShotAsk } from "@/lib/providers/preflight-types"
import { dollars } from "@/lib/providers/price"

/** Why this one, in one sentence: "Cheapest that can do 8 s at 1080p with sound: $0.40." */
export function whyWords(chosen: Candidate, policy: Exclude<PolicyId, TeamBestId>, hasTicked: boolean): string {
  const { checked, expectedSeconds, ask } = chosen
  const { others, can, none, price } = partsOfWhy(chosen, hasTicked)
  switch (policy) {
    case "cheapest":
    case "cheapest_4k":
    case "with_audio":
      return `Cheapest${can}: ${price}.`
    case "fastest":
      return expectedSeconds === null
        ? `${none} has a history here yet, so the cheapest: ${price}.`
        : `Fastest here${can}: ${aboutWords(expectedSeconds)}, ${price}.`
    case "longest_take":
      return `Longest single take${others} at ${ask.settings.resolution}: ${checked.request.durationSeconds} s, ${price}.`
    case "best_physics":
      return qualityWords(chosen, "physics", "physics", { can, none, price })
    case "best_character_consistency":
      return qualityWords(chosen, "character_consistency", "character consistency", { can, none, price })
    case "own": {
      const time = expectedSeconds === null ? "" : `, ${aboutWords(expectedSeconds)}`
      return `Best by the team’s own weights${hasTicked ? can : ` of those${can}`}: ${price}${time}.`
    }
  }
}

/** What the sentences of all policies are made of. `can`: " of the others that can do 5 s at 720p". */
export function partsOfWhy({ mode, checked, ask }: Candidate, hasTicked: boolean) {
  const others = hasTicked ? " of the others" : ""
  const can = `${others} that can do ${askWords(ask)}`
  return {
    others,
    can,
    none: hasTicked ? `None${can}` : `No model${can}`,
    price: mode === "sandbox" ? `${dollars(checked.priceMicros)} live, free in the sandbox` : dollars(checked.priceMicros),
  }
}

function qualityWords(
  { model }: Candidate,
  of: QualityNote["of"],
  name: string,
  { can, none, price }: Record<"can" | "none" | "price", string>,
): string {
  const notes = (model.qualities ?? []).filter((note) => note.of === of)
  const best = notes.toSorted((a, b) => b.grade - a.grade)[0]
  if (!best) return `${none} has a published note on ${name}, so the cheapest: ${price}.`
  return `Best known for ${name}${can}: ${best.words.replace(/\.$/, "")} (${best.grade} of 5), ${price}.`
}

/** Why there is none, and what to change. */
export function noneWords(ask: ShotAsk, policy: PolicyId, hasTicked: boolean): string {
  if (ask.frames.source) return "Auto does not choose for a source clip: models do different things with one. Tick one by hand."
  const others = hasTicked ? "other " : ""
  if (policy === "longest_take") {
    return `No ${others}model that can be reached takes this shot as it is. Change the size or the frames.`
  }
  const settings = {
    ...ask.settings,
    ...(policy === "cheapest_4k" && { resolution: "4k" as const }),
    ...(policy === "with_audio" && { sound: true }),
  }
  return `No ${others}model that can be reached does ${askWords({ ...ask, settings })}. Change the length, the size or the frames.`
}

/** "8 s at 1080p with sound, from a first frame". */
function askWords({ settings, frames }: ShotAsk): string {
  const { durationSeconds, resolution, aspectRatio, sound } = settings
  const shape = aspectRatio === "16:9" ? "" : ` in ${aspectRatio}`
  const from = frames.last
    ? " between two frames"
    : frames.first
      ? " from a first frame"
      : frames.references.length > 0
        ? " with references"
        : ""
  return `${durationSeconds} s at ${resolution}${shape}${sound ? " with sound" : ""}${from}`
}
