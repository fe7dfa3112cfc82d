"use server"

import { teamAction } from "@/lib/action"
import * as projects from "@/lib/projects/mutations"
import { createProjectInput } from "@/lib/projects/schema"

/** Makes a project and returns its address. */
export const createProject = teamAction(createProjectInput, async (input, access) => {
  const { slug } = await projects.createProject(access, input)
  return { path: `/${access.team.slug}/${slug}` }
})
