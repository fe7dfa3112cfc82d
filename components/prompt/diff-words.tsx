import type { DiffPart } from "@/components/prompt/word-diff"

/** A change in words: struck words crossed out, new ones in ink. Read out as deletions and insertions. */
export function DiffWords({ parts }: { parts: readonly DiffPart[] }) {
  return parts.map((part, index) => {
    const key = `${index}${part.kind}`
    // The last word of a wording has no space of its own; struck beside new it must not look like one word.
    if (part.kind === "struck") return <del key={key}>{index < parts.length - 1 ? `${part.text.trimEnd()} ` : part.text}</del>
    if (part.kind === "added") {
      return (
        <ins key={key} className="text-ink-2 no-underline">
          {part.text}
        </ins>
      )
    }
    return <span key={key}>{part.text}</span>
  })
}
