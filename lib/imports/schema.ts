import { z } from "zod"

/** What is known of a clip that is brought. */
export const importFacts = z.object({
  name: z.string().max(300),
  prompt: z.string().max(20_000).default(""),
  model: z.string().max(80).default(""),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).nullable().default(null),
})
export type ImportFacts = z.infer<typeof importFacts>

/** What became of one file. */
export type ImportedFile = { name: string } & ({ takeId: string; isNew: boolean } | { refusal: string })

/** "Sora 2 Pro" → "sora-2-pro": the bare name of a model in our ids. */
export function modelSlug(words: string): string {
  const slug = (words.split("/").at(-1) ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-+|-+$/g, "")
  return slug === "" ? "unknown-model" : slug
}
