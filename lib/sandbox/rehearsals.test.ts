import { describe, expect, it } from "vitest"
import { readDirectives, withoutDirectives } from "@/lib/sandbox/rehearsals"

describe("directives in a prompt", () => {
  it("are read with their number, or its standard", () => {
    expect(readDirectives("A lamp [[sandbox: slow]] [[sandbox: rate-limit=3, lost-webhook]]", "fal")).toEqual({
      plan: { slow: 20, "rate-limit": 3, "lost-webhook": 0 },
      unknown: [],
    })
  })

  it("hold for one vendor when they name it", () => {
    expect(readDirectives("[[sandbox: runway/refuse-prompt]]", "runway").plan).toEqual({ "refuse-prompt": 0 })
    expect(readDirectives("[[sandbox: runway/refuse-prompt]]", "fal").plan).toEqual({})
  })

  it("that are not known are named, not obeyed", () => {
    expect(readDirectives("[[sandbox: explode]]", "fal")).toEqual({ plan: {}, unknown: ["explode"] })
  })

  it("are no part of what is painted", () => {
    expect(withoutDirectives("A lamp [[sandbox: slow=2]] falls")).toBe("A lamp falls")
  })
})
