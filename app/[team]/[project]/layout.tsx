import type { Metadata } from "next"
import { notFound } from "next/navigation"
import type { ReactNode } from "react"
import { findProject } from "@/lib/projects/data"
import { loadTeam } from "@/lib/teams/access"

type Props = { params: Promise<{ team: string; project: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, project } = await params
  const { teamId } = await loadTeam(team)
  const name = (await findProject(teamId, project))?.name ?? "Not found"
  return { title: { default: name, template: `%s, ${name}` } }
}

/** Proves that the project is the team's, for every page below it. */
export default async function ProjectLayout({ params, children }: Props & { children: ReactNode }) {
  const { team, project } = await params
  const { teamId } = await loadTeam(team)
  if (!(await findProject(teamId, project))) notFound()
  return children
}
