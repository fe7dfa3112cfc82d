import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { provenRecently } from "@/lib/clips/recent-access"

const clip = { storageKey: "a", sha256: "a", mime: "video/mp4", bytes: 1 }

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }))
afterEach(() => void vi.useRealTimers())

test("a yes holds for five seconds, for one session and one clip", async () => {
  const prove = vi.fn(async () => clip)
  for (const _ of [1, 2, 3]) expect(await provenRecently("ada", "clip 1", prove)).toBe(clip)
  expect(prove).toHaveBeenCalledTimes(1)
  await provenRecently("bob", "clip 1", prove)
  await provenRecently("ada", "clip 2", prove)
  expect(prove).toHaveBeenCalledTimes(3)
  vi.advanceTimersByTime(5001)
  await provenRecently("ada", "clip 1", prove)
  expect(prove).toHaveBeenCalledTimes(4)
})

test("a no, a failure and the absence of a session are never kept", async () => {
  const no = vi.fn(async () => null)
  expect([await provenRecently("eve", "clip 1", no), await provenRecently("eve", "clip 1", no)]).toEqual([null, null])
  const signedOut = vi.fn(() => Promise.reject(new Error("signed out")))
  await expect(provenRecently("eve", "clip 1", signedOut)).rejects.toThrow()
  const yes = vi.fn(async () => clip)
  await provenRecently(undefined, "clip 1", yes)
  await provenRecently(undefined, "clip 1", yes)
  expect([no, signedOut, yes].map((each) => each.mock.calls.length)).toEqual([2, 1, 2])
})
