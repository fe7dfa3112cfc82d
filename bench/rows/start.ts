import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { distFolder } from "@/bench/context"
import type { Row } from "@/bench/row"
import { median, timed } from "@/bench/statistics"
import { startStudio } from "@/e2e/studio"

const starts = 4

/** `npm start` as people run it: everything is there and built, the database holds data and was stopped properly. */
export const row: Row = {
  name: "start",
  budget: "npm start with everything installed and built → first page ≤ 4 s",
  async measure(context) {
    const dataFolder = join(context.folder, "start")
    mkdirSync(dataFolder, { mode: 0o711 })
    context.say("Starting once, to build and to make the database …")
    const studio = await startStudio({ DATA_DIR: dataFolder, NEXT_DIST_DIR: distFolder })
    const samples: number[] = []
    try {
      for (let start = 0; start < starts; start++) {
        await studio.stop()
        samples.push(
          await timed(async () => {
            await studio.startAgain()
            const page = await fetch(`${studio.url}/setup`)
            if (page.status !== 200 || !(await page.text()).includes("</html>")) throw new Error(`/setup: ${page.status}`)
          }),
        )
      }
    } finally {
      await studio.stop()
    }
    return [
      {
        what: "npm start → first page whole",
        unit: "s",
        ours: median(samples) / 1000,
        budget: { most: 4 },
        note: `database, web, worker and sandbox; ${samples.map((sample) => (sample / 1000).toFixed(1)).join(", ")} s`,
      },
    ]
  },
}
