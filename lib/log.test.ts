import { expect, test } from "vitest"
import { createLog } from "@/lib/log"

function capture(level = "info") {
  const lines: string[] = []
  return { log: createLog(level, { write: (line) => lines.push(line) }), events: () => lines.map((line) => JSON.parse(line)) }
}

test("an event is one JSON line with its level, its time and its facts", () => {
  const { log, events } = capture()
  log.info({ generationId: "g1", durationMs: 12 }, "generation submitted")
  expect(events()).toEqual([
    expect.objectContaining({
      level: "info",
      generationId: "g1",
      durationMs: 12,
      msg: "generation submitted",
      time: expect.any(String),
    }),
  ])
})

test("a secret is replaced at any of three depths", () => {
  const { log, events } = capture()
  log.info({ apiKey: "a", settings: { secretKey: "b" }, call: { headers: { authorization: "c" } } }, "vendor called")
  expect(events()[0]).toMatchObject({
    apiKey: "[secret]",
    settings: { secretKey: "[secret]" },
    call: { headers: { authorization: "[secret]" } },
  })
})

test("an error is written with its message and its cause", () => {
  const { log, events } = capture()
  log.error({ error: new Error("no answer", { cause: new Error("ECONNREFUSED") }) }, "vendor call failed")
  expect(events()[0].error.message).toContain("no answer")
  expect(events()[0].error.message).toContain("ECONNREFUSED")
})

test("silent writes nothing", () => {
  const { log, events } = capture("silent")
  log.error("anything")
  expect(events()).toEqual([])
})
