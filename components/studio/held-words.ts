import { plural } from "@/lib/format"
import type { HoldView } from "@/lib/lanes/schema"
import { vendorName } from "@/lib/providers/names"

/** What the failures have in common, as the end of a sentence about the vendor. */
const causes: Record<string, string> = {
  auth: "it did not accept the key",
  credit: "its account has no credit left",
  invalid_request: "it did not accept these settings",
  vendor_error: "it had an error of its own",
  prompt_refused: "it refused the prompt under its content rules",
  image_refused: "it refused a frame under its content rules",
  output_refused: "it made the clips and held them back under its content rules",
  person_refused: "it refused to show a real person",
  minor_refused: "it refused what may show a minor",
  property_refused: "it refused somebody else's character, brand or work",
  refused: "it refused them under its content rules",
}

/** "3 takes failed at Kling for the same reason: its account has no credit left. 5 more are waiting." */
export function holdWords({ provider, kind, failed, waiting }: HoldView): string {
  const cause = causes[kind] ?? "it turned them down"
  const rest = waiting === 1 ? "1 more is waiting." : `${waiting} more are waiting.`
  return `${plural(failed, "take")} failed at ${vendorName(provider)} for the same reason: ${cause}. ${rest}`
}

/** What came of the answer, for a toast. */
export function heldAnswerWords(answer: "send" | "stop", count: number): string {
  if (answer === "send") return `${plural(count, "take")} will be sent`
  return `${plural(count, "take")} stopped, nothing charged`
}
