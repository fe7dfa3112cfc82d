import Link from "next/link"
import { Moment } from "@/components/settings/moment"
import { cx } from "@/components/ui/cx"
import { plural } from "@/lib/format"
import type { ProjectView } from "@/lib/projects/schema"
import { dollars } from "@/lib/spend/rules"

/** A project as its best pictures: picked takes first. Two lines below, as under a take. */
export function ProjectCard({ project, href }: { project: ProjectView; href: string }) {
  const { name, posterUrls, shotCount, pickedCount, takeCount, spentMicros, isSample, lastActivityAt } = project
  return (
    <li className="min-w-0">
      <Link href={href} className="group block rounded-picture">
        <Mosaic urls={posterUrls} />
        <span className="mt-1.5 flex justify-between gap-3">
          <span className="truncate font-medium">{name}</span>
          <span className="flex-none text-ink-2">{spentMicros > 0 ? dollars(spentMicros) : takeCount > 0 ? "free" : ""}</span>
        </span>
        <span className="flex justify-between gap-3 text-12 text-ink-3">
          <span className="truncate">
            {[
              isSample && "Sample",
              shotCount === 0 ? "no shots yet" : plural(shotCount, "shot"),
              takeCount > 0 && plural(takeCount, "take"),
              pickedCount > 0 && `${pickedCount} picked`,
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
          <Moment iso={lastActivityAt} className="flex-none" />
        </span>
      </Link>
    </li>
  )
}

/** Four pictures make a square of four; fewer show the best one alone, uncropped. */
function Mosaic({ urls }: { urls: readonly string[] }) {
  const shown = urls.length < 4 ? urls.slice(0, 1) : urls
  return (
    <span
      className={cx(
        "grid aspect-video gap-px overflow-hidden rounded-picture bg-well",
        shown.length === 0 && "shadow-[inset_0_0_0_1px_var(--color-line)] group-hover:bg-hover",
        shown.length === 4 && "grid-cols-2 grid-rows-2",
      )}
    >
      {shown.map((url) => (
        <img key={url} src={url} alt="" loading="lazy" className="size-full min-h-0 object-cover" />
      ))}
    </span>
  )
}
