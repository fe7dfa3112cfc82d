import "server-only"
import { cache } from "react"
import { findDrillContent } from "@/lib/drills/data"
import { frameChoices } from "@/lib/drills/frames-data"
import { judgedIdentity } from "@/lib/drills/identity-data"
import { drillShot, findStill, measuresOfShots } from "@/lib/drills/report-data"
import type { DrillFormState, DrillState } from "@/lib/drills/schema"
import { expectedByModel } from "@/lib/policies/data"
import { listProjects } from "@/lib/projects/data"
import { monthSummary } from "@/lib/spend/data"
import { budgetLeft } from "@/lib/spend/left"
import type { TeamAccess } from "@/lib/teams/types"
import { vendorModes, vendorsElsewhere } from "@/lib/vendors/data"

const findContent = cache(findDrillContent)

/** Everything the report shows besides its takes; null when the team has no such drill. Proven access comes in. */
export async function drillState(access: TeamAccess, drillId: string): Promise<DrillState | null> {
  const { teamId } = access
  const content = await findContent(teamId, drillId)
  if (!content) return null
  const { shots, versions } = content
  const still = versions.frame.frames[0]?.clipId
  const [words, frame, measures, identity, firstFrame, modes, elsewhere, month] = await Promise.all([
    drillShot(teamId, shots.words, versions.words),
    drillShot(teamId, shots.frame, versions.frame),
    measuresOfShots(teamId, [shots.words, shots.frame]),
    judgedIdentity(teamId, { projectId: content.project.id, shots }),
    still === undefined ? null : findStill(teamId, still),
    vendorModes(teamId),
    vendorsElsewhere(teamId),
    monthSummary(teamId),
  ])
  const { text, negativePrompt, settings } = versions.words
  return {
    ...{ team: access.team.slug, id: content.id, name: content.name, authorName: content.authorName },
    ...{ createdAt: content.createdAt.toISOString(), project: content.project, modelIds: content.modelIds },
    ...{ text, negativePrompt, settings, firstFrame, shots: { words, frame }, measures, identity, modes, elsewhere },
    ...{ budget: budgetLeft(month), mayRun: access.role !== "reviewer" },
  }
}

/** What the form of a new drill needs; null when the team has no project to put it in. `project`: the chosen one's word. */
export async function drillFormState(access: TeamAccess, projectSlug: string | undefined): Promise<DrillFormState | null> {
  const { teamId } = access
  const projects = (await listProjects(teamId)).map(({ id, slug, name }) => ({ id, slug, name }))
  const project = projects.find(({ slug }) => slug === projectSlug) ?? projects[0]
  if (!project) return null
  const [modes, elsewhere, month, choices] = await Promise.all([
    vendorModes(teamId),
    vendorsElsewhere(teamId),
    monthSummary(teamId),
    frameChoices(teamId, project.id),
  ])
  return {
    ...{ team: access.team.slug, projects, project, choices, modes, elsewhere, budget: budgetLeft(month) },
    expectedSeconds: await expectedByModel(teamId, modes),
    mayGenerate: access.role !== "reviewer",
  }
}
