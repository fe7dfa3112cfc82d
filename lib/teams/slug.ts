import { randomBytes } from "node:crypto"

/** First words of addresses that are ours; a team of that name gets a number behind it. */
const ourTeamWords = new Set([
  "api",
  "admin",
  "assets",
  "fonts",
  "health",
  "help",
  "join",
  "new",
  "public",
  "samples",
  "settings",
  "setup",
  "sign-in",
  "sign-out",
  "static",
])
/** Second words of addresses that are ours, now and as product.md plans. */
const ourProjectWords = new Set([
  "arena",
  "audit",
  "compare",
  "new",
  "projects",
  "ratings",
  "settings",
  "spend",
  "storage",
  "trash",
])

/** The address words to try for a team's name, best first: "north-light", "north-light-2" … and at last a random one. */
export function teamSlugs(name: string): Generator<string> {
  return candidates(name, "team", ourTeamWords)
}

/** The same for a project in its team. */
export function projectSlugs(name: string): Generator<string> {
  return candidates(name, "project", ourProjectWords)
}

function* candidates(name: string, fallback: string, taken: ReadonlySet<string>): Generator<string> {
  const base = toSlug(name) || fallback
  if (!taken.has(base)) yield base
  for (let number = 2; number <= 50; number++) yield `${base}-${number}`
  while (true) yield `${base}-${randomBytes(4).toString("hex")}`
}

/** Lower-case letters a–z, digits and single hyphens, at most 48 characters; may be empty. "Größe 2" → "grosse-2". */
export function toSlug(name: string): string {
  return name
    .replaceAll("ß", "ss")
    .replaceAll(/[øØ]/g, "o")
    .replaceAll(/[æÆ]/g, "ae")
    .replaceAll(/[łŁ]/g, "l")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replaceAll(/^-+|-+$/g, "")
}
