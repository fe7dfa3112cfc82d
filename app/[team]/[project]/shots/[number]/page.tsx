import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { projectNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { ShotTitle } from "@/components/studio/shot-title"
import { Studio } from "@/components/studio/studio"
import { parseShotNumber, studioState } from "@/lib/shots/loaders"
import { takesOfShot } from "@/lib/takes/data"
import { loadTeam } from "@/lib/teams/access"

type Props = { params: Promise<{ team: string; project: string; number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Shot ${(await params).number}` }
}

export default async function StudioPage({ params }: Props) {
  const { team, project, number } = await params
  const access = await loadTeam(team)
  const shotNumber = parseShotNumber(number)
  const state = shotNumber === null ? null : await studioState(access, project, shotNumber)
  if (!state) notFound()
  const takes = await takesOfShot(access.teamId, state.shot.id)
  const base = `/${team}/${project}`
  return (
    <PageFrame
      top={
        <TopBar
          crumbs={[
            { label: access.team.name, href: `/${team}` },
            { label: state.project.name, href: base },
            { label: `Shot ${state.shot.number}`, content: <ShotTitle key={state.shot.id} initial={state} /> },
          ]}
          nav={projectNav(team, base)}
          viewer={access.user}
        />
      }
    >
      <h1 className="sr-only">Shot {state.shot.number}</h1>
      <Studio key={state.shot.id} initial={state} initialTakes={takes} />
    </PageFrame>
  )
}
