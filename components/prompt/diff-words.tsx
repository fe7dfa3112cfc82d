import type { DiffPart } from "@/components/prompt/word-diff"

/** A change in words: struck words crossed out, new ones in ink. Read out as deletions and insertions. */
export function DiffWords({ parts }: { parts: readonly DiffPart[] }) {
  return parts.map((part, index) => {
    const key = `${index}${part.kind}`
    if (part.kind === "struck") return <del key={key}>{part.text}</del>
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
