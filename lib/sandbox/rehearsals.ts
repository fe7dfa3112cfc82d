/** Failures that the sandbox can rehearse. Plain data: the form shows it in the browser. */
export type RehearsalName = (typeof rehearsals)[number]["name"]

export type Rehearsal = {
  /** As written in a prompt: [[sandbox: NAME]] or [[sandbox: NAME=NUMBER]]. */
  name: string
  /** For people, in one line. */
  meaning: string
  /** What NUMBER means and its value when left out; absent: takes none. */
  number?: { meaning: string; standard: number }
  group: "time" | "submit" | "outcome" | "callback" | "file"
}

export const rehearsals = [
  { name: "slow", group: "time", meaning: "The clip takes longer.", number: { meaning: "seconds", standard: 20 } },
  { name: "hang", group: "time", meaning: "The job runs and never ends." },
  { name: "refuse-prompt", group: "outcome", meaning: "The vendor's moderation refuses the prompt." },
  { name: "refuse-image", group: "outcome", meaning: "The vendor's moderation refuses a still." },
  { name: "refuse-person", group: "outcome", meaning: "The vendor refuses it for showing a real person." },
  { name: "refuse-minor", group: "outcome", meaning: "The vendor refuses it for showing a minor." },
  { name: "refuse-property", group: "outcome", meaning: "The vendor refuses it as somebody else's property." },
  { name: "refuse-output", group: "outcome", meaning: "The vendor renders, then its moderation withholds the result." },
  { name: "fail", group: "outcome", meaning: "The job fails inside the vendor." },
  { name: "odd-words", group: "outcome", meaning: "Answers carry fields and status words that nobody has documented." },
  { name: "forget", group: "outcome", meaning: "The vendor takes the job and later does not know it any more." },
  { name: "no-credit", group: "submit", meaning: "Submitting is refused because the account has no credit left." },
  {
    name: "rate-limit",
    group: "submit",
    meaning: "Submitting is refused as too frequent, with a time to wait where the vendor gives one.",
    number: { meaning: "how many times", standard: 1 },
  },
  {
    name: "rate-limit-bare",
    group: "submit",
    meaning: "Submitting is refused as too frequent, without a time to wait.",
    number: { meaning: "how many times", standard: 1 },
  },
  {
    name: "error-before",
    group: "submit",
    meaning: "Submitting meets a server error, and the job was not taken.",
    number: { meaning: "how many times", standard: 1 },
  },
  { name: "error-after", group: "submit", meaning: "Submitting meets a server error, but the job was taken and is billed." },
  { name: "cut-after", group: "submit", meaning: "The connection breaks after the job was taken: no answer arrives." },
  {
    name: "hang-submit",
    group: "submit",
    meaning: "The job is taken, but the answer to submitting does not come.",
    number: { meaning: "seconds", standard: 600 },
  },
  { name: "early-webhook", group: "callback", meaning: "The final callback arrives before the answer to submitting." },
  { name: "lost-webhook", group: "callback", meaning: "No callback is sent at all." },
  { name: "duplicate-webhook", group: "callback", meaning: "Every callback is sent twice." },
  { name: "late-webhook", group: "callback", meaning: "Callbacks come late.", number: { meaning: "seconds", standard: 30 } },
  { name: "reordered-webhook", group: "callback", meaning: "The final callback comes first, the earlier ones after it." },
  {
    name: "forged-webhook",
    group: "callback",
    meaning: "A callback with a wrong signature and an invented result comes before the true one.",
  },
  { name: "stale-webhook", group: "callback", meaning: "An hour-old signed callback comes before the true one." },
  {
    name: "expired-link",
    group: "file",
    meaning: "The clip's link has run out; some vendors (Runway, Luma) give a fresh one when asked again.",
  },
  { name: "truncated-file", group: "file", meaning: "The clip's file stops in the middle, and its length agrees." },
  {
    name: "cut-download",
    group: "file",
    meaning: "The download breaks half-way.",
    number: { meaning: "how many times", standard: 2 },
  },
  { name: "wrong-length", group: "file", meaning: "The clip is a second longer than asked." },
  {
    name: "same-seed",
    group: "file",
    meaning: "Where no seed was asked for the same one is drawn each time, so equal requests give the same clip.",
    number: { meaning: "seed", standard: 7 },
  },
  { name: "wrong-size", group: "file", meaning: "The clip is smaller than asked." },
  { name: "not-a-video", group: "file", meaning: "A web page comes in place of the clip, labelled as video." },
] as const satisfies readonly Rehearsal[]

/** Rehearsals of one request: name → its number (the standard one when none was given, 0 where it takes none). */
export type Plan = Partial<Record<RehearsalName, number>>

const directive = /\[\[\s*sandbox\s*:\s*([^\]]*)\]\]/gi

/**
 * Reads directives such as `[[sandbox: slow=5, runway/refuse-prompt]]`; an entry that begins with a vendor's name holds
 * for that vendor alone. Unknown names are returned, not obeyed.
 */
export function readDirectives(prompt: string, vendor: string): { plan: Plan; unknown: string[] } {
  const plan: Plan = {}
  const unknown: string[] = []
  for (const [, list] of prompt.matchAll(directive)) {
    for (const entry of (list ?? "")
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter(Boolean)) {
      const [, only, name, number] = /^(?:([a-z]+)\/)?([a-z-]+)(?:\s*=\s*(\d+(?:\.\d+)?))?$/.exec(entry) ?? []
      const known = rehearsals.find((rehearsal) => rehearsal.name === name)
      if (!known) unknown.push(entry)
      else if (only === undefined || only === vendor)
        plan[known.name] = number === undefined ? standardNumber(known) : Number(number)
    }
  }
  return { plan, unknown }
}

/** The prompt without its directives, as the model would see it. */
export function withoutDirectives(prompt: string): string {
  return prompt.replace(directive, " ").replace(/\s+/g, " ").trim()
}

export function standardNumber(rehearsal: Rehearsal): number {
  return rehearsal.number?.standard ?? 0
}
