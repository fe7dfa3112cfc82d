import type { Metadata } from "next"
import { z } from "zod"
import { NewSession } from "@/components/arena/new/new-session"
import { NothingToJudge } from "@/components/arena/new/nothing-to-judge"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { candidatesOf, projectOfTakes } from "@/lib/arena/candidates"
import { maxSessionTakes } from "@/lib/arena/schema"
import { listProjects } from "@/lib/projects/data"
import { loadTeam } from "@/lib/teams/access"
import { listPeople } from "@/lib/teams/members"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "New session, Arena" }

type Props = {
  params: Promise<{ team: string }>
  searchParams: Promise<{ project?: string | string[]; takes?: string | string[] }>
}

const takeIds = z
  .string()
  .transform((ids) => [...new Set(ids.split(","))])
  .pipe(z.array(z.uuid()).max(maxSessionTakes))

export default async function NewSessionPage({ params, searchParams }: Props) {
  const access = await loadTeam((await params).team)
  const { teamId, team, user, role } = access
  const { project: asked, takes } = await searchParams
  const picked = takeIds.safeParse(takes).data ?? []
  const [projects, { members }, ofTakes] = await Promise.all([
    listProjects(teamId),
    listPeople(access),
    projectOfTakes(teamId, picked),
  ])
  const filled = projects.filter(({ takeCount }) => takeCount > 0)
  const project = filled.find(({ slug }) => slug === (ofTakes ?? asked)) ?? filled[0]
  const mayCreate = mayActAs(role, "member")
  const crumbs = [
    { label: team.name, href: `/${team.slug}` },
    { label: "Arena", href: `/${team.slug}/arena` },
    { label: "New session" },
  ]
  return (
    <PageFrame top={<TopBar crumbs={crumbs} nav={teamNav(team.slug, "arena")} viewer={user} />}>
      <h1 className="sr-only">New session</h1>
      {project && mayCreate ? (
        <NewSession
          key={`${project.id} ${picked.join()}`}
          team={team.slug}
          projects={filled.map(({ id, slug, name }) => ({ id, slug, name }))}
          projectId={project.id}
          candidates={await candidatesOf(teamId, project.id, ofTakes === null ? [] : picked)}
          picked={ofTakes === null ? [] : picked}
          people={members.map(({ userId, name }) => ({ userId, name }))}
          suggestedName={`${project.name}, ${new Date().toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}`}
        />
      ) : (
        <NothingToJudge team={team.slug} mayCreate={mayCreate} />
      )}
    </PageFrame>
  )
}
