import type { Finding } from "@/lib/report/words"

/** What the ballots say, in sentences. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="grid max-w-[92ch] gap-2">
      {findings.map(({ lead, rest }) => (
        <li key={lead} className="text-ink-2">
          <strong className="font-semibold text-ink">{lead}</strong> {rest}
        </li>
      ))}
    </ul>
  )
}
