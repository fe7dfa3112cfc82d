import type { Metadata } from "next"
import { NewProject } from "@/components/projects/new-project"
import { NoProjects } from "@/components/projects/no-projects"
import { OpenSample } from "@/components/projects/open-sample"
import { ProjectCard } from "@/components/projects/project-card"
import { TeamCrumb } from "@/components/projects/team-crumb"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { env } from "@/lib/env"
import { plural } from "@/lib/format"
import { listProjects } from "@/lib/projects/data"
import { loadTeam } from "@/lib/teams/access"
import { listTeamsOf } from "@/lib/teams/members"
import { mayActAs } from "@/lib/teams/rules"
import { vendorModes } from "@/lib/vendors/data"

export const metadata: Metadata = { title: "Projects" }

type Props = { params: Promise<{ team: string }> }

export default async function Page({ params }: Props) {
  const { teamId, team, user, role } = await loadTeam((await params).team)
  const [projects, teams, modes] = await Promise.all([listProjects(teamId), listTeamsOf(user.id), vendorModes(teamId)])
  const mayCreate = mayActAs(role, "member")
  // The sample's takes are made by the sandbox; a studio without one has none to show.
  const hasSample = env().SANDBOX_URL !== undefined && !projects.some((project) => project.isSample)
  const crumb = { label: team.name, ...(teams.length > 1 && { content: <TeamCrumb team={team} teams={teams} /> }) }
  return (
    <PageFrame scroll top={<TopBar crumbs={[crumb]} nav={teamNav(team.slug, "projects")} viewer={user} />}>
      {projects.length === 0 ? (
        <NoProjects
          team={team.slug}
          mayCreate={mayCreate}
          hasSample={hasSample}
          isAllSandbox={Object.values(modes).every((mode) => mode === "sandbox")}
        />
      ) : (
        <>
          <header className="flex h-16 flex-none items-center gap-3 px-4">
            <h1 className="font-semibold text-20 tracking-[-0.01em]">Projects</h1>
            <span className="flex-1 text-ink-3">{plural(projects.length, "project")}</span>
            {mayCreate && hasSample && (
              <span className="max-sm:hidden">
                <OpenSample team={team.slug} />
              </span>
            )}
            {mayCreate && <NewProject team={team.slug} />}
          </header>
          <ul className="grid grid-cols-1 gap-x-3 gap-y-6 px-4 pb-8 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
            {projects.map((project) => (
              <ProjectCard key={project.id} project={project} href={`/${team.slug}/${project.slug}`} />
            ))}
          </ul>
        </>
      )}
    </PageFrame>
  )
}
