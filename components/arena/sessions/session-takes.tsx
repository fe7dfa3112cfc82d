import ChevronRight from "lucide-react/icons/chevron-right"
import type { SessionView } from "@/lib/arena/schema"
import { clockWords, plural } from "@/lib/format"

type ShotRow = SessionView["shotList"][number]

/** What is judged. Failures stand open, without names; the table of models is folded, since it names what a judge should not read first. */
export function SessionTakes({ session }: { session: SessionView }) {
  const failures = session.shotList.flatMap((shot) =>
    shot.takes.flatMap(({ takeId, number, failure }) => (failure === null ? [] : { takeId, number, failure, shot })),
  )
  return (
    <section aria-labelledby="judged" className="border-line border-t py-4">
      <h2 id="judged" className="mb-1 font-semibold text-16">
        What is judged
      </h2>
      <p className="text-ink-2">
        {plural(session.shots, "shot")}, {plural(session.models, "model")}
      </p>
      {failures.length > 0 && (
        <ul aria-label="Takes that are left out" className="mt-2 grid gap-1">
          {failures.map(({ takeId, number, failure, shot }) => (
            <li key={takeId}>
              Shot {shot.number}, take {number} is left out. <span className="text-ink-2">{failure}</span>
            </li>
          ))}
        </ul>
      )}
      <details className="group mt-2">
        <summary className="flex min-h-8 w-fit list-none items-center gap-1 rounded-control pr-2 text-ink-2 hover:text-ink touch:min-h-11">
          <ChevronRight aria-hidden="true" className="size-3.5! group-open:rotate-90" />
          Shots and models, by name
        </summary>
        <p className="mb-2 text-12 text-ink-3">Judge first: who knows the names looks for them.</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
        <section aria-label="Shots and models" tabIndex={0} className="overflow-x-auto">
          <table className="text-left">
            <thead>
              <tr className="text-ink-3">
                <th scope="col" className="py-1.5 pr-6 font-normal">
                  Shot
                </th>
                {session.modelList.map(({ id, name }) => (
                  <th key={id} scope="col" className="whitespace-nowrap py-1.5 pr-6 font-normal">
                    {name}
                  </th>
                ))}
                <th scope="col" className="py-1.5 font-normal">
                  Length
                </th>
              </tr>
            </thead>
            <tbody>
              {session.shotList.map((shot) => (
                <tr key={shot.id} className="*:border-line *:border-t">
                  <th scope="row" className="max-w-64 truncate py-1.5 pr-6 font-normal">
                    <span className="text-ink-3">{shot.number}</span> {shot.name}
                    {!shot.isJudged && session.status !== "preparing" && <span className="text-ink-3"> (not judged)</span>}
                  </th>
                  {session.modelList.map(({ id }) => (
                    <td key={id} className="whitespace-nowrap py-1.5 pr-6 text-ink-2">
                      {cellWords(shot, id)}
                    </td>
                  ))}
                  <td className="py-1.5 text-ink-2">
                    {shot.durationSeconds === null ? "" : clockWords(shot.durationSeconds)}
                    {shot.hasAudio && ", sound"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  )
}

const stateWords = { waiting: "in work", ready: "ready", failed: "left out" } as const

function cellWords(shot: ShotRow, modelId: string): string {
  const takes = shot.takes.filter((take) => take.modelId === modelId)
  return takes.map(({ number, state }) => `Take ${number}, ${stateWords[state]}`).join("; ")
}
