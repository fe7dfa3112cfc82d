import type { Metadata } from "next"
import Link from "next/link"
import { notFound } from "next/navigation"
import { z } from "zod"
import { Comparison } from "@/components/compare/comparison"
import { projectNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { buttonClass } from "@/components/ui/button"
import { findProject } from "@/lib/projects/data"
import { takeViewsByIds } from "@/lib/takes/data"
import { loadTeam } from "@/lib/teams/access"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "Compare" }

type Props = { params: Promise<{ team: string; project: string }>; searchParams: Promise<{ takes?: string | string[] }> }

/** The fewest and the most takes that can be laid side by side. */
const takeIds = z
  .string()
  .transform((ids) => [...new Set(ids.split(","))])
  .pipe(z.array(z.uuid()).max(4))

export default async function ComparePage({ params, searchParams }: Props) {
  const { team, project: slug } = await params
  const { teamId, team: ofTeam, user, role } = await loadTeam(team)
  const project = (await findProject(teamId, slug)) ?? notFound()
  const asked = takeIds.safeParse((await searchParams).takes).data ?? []
  const takes = (await takeViewsByIds(teamId, asked)).filter((take) => take.projectId === project.id && take.clip !== null)
  const path = `/${team}/${slug}`
  const [first] = takes
  const isOneShot = first !== undefined && takes.every(({ shotId }) => shotId === first.shotId)
  return (
    <PageFrame
      top={
        <TopBar
          crumbs={[
            { label: ofTeam.name, href: `/${team}` },
            { label: project.name, href: path },
            ...(isOneShot
              ? [{ label: `${first.shotNumber} ${first.shotName}`, href: `${path}/shots/${first.shotNumber}` }]
              : []),
            { label: "Compare" },
          ]}
          nav={projectNav(team, path)}
          viewer={user}
        />
      }
    >
      <h1 className="sr-only">Compare</h1>
      {takes.length < 2 ? (
        <div className="grid flex-1 place-items-center p-8 text-center">
          <div className="max-w-96">
            <h2 className="font-semibold text-16">There is nothing to lay side by side</h2>
            <p className="mt-1 mb-4 text-ink-2">
              A comparison needs two to four finished takes of this project. Select them in the gallery, then press Compare.
            </p>
            <Link href={path} className={buttonClass()}>
              Choose takes
            </Link>
          </div>
        </div>
      ) : (
        <Comparison
          key={takes.map(({ id }) => id).join()}
          team={team}
          initialTakes={takes}
          mayPick={mayActAs(role, "member")}
          mayRemoveAny={mayActAs(role, "owner")}
        />
      )}
    </PageFrame>
  )
}
