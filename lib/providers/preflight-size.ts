import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { PreflightNote, PreflightOption, ShotAsk } from "@/lib/providers/preflight-types"
import { dollars, listPriceMicros } from "@/lib/providers/price"
import type { AspectRatio, VideoRequest } from "@/lib/providers/provider"
import { ratioValue, shortEdges } from "@/lib/providers/size"

type Size = Pick<VideoRequest, "aspectRatio" | "resolution" | "durationSeconds">

/** The model's nearest shape, size and length, each with a note when it differs from the asked one. */
export function chooseSize(
  { settings, text, frames: { source } }: ShotAsk,
  model: VideoModel,
  mode: ModeLimits,
  sound: boolean,
  isFree: boolean,
): { value: Size; notes: PreflightNote[] } {
  const follows = mode.durationFollows
  const wanted =
    follows === "speech"
      ? speechSeconds(text)
      : follows === "source"
        ? Math.ceil(source?.durationSeconds ?? 0)
        : settings.durationSeconds
  const value: Size = {
    aspectRatio:
      mode.shapeFollows && source
        ? nearest(source.width / source.height, mode.aspectRatios, ratioValue)
        : nearestRatio(settings.aspectRatio, mode.aspectRatios),
    resolution:
      mode.sizeFollows && source
        ? nearest(Math.min(source.width, source.height), mode.resolutions, (resolution) => shortEdges[resolution])
        : nextLarger(settings.resolution, mode.resolutions, (resolution) => shortEdges[resolution]),
    durationSeconds: nextLarger(wanted, mode.durationsSeconds, (seconds) => seconds),
  }
  const rounded = (option: PreflightOption, from: string, to: string, priceChangeMicros = 0): PreflightNote => {
    const message = `${from} becomes ${to}${isFree ? "" : moneyWords(priceChangeMicros)}.`
    return { kind: "rounded", option, message, priceChangeMicros }
  }
  const notes: PreflightNote[] = []
  if (value.aspectRatio !== settings.aspectRatio) {
    notes.push(rounded("aspectRatio", settings.aspectRatio, value.aspectRatio))
  }
  if (value.resolution !== settings.resolution) {
    // The asked size has no price at this model, so there is nothing to compare with.
    notes.push(rounded("resolution", settings.resolution, value.resolution))
  }
  if (follows !== undefined) {
    const message =
      follows === "speech" ? `As long as the speech, about ${value.durationSeconds} s.` : "As long as the source clip."
    notes.push({ kind: "rounded", option: "durationSeconds", message, priceChangeMicros: 0 })
  } else if (value.durationSeconds !== settings.durationSeconds) {
    const priceOf = (durationSeconds: number) =>
      listPriceMicros(model, { resolution: value.resolution, aspectRatio: value.aspectRatio, durationSeconds, sound }) ?? 0
    const change = priceOf(value.durationSeconds) - priceOf(settings.durationSeconds)
    notes.push(rounded("durationSeconds", `${settings.durationSeconds} s`, `${value.durationSeconds} s`, change))
  }
  return { value, notes }
}

/** Less than half a cent is not worth a word. */
function moneyWords(micros: number): string {
  if (Math.abs(micros) < 5_000) return ""
  return `, ${dollars(Math.abs(micros))} ${micros > 0 ? "more" : "less"}`
}

/** Calm English speech has about 150 words a minute. */
function speechSeconds(text: string): number {
  return Math.ceil((text.trim().split(/\s+/).filter(Boolean).length * 60) / 150)
}

function nextLarger<T>(asked: T, offered: readonly T[], rank: (value: T) => number): T {
  const ascending = [...offered].sort((a, b) => rank(a) - rank(b))
  const chosen = ascending.find((value) => rank(value) >= rank(asked)) ?? ascending.at(-1)
  if (chosen === undefined) throw new Error("The catalogue offers nothing to choose from.")
  return chosen
}

/** By proportion, so that 21:9 becomes 16:9 and 9:21 becomes 9:16. */
function nearestRatio(asked: AspectRatio, offered: readonly AspectRatio[]): AspectRatio {
  return offered.includes(asked) ? asked : nearest(ratioValue(asked), offered, ratioValue)
}

/** The value nearest to a wanted one by proportion; the first listed wins a draw. */
function nearest<T>(wanted: number, offered: readonly T[], rank: (value: T) => number): T {
  const distance = (value: T) => Math.abs(Math.log(rank(value) / wanted))
  const [first, ...rest] = offered
  if (first === undefined) throw new Error("The catalogue offers nothing to choose from.")
  return rest.reduce((best, value) => (distance(value) < distance(best) ? value : best), first)
}
