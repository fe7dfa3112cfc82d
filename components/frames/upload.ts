import type { UploadedStill } from "@/lib/clips/upload"

/** A refusal in our words, as the well shows it. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused"
}

/** What the picker offers; the server decides by the bytes. */
export const imageAccept = "image/jpeg,image/png,image/webp,image/avif"

/** Stores a still of the team and returns what was stored. Throws `UploadRefused` with what to do. */
export async function uploadStill(team: string, file: File): Promise<UploadedStill> {
  const response = await fetch(`/api/uploads?team=${encodeURIComponent(team)}`, {
    method: "POST",
    headers: { "content-type": file.type || "application/octet-stream" },
    body: file,
  }).catch(() => {
    throw new UploadRefused("The studio did not answer. The image was not added: try again.")
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && isStored(answer)) return answer
  throw new UploadRefused(refusalOf(answer) ?? "The image could not be added. Try again.")
}

/** The studio's own answer: one of its fields tells it from a proxy's page. */
function isStored(answer: unknown): answer is UploadedStill {
  return typeof answer === "object" && answer !== null && "clipId" in answer && typeof answer.clipId === "string"
}

function refusalOf(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return null
  const { error } = answer
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? error.message
    : null
}
