"use client"

import { Checkbox } from "@/components/ui/checkbox"
import { Segment } from "@/components/ui/segment"
import { plural } from "@/lib/format"

export type Person = { userId: string; name: string }

type JudgesFieldProps = {
  people: readonly Person[]
  /** Null: everybody. */
  judgeIds: readonly string[] | null
  error: string | undefined
  onJudges: (judgeIds: readonly string[] | null) => void
}

/** Who may judge: everybody of the team, whoever joins later too, or these people. */
export function JudgesField({ people, judgeIds, error, onJudges }: JudgesFieldProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-ink-2">Who may judge</legend>
      <Segment
        label="Who may judge"
        wide
        value={judgeIds === null ? "all" : "some"}
        options={[
          { value: "all", label: `Everybody, ${plural(people.length, "person", "people")}` },
          { value: "some", label: "Chosen people" },
        ]}
        onChange={(who) => onJudges(who === "all" ? null : people.map(({ userId }) => userId))}
      />
      {judgeIds !== null && (
        <ul className="grid">
          {people.map(({ userId, name }) => (
            <li key={userId}>
              <label htmlFor={`judge-${userId}`} className="flex min-h-8 items-center gap-2.5 touch:min-h-11">
                <Checkbox
                  id={`judge-${userId}`}
                  checked={judgeIds.includes(userId)}
                  onChange={(event) =>
                    onJudges(event.target.checked ? [...judgeIds, userId] : judgeIds.filter((id) => id !== userId))
                  }
                />
                <span className="truncate">{name}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {error && <p className="text-12 text-stop">{error}</p>}
    </fieldset>
  )
}
