import { expect, test } from "vitest"
import { laneLimits, paceOf } from "@/lib/lanes/rules"
import { vendors } from "@/lib/providers/vendors"

test("no window of a minute sees more submits than the rate allows, however many wait", () => {
  for (const perMinute of [1, 2, 4, 7, 10, 60, 300]) {
    const { interval, burst } = paceOf(perMinute)
    const sent: number[] = []
    // The clock that lib/lanes/line.ts keeps: a submit may go while the clock is no further ahead than the burst.
    let pacedTo = 0
    for (let now = 0; now < 300; now += 0.05) {
      while (Math.floor((burst - Math.max(0, pacedTo - now)) / interval + 1e-9) >= 1) {
        pacedTo = Math.max(pacedTo, now) + interval
        sent.push(now)
      }
    }
    const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 59.9).length))
    expect(most).toBeLessThanOrEqual(perMinute)
    expect(sent.length).toBeGreaterThan(perMinute * 5 * 0.7)
  }
})

test("every vendor has a row in the line's limits", () => {
  expect(laneLimits().map(({ provider }) => provider)).toEqual(vendors.map(({ id }) => id))
})
