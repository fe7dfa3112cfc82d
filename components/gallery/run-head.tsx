import Link from "next/link"
import type { Grouping } from "@/components/gallery/use-gallery-filter"
import { plural } from "@/lib/format"
import { dollars } from "@/lib/spend/rules"
import type { TakeView } from "@/lib/takes/schema"

type RunHeadProps = { takes: readonly TakeView[]; grouping: Grouping; projectPath: string }

/** Above each run of takes: which shot (or day), how many, which is picked, and what they cost. */
export function RunHead({ takes, grouping, projectPath }: RunHeadProps) {
  const [newest] = takes
  if (!newest) return null
  return (
    <div className="flex h-full min-w-0 items-center gap-2 pt-2 text-12 text-ink-3">
      {grouping === "shot" ? (
        <Link
          href={`${projectPath}/shots/${newest.shotNumber}`}
          className="flex min-w-0 gap-2 rounded-tag font-semibold text-13 text-ink hover:underline"
        >
          <span>{newest.shotNumber}</span>
          <span className="truncate">{newest.shotName}</span>
        </Link>
      ) : (
        <span className="font-semibold text-13 text-ink" suppressHydrationWarning>
          {dayWords(newest.createdAt)}
        </span>
      )}
      <span className="flex-none max-sm:hidden">{facts(takes, grouping)}</span>
      <span className="flex-1" />
      <span className="flex-none">{costWords(takes)}</span>
    </div>
  )
}

function facts(takes: readonly TakeView[], grouping: Grouping): string {
  const count = plural(takes.length, "take")
  if (grouping === "day") {
    const shots = new Set(takes.map(({ shotId }) => shotId)).size
    return `${count}, ${plural(shots, "shot")}`
  }
  const versions = [...new Set(takes.map(({ versionNumber }) => versionNumber))].sort((a, b) => a - b)
  const version = versions.length > 1 ? `versions ${versions[0]} to ${versions.at(-1)}` : `version ${versions[0]}`
  const picked = takes.find(({ isPicked }) => isPicked)
  return [count, version, picked && `picked ${picked.modelName}`].filter(Boolean).join(", ")
}

/** What was charged, and what is still held; nothing for takes that were all free. */
function costWords(takes: readonly TakeView[]): string {
  const sum = (state: "charged" | "held") =>
    takes.reduce((total, { money }) => total + (money.state === state ? money.micros : 0), 0)
  const [charged, held] = [sum("charged"), sum("held")]
  if (charged === 0 && held === 0) return takes.every(({ money }) => money.state === "free") ? "free" : ""
  return [charged > 0 && dollars(charged), held > 0 && `${dollars(held)} held`].filter(Boolean).join(", ")
}

function dayWords(iso: string): string {
  const day = new Date(iso)
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(iso).setHours(0, 0, 0, 0)) / 86_400_000)
  if (days === 0) return "Today"
  if (days === 1) return "Yesterday"
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })
}
