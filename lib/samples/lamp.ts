import { type ShotDraft, shotDraft } from "@/lib/shots/schema"

/** The sample: one shot that says in a glance what the product does. */
export const sampleProjectName = "The lamp, a sample"
export const sampleShotTitle = "The lamp tips"

/** Shipped in public/samples, 960 × 540. */
export const sampleStillFile = "lamp.webp"

/** One model of each vendor, all of which take a first frame and make five seconds of it. */
export const sampleDraft: ShotDraft = shotDraft.parse({
  text:
    "The desk lamp tips over the edge, slowly at first. Its light sweeps across the wall and the papers, " +
    "then it is gone and only the harbour in the window is left.",
  settings: {
    aspectRatio: "16:9",
    durationSeconds: 5,
    resolution: "720p",
    seed: 42,
    camera: { motion: "push_in", strength: "slow" },
  },
  modelIds: ["kling/kling-3.0", "runway/gen4.5", "fal/seedance-1.5-pro"],
  takesPerModel: 1,
})
