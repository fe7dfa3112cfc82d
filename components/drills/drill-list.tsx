import Plus from "lucide-react/icons/plus"
import Link from "next/link"
import { Moment } from "@/components/settings/moment"
import { buttonClass } from "@/components/ui/button"
import { EmptyState, emptyPageClass } from "@/components/ui/empty-state"
import { drillHref, newDrillHref } from "@/lib/drills/queries"
import type { DrillLine } from "@/lib/drills/schema"
import { listNames, plural } from "@/lib/format"

type Props = { team: string; drills: readonly DrillLine[]; mayRun: boolean }

/** The team's drills, newest first. */
export function DrillList({ team, drills, mayRun }: Props) {
  const create = mayRun && (
    <Link href={newDrillHref(team)} className={buttonClass("primary")}>
      <Plus aria-hidden="true" />
      New drill
    </Link>
  )
  if (drills.length === 0) {
    return (
      <div className={emptyPageClass}>
        <EmptyState
          title="Drills"
          steps={[
            { title: "One prompt, one still", text: "A person who does something, and a camera that moves." },
            { title: "Twice on each model", text: "From the words alone, and from the still as first frame." },
            { title: "A report", text: "Consistency, motion, camera and cost side by side, as takes arrive." },
          ]}
          actions={create || "Reviewers look; ask a member of the team to run one."}
        >
          A drill shows what a first frame does for each model: one prompt, made from the words alone and from a still.
        </EmptyState>
        <div aria-hidden="true" className="grid grid-cols-2 gap-2 max-sm:hidden">
          {["From words", "From a frame", "", "", "", ""].map((words, at) => (
            <span
              key={at}
              className="aspect-video rounded-picture px-2.5 py-2 text-12 text-ink-3 outline-1 outline-edge -outline-offset-1 outline-dashed"
            >
              {words}
            </span>
          ))}
        </div>
      </div>
    )
  }
  return (
    <>
      <header className="flex min-h-16 flex-none items-center gap-3 px-4">
        <h1 className="font-semibold text-20 tracking-[-0.01em]">Drills</h1>
        <span className="flex-1 text-ink-3">{plural(drills.length, "drill")}</span>
        {create}
      </header>
      <ul className="px-4 pb-8">
        {drills.map((drill) => (
          <li key={drill.id} className="border-line border-t">
            <DrillRow team={team} drill={drill} />
          </li>
        ))}
      </ul>
    </>
  )
}

function DrillRow({ team, drill }: { team: string; drill: DrillLine }) {
  const { id, name, project, modelNames, ended, takes, posterUrls, createdAt, authorName } = drill
  return (
    <Link
      href={drillHref(team, id)}
      className="-mx-2 flex items-center gap-4 rounded-control px-2 py-2.5 hover:bg-hover max-sm:flex-wrap max-sm:gap-2"
    >
      <span aria-hidden="true" className="flex flex-none gap-px overflow-hidden rounded-picture">
        {[0, 1, 2, 3].map((at) => (
          <span key={at} className="block h-11 w-[78px] bg-well max-sm:w-[72px]">
            {posterUrls[at] && <img src={posterUrls[at]} alt="" loading="lazy" className="size-full object-cover" />}
          </span>
        ))}
      </span>
      <span className="min-w-48 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-12 text-ink-3">{listNames(modelNames)}</span>
      </span>
      <span className="flex-none text-right max-sm:text-left">
        <span className="block text-ink-2">
          {ended < takes ? `${ended} of ${plural(takes, "take")} ended` : plural(takes, "take")}
          {ended === takes && posterUrls.length === 0 && ", none came"}
        </span>
        <span className="block text-12 text-ink-3">
          {project.name}, {authorName}, <Moment iso={createdAt} />
        </span>
      </span>
    </Link>
  )
}
