import { expect, test } from "vitest"
import { createLoudnessMeter } from "@/lib/media/measure/loudness"
import { createSoundMeter } from "@/lib/media/measure/sound"
import { sine, soundRate } from "@/lib/media/measure/testing"

/** The same samples in every channel, in turn. */
function interleave(samples: Float32Array, channels: number): Float32Array {
  const all = new Float32Array(samples.length * channels)
  for (let at = 0; at < all.length; at++) all[at] = samples[Math.floor(at / channels)] ?? 0
  return all
}

function loudnessOf(parts: readonly Float32Array[], rate = soundRate, weights = [1, 1]): number | undefined {
  const meter = createLoudnessMeter(rate, weights)
  for (const part of parts) meter.add(interleave(part, weights.length))
  return meter.finish()
}

/** EBU Tech 3341 (2023), table 1: a stereo sine of 1 kHz, with its peaks at so many dBFS, and what a meter must show ± 0.1 LU. */
test.each<[string, [seconds: number, dbfs: number][], number]>([
  ["case 1", [[20, -23]], -23],
  ["case 2", [[20, -33]], -33],
  [
    "case 4: what is 10 LU softer does not count, nor what is below -70",
    [
      [10, -72],
      [10, -36],
      [60, -23],
      [10, -36],
      [10, -72],
    ],
    -23,
  ],
  [
    "case 5: what is 6 LU softer counts",
    [
      [20, -26],
      [20.1, -20],
      [20, -26],
    ],
    -23,
  ],
])("integrated loudness of EBU Tech 3341, %s", (_, parts, wanted) => {
  const found = loudnessOf(parts.map(([seconds, dbfs]) => sine(seconds, dbfs)))
  expect(Math.abs((found ?? 0) - wanted)).toBeLessThanOrEqual(0.1)
})

test("the filter is right at another sampling rate, and one channel is 3 LU below two", () => {
  const slow = Float32Array.from(
    { length: 5 * 44_100 },
    (_, at) => 10 ** (-23 / 20) * Math.sin((2 * Math.PI * 1000 * at) / 44_100),
  )
  expect(loudnessOf([slow], 44_100)).toBeCloseTo(-23, 1)
  expect(loudnessOf([sine(5, -20)], soundRate, [1])).toBeCloseTo(-23, 1)
})

test("the weighting lowers deep tones and raises high ones", () => {
  expect(loudnessOf([sine(3, -23, 40)])).toBeLessThan(-27)
  expect(loudnessOf([sine(3, -23, 6000)])).toBeGreaterThan(-20.5)
})

test("silence has no loudness, and neither has a sound shorter than a block", () => {
  expect(loudnessOf([new Float32Array(soundRate)])).toBeUndefined()
  expect(loudnessOf([sine(0.3, -20)])).toBeUndefined()
})

test("silence between sounds is found, and none in a soft tone", () => {
  const meter = createSoundMeter(soundRate, [1])
  for (const part of [sine(1, -20), new Float32Array(0.8 * soundRate), sine(0.5, -50), new Float32Array(0.3 * soundRate)])
    meter.add(part)
  const { silentSpans, silentShare } = meter.finish()
  expect(silentSpans).toHaveLength(1)
  expect(silentSpans[0]?.startSeconds).toBeCloseTo(1, 2)
  expect(silentSpans[0]?.endSeconds).toBeCloseTo(1.8, 2)
  expect(silentShare).toBeCloseTo(0.8 / 2.6, 2)
})

test("tops that are cut flat are clippings; a sine that only reaches full scale is none", () => {
  const loud = createSoundMeter(soundRate, [1])
  loud.add(sine(0.5, -6))
  loud.add(sine(0.1, 6).map((sample) => Math.max(-1, Math.min(1, sample))))
  const { clippings, clippedSpans } = loud.finish()
  expect(clippings).toBe(200)
  expect(clippedSpans).toEqual([{ startSeconds: expect.closeTo(0.5, 2), endSeconds: expect.closeTo(0.6, 2) }])
  const full = createSoundMeter(soundRate, [1])
  full.add(sine(0.5, 0, 3000))
  expect(full.finish()).toMatchObject({ clippings: 0, clippedSpans: [] })
})
