import Link from "next/link"
import { halfTitles } from "@/components/drills/report/words"
import { type DrillShot, type DrillState, halves } from "@/lib/drills/schema"
import { plural } from "@/lib/format"
import { shotHref } from "@/lib/shots/queries"

/** How far each half was worked on until one take was good enough to pick. */
export function Iterations({ state, otherTakes }: { state: DrillState; otherTakes: number }) {
  const { team, project, shots } = state
  return (
    <section aria-label="Iterations" className="break-inside-avoid border-line border-t pt-4 pb-8">
      <h2 className="mb-2 font-semibold text-16">Iterations</h2>
      <dl className="grid max-w-160 gap-2">
        {halves.map((half) => (
          <div key={half} className="grid gap-x-4 sm:grid-cols-[120px_minmax(0,1fr)_auto]">
            <dt className="text-ink-2">{halfTitles[half]}</dt>
            <dd>{iterationWords(shots[half])}</dd>
            <dd className="print:hidden">
              <Link href={shotHref(team, project.slug, shots[half].number)} className="text-ink-2 underline hover:text-ink">
                Shot {shots[half].number}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-160 text-12 text-ink-3">
        Takes that are made together count together. Words, settings and stills make a wording; another seed does not.
        {otherTakes > 0 &&
          ` ${plural(otherTakes, "take")} of other wordings or models are in the shots, and in no figure above.`}
      </p>
    </section>
  )
}

function iterationWords({ picked, wordings, takes }: DrillShot): string {
  if (!picked) return `Nothing picked so far: ${plural(wordings, "wording")}, ${plural(takes, "take")}.`
  const { takeNumber, modelName } = picked
  return `Take ${takeNumber} of ${modelName} picked, after ${plural(picked.wordings, "wording")} and ${plural(picked.takes, "take")}.`
}
