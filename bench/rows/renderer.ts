import { join } from "node:path"
import { anOrder } from "@/bench/clips"
import type { Row } from "@/bench/row"
import { median, timed } from "@/bench/statistics"
import { openStudio } from "@/lib/sandbox/render/studio"

/** The sandbox's renderer in its own process, warmed up, as the sandbox uses it. */
export const row: Row = {
  name: "renderer",
  budget: "8 s of 720p in ≤ 3 s",
  async measure(context) {
    const renderer = await openStudio(join(context.folder, "renderer"))
    try {
      const render = (seconds: number, seed: number) =>
        renderer.render(anOrder(seconds, seed), new AbortController().signal, () => {})
      await render(2, 100)
      const samples: number[] = []
      for (const seed of [101, 102, 103, 104, 105]) samples.push(await timed(() => render(8, seed)))
      return [
        {
          what: "8 s of 720p from words",
          unit: "s",
          ours: median(samples) / 1000,
          budget: { most: 3 },
          note: `${samples.map((sample) => (sample / 1000).toFixed(2)).join(", ")} s`,
        },
      ]
    } finally {
      renderer.close()
    }
  },
}
