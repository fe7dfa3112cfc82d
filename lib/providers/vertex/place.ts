import { ProviderError } from "@/lib/providers/errors"
import type { ProviderSettings } from "@/lib/providers/provider"

export type VertexPlace = { project: string; location: string; bucket: string | undefined; baseUrl: string }

const globalUrl = "https://aiplatform.googleapis.com"

/**
 * Where the team's project is, by its fields. Checked, because the location becomes part of the host that gets the token.
 * Throws `ProviderError` of kind "auth" for a field that is missing or cannot be one.
 */
export function placeOf({ fields, baseUrls }: ProviderSettings): VertexPlace {
  const project = fields?.project ?? ""
  const location = fields?.location ?? ""
  const bucket = fields?.bucket?.replace(/\/+$/, "") || undefined
  if (!/^[a-z][a-z0-9:.-]+$/.test(project)) throw wrong("The project is missing, or not the id of one.")
  if (!/^[a-z][a-z0-9-]*$/.test(location)) throw wrong("The location is missing, or not one, such as us-central1.")
  if (bucket !== undefined && !/^gs:\/\/[a-z0-9][a-z0-9._-]+(\/[^\s?#]+)?$/.test(bucket)) {
    throw wrong("The bucket is not an address such as gs://my-takes.")
  }
  return { project, location, bucket, baseUrl: baseUrls.api === globalUrl ? hostOf(location) : baseUrls.api }
}

/** As @google/genai 3.1.0 builds it. */
function hostOf(location: string): string {
  if (location === "global") return globalUrl
  if (location === "us" || location === "eu") return `https://aiplatform.${location}.rep.googleapis.com`
  return `https://${location}-aiplatform.googleapis.com`
}

function wrong(message: string): ProviderError {
  return new ProviderError({ provider: "vertex", kind: "auth", acceptance: "no", message })
}
