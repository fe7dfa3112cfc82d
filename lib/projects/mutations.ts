import "server-only"
import { db } from "@/lib/db"
import { projectSlugs } from "@/lib/teams/slug"
import type { TeamAccess } from "@/lib/teams/types"

/** Makes a project; a name that the team uses already gets a number in its address. */
export async function createProject(
  { teamId, user }: TeamAccess,
  { name, isSample = false }: { name: string; isSample?: boolean },
): Promise<{ id: string; slug: string }> {
  for (const slug of projectSlugs(name)) {
    const [project] = await db().project.createManyAndReturn({
      data: [{ teamId, slug, name, isSample, createdById: user.id }],
      skipDuplicates: true,
      select: { id: true, slug: true },
    })
    if (project) return project
  }
  throw new Error("projectSlugs ends never")
}
