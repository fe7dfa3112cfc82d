import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { VideoRequest } from "@/lib/providers/provider"
import type { AdapterModule } from "@/lib/providers/registry"
import { anAsk, openRig, portrait, type Rig, requestFor } from "@/lib/providers/testing/conformance-rig"
import { playableModels } from "@/lib/providers/testing/conformance-samples"
import { vendors } from "@/lib/providers/vendors"
import type { ShotSettings } from "@/lib/shots/schema"

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

/** `CONFORMANCE=full`: every length with every shape at every size, tens of thousands of requests. */
const isFull = process.env.CONFORMANCE === "full"

type Combination = Required<Pick<ShotSettings, "aspectRatio" | "durationSeconds" | "resolution">>

/** Every shape, every size and every length, each with the usual others, and the longest at the largest. */
function combinations({ aspectRatios, durationsSeconds: all, resolutions, durationFollows }: ModeLimits): Combination[] {
  // A length that follows the speech or the source is nobody's to ask for: one stands for all.
  const durationsSeconds = durationFollows === undefined ? all : all.slice(0, 1)
  const [shortest, longest] = [durationsSeconds[0], durationsSeconds.at(-1)]
  const [usual, smallest, largest] = [aspectRatios[0], resolutions[0], resolutions.at(-1)]
  return resolutions.flatMap((resolution) =>
    aspectRatios.flatMap((aspectRatio) =>
      durationsSeconds
        .filter((seconds) => {
          const usualOnes = [aspectRatio === usual, resolution === smallest, seconds === shortest].filter(Boolean).length
          const isLargest = aspectRatio === usual && resolution === largest && seconds === longest
          return isFull || usualOnes >= 2 || isLargest
        })
        .map((durationSeconds) => ({ aspectRatio, durationSeconds, resolution })),
    ),
  )
}

type Way = { name: string; mode: ModeLimits; frames: (rig: Rig) => Promise<Parameters<typeof anAsk>[1]> }

function waysInto({ textToVideo, imageToVideo, referenceToVideo, lastFrame }: VideoModel): Way[] {
  const first = async (at: Rig) => ({ first: await at.still(portrait.first, 640, 360) })
  const ways: (Omit<Way, "mode"> & { mode: ModeLimits | undefined })[] = [
    { name: "words", mode: textToVideo, frames: async () => ({}) },
    { name: "a first frame", mode: imageToVideo, frames: first },
    {
      name: "first and last frame",
      mode:
        lastFrame && imageToVideo
          ? { ...imageToVideo, durationsSeconds: imageToVideo.durationsSeconds.slice(0, 1) }
          : undefined,
      frames: async (at) => ({ ...(await first(at)), last: await at.still(portrait.last, 640, 360) }),
    },
    {
      name: "reference images",
      mode: referenceToVideo,
      frames: async (at) => ({ references: [await at.still(portrait.reference, 640, 360)] }),
    },
  ]
  return ways.flatMap((way) => (way.mode ? [{ ...way, mode: way.mode }] : []))
}

describe.each(vendors.map((vendor) => [vendor.id, vendor] as const))("%s takes what its catalogue offers", (id, vendor) => {
  it.each(playableModels(vendor).flatMap((model) => waysInto(model).map((way) => [model.id, way.name, model, way] as const)))(
    "%s from %s, in every shape, length and size",
    { timeout: isFull ? 600_000 : 60_000 },
    async (_id, _name, model, { mode, frames }) => {
      const { createAdapter }: AdapterModule = await import(`./${id}/provider.ts`)
      await rig.rehearse(vendor, { concurrency: 1000 })
      const stills = await frames(rig)
      const refused: string[] = []
      const accepted = new Set<string>()
      const send = async (combination: Combination) => {
        // Doomed jobs need no rendering and soon make room for the next.
        const words = "A boat [[sandbox: fail]]"
        const { aspectRatio, durationSeconds, resolution } = combination
        // Words spoken or a source clip give the length: then the settings' length is nobody's.
        const request: VideoRequest = {
          ...requestFor(model, anAsk({ ...combination, sound: model.sound === "always" }, stills, words)),
          ...(mode.durationFollows === undefined && { durationSeconds }),
        }
        expect([request.aspectRatio, request.resolution]).toEqual([aspectRatio, resolution])
        const adapter = createAdapter(rig.settingsOf({ vendor, createAdapter }))
        await adapter.submit(request, rig.call(model, request)).then(
          async ({ jobRef, vendorJobId }) => {
            accepted.add(vendorJobId)
            // Some wires take anything and fail it later: a look tells.
            const report = await adapter.check(jobRef, { signal: AbortSignal.timeout(10_000) })
            const isDoomed = report.status === "failed" && report.failure.kind === "vendor_error"
            if (report.status === "failed" && !isDoomed)
              refused.push(`${JSON.stringify(combination)} ${report.failure.vendorText}`)
          },
          (error: Error) => refused.push(`${JSON.stringify(combination)} ${error.message}`),
        )
      }
      const all = combinations(mode)
      for (let at = 0; at < all.length; at += 8) await Promise.all(all.slice(at, at + 8).map(send))
      expect(refused).toEqual([])
      expect(accepted.size).toBe(all.length)
    },
  )
})
