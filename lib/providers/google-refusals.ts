import type { RefusalKind } from "@/lib/providers/provider"

/*
 * Google says why it withheld something in a sentence that ends in "Support codes: …". The codes are of its responsible-AI
 * page (copy in the Veo sheet, read 2026-11-21); three groups name what gave offence, the others only that something did.
 */

const kindOfCode: Readonly<Record<string, RefusalKind>> = {
  58061214: "minor_refused",
  17301594: "minor_refused",
  29310472: "person_refused",
  15236754: "person_refused",
  35561574: "property_refused",
  35561575: "property_refused",
}

/** Video safety, dangerous, hate, sexual, violence, toxic, vulgar, prohibited and other, in that order. */
const otherCodes = new Set([
  ...["64151117", "42237218", "62263041", "57734940", "22137204", "90789179", "43188360", "61493863", "56562880", "78610348"],
  ...["32635315", "89371032", "49114662", "63429089", "72817394", "60599140", "74803281", "29578790", "42876398"],
])

const refusalWords =
  /violat|usage guidelines|responsible ai|safety (filter|polic|setting)|prohibited|sensitive|blocked|filtered|moderation/i

const subjects: readonly (readonly [RegExp, RefusalKind])[] = [
  [/\b(child|children|minors?|underage)\b/i, "minor_refused"],
  [/celebrit|public figure|real (person|people)|likeness/i, "person_refused"],
  [/copyright|third[- ]party content|trademark|intellectual property|recitation/i, "property_refused"],
  [/(input|reference|uploaded|provided) (images?|frames?|photos?)/i, "image_refused"],
  [/could not generate|generated (videos?|images?|audio|content|media)|\boutput\b/i, "output_refused"],
  [/prompt|input text/i, "prompt_refused"],
]

/** What Google refused, by its support codes, else by its words; null when it speaks of no refusal at all. */
export function googleRefusal(text: string): RefusalKind | null {
  const codes = text.match(/\b\d{8}\b/g) ?? []
  for (const code of codes) {
    const kind = kindOfCode[code]
    if (kind !== undefined) return kind
  }
  if (!codes.some((code) => otherCodes.has(code)) && !refusalWords.test(text)) return null
  return subjects.find(([words]) => words.test(text))?.[1] ?? "refused"
}
