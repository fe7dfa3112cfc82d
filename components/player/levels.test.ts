import fc from "fast-check"
import { expect, test } from "vitest"
import { levelGains, mostGainDb } from "@/components/player/levels"

const anySound = fc.record({
  loudnessLufs: fc.double({ min: -70, max: -5, noNaN: true }),
  samplePeakDbfs: fc.option(fc.double({ min: -60, max: 0, noNaN: true })),
})

test("takes with room below full scale come out equally loud", () => {
  const [quiet, loud] = [
    { loudnessLufs: -26, samplePeakDbfs: -14 },
    { loudnessLufs: -18, samplePeakDbfs: -6 },
  ]
  expect(levelGains([quiet, loud])).toEqual([8, 0])
})

test("where the quiet one would clip, the loud one comes down to what it reaches", () => {
  const [peaky, loud] = [
    { loudnessLufs: -26, samplePeakDbfs: -4 },
    { loudnessLufs: -18, samplePeakDbfs: -6 },
  ]
  expect(levelGains([peaky, loud])).toEqual([3, -5])
})

test("an almost silent take does not silence the others", () => {
  const [silent, loud] = [
    { loudnessLufs: -65, samplePeakDbfs: -50 },
    { loudnessLufs: -18, samplePeakDbfs: -6 },
  ]
  expect(levelGains([silent, loud])).toEqual([12, -12])
})

test("what was not measured plays as it is, and nothing is raised whose peak is not known", () => {
  expect(levelGains([null, { loudnessLufs: -18, samplePeakDbfs: -6 }])).toEqual([null, 0])
  expect(
    levelGains([
      { loudnessLufs: -24, samplePeakDbfs: null },
      { loudnessLufs: -18, samplePeakDbfs: -6 },
    ]),
  ).toEqual([0, -6])
})

test("no gain clips a peak or goes beyond what may be added, and two that reach the same are equally loud", () => {
  fc.assert(
    fc.property(fc.array(anySound, { minLength: 1, maxLength: 4 }), (sounds) => {
      const gains = levelGains(sounds)
      const after = sounds.map(({ loudnessLufs }, index) => loudnessLufs + (gains[index] ?? 0))
      for (const [index, { samplePeakDbfs }] of sounds.entries()) {
        const gain = gains[index] ?? 0
        expect(gain).toBeLessThanOrEqual(mostGainDb)
        if (gain > 0) expect((samplePeakDbfs ?? 0) + gain).toBeLessThanOrEqual(-1 + 1e-9)
      }
      // Nobody ends louder than another who could still be raised.
      const loudest = Math.max(...after)
      for (const [index, { samplePeakDbfs }] of sounds.entries()) {
        const room = Math.min(mostGainDb, Math.max(0, -1 - (samplePeakDbfs ?? 0)))
        if ((gains[index] ?? 0) < room - 1e-9) expect(after[index]).toBeCloseTo(loudest)
      }
    }),
  )
})
