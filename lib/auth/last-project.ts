/** Holds "team/project": where this browser was last. */
export const lastProjectCookie = "rushes.last"

const slug = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const notTeams = new Set(["api", "join", "setup", "sign-in", "_next"])
const notProjects = new Set(["settings", "arena", "ratings", "spend"])

/** "team/project" of a page's path when it lies in a project, else null. */
export function projectPathOf(pathname: string): string | null {
  const [team, project] = pathname.split("/").slice(1)
  if (!team || !project || !slug.test(team) || !slug.test(project)) return null
  return notTeams.has(team) || notProjects.has(project) ? null : `${team}/${project}`
}
