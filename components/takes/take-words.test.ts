import { describe, expect, it } from "vitest"
import { chargeSentence, factWords, frameWords, maySubmitAgain, moneyWords, takeName } from "@/components/takes/take-words"
import type { TakeView } from "@/lib/takes/schema"

const now = Date.parse("2026-11-21T12:00:00Z")
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()

function aTake(change: Partial<TakeView>): TakeView {
  return {
    number: 9,
    modelName: "Veo 3.1 Fast",
    provider: "fal",
    mode: "live",
    status: "queued",
    progress: null,
    expectedSeconds: null,
    createdAt: ago(60),
    runningAt: null,
    finishedAt: null,
    failure: null,
    unknown: null,
    money: { state: "held", micros: 600_000 },
    ingest: null,
    clip: null,
    differences: [],
    isPicked: false,
    cancel: "possible",
    ...change,
  } as TakeView
}

describe("a take in words", () => {
  it("is named by its number, model and status, and then what else holds", () => {
    expect(takeName(aTake({}))).toBe("Take 9, Veo 3.1 Fast, queued")
    expect(takeName(aTake({ status: "succeeded", isPicked: true }), true)).toBe(
      "Take 9, Veo 3.1 Fast, succeeded, picked, selected",
    )
  })

  it("says where a queued one stands in line, and what it waits for", () => {
    const text = (waiting: TakeView["waiting"]) => frameWords(aTake({ waiting }), now)?.text
    expect(text(null)).toBe("In line at fal")
    expect([1, 2, 3, 12, 22].map((place) => text({ for: "slot", place }))).toEqual([
      "Next in line at fal",
      "2nd in line at fal",
      "3rd in line at fal",
      "12th in line at fal",
      "22nd in line at fal",
    ])
    const until = new Date(2026, 10, 21, 12, 34).toISOString()
    expect(text({ for: "vendor", why: "not_answering", until, place: 1 })).toBe("fal is not answering. Waiting, next try 12:34")
    expect(text({ for: "vendor", why: "busy", until, place: 1 })).toBe("fal takes no more for now. Waiting, next try 12:34")
    expect(frameWords(aTake({ waiting: { for: "person", batchId: "b" } }), now)?.word).toBe("On hold")
  })

  it("tells percent and time left while the vendor tells progress", () => {
    const words = frameWords(aTake({ status: "running", progress: 0.42, expectedSeconds: 110, runningAt: ago(48) }), now)
    expect(words).toMatchObject({ kind: "veil", word: "42 %", text: "about 1 min left", bar: 0.42 })
  })

  it("tells the time alone, without a bar, when the vendor tells no progress", () => {
    const words = frameWords(aTake({ status: "running", expectedSeconds: 110, runningAt: ago(48) }), now)
    expect(words).toMatchObject({ word: "About 1 min left", text: "", bar: null })
  })

  it("claims no time without any history", () => {
    expect(frameWords(aTake({ status: "running", runningAt: ago(48) }), now)?.word).toBe("Running")
  })

  it("tells how much of the clip is stored", () => {
    const words = frameWords(aTake({ status: "ingesting", ingest: { bytes: 3_100_000, totalBytes: 8_400_000 } }), now)
    expect(words).toMatchObject({ word: "Storing", text: "3.1 of 8.4 MB" })
  })

  it("says of an unknown one how long it is looked for, and then that the person decides", () => {
    const until = new Date(now + 40_000).toISOString()
    const looking = aTake({ status: "unknown", unknown: { until, mayDecide: false } })
    expect(frameWords(looking, now)?.text).toBe("Cut off while sending. fal is asked for 0:40 more.")
    expect(maySubmitAgain(looking)).toBe(false)
    expect(factWords(looking, now)).toBe("Will not be sent twice")
    expect(maySubmitAgain(aTake({ status: "unknown", unknown: { until, mayDecide: true } }))).toBe(true)
  })

  it("offers to submit again what failed, but not what a policy has sent on already", () => {
    const failure = { kind: "credit", message: "Kling had no credit. Sent to Veo 3.1 instead.", charged: false }
    expect(maySubmitAgain(aTake({ status: "failed", failure }))).toBe(true)
    expect(maySubmitAgain(aTake({ status: "failed", failure: { ...failure, sentTo: "Veo 3.1" } }))).toBe(false)
  })

  it("says what a sum's state is, unless it was charged for a clip", () => {
    expect(moneyWords(aTake({}))).toBe("$0.60 held")
    expect(moneyWords(aTake({ status: "ingesting" }))).toBe("$0.60")
    expect(moneyWords(aTake({ status: "succeeded", money: { state: "charged", micros: 420_000 } }))).toBe("$0.42")
    expect(moneyWords(aTake({ status: "failed", money: { state: "charged", micros: 300_000 } }))).toBe("$0.30 charged")
    expect(moneyWords(aTake({ status: "refused", money: { state: "not_charged", micros: 0 } }))).toBe("not charged")
    const silent = aTake({
      status: "failed",
      money: { state: "not_charged", micros: 0 },
      failure: { kind: "lost", message: "", charged: null },
    })
    expect(moneyWords(silent)).toBe("charge unknown")
    expect(chargeSentence(silent)).toBe("fal does not say whether it charges.")
    expect(moneyWords(aTake({ mode: "sandbox", money: { state: "free", micros: 0 } }))).toBe("free")
  })

  it("says where what was delivered differs from what was asked", () => {
    const differences = [{ what: "durationSeconds", asked: "5", delivered: "6" }] as TakeView["differences"]
    expect(factWords(aTake({ status: "succeeded", differences }), now)).toBe("6 s delivered, 5 s asked")
  })
})
