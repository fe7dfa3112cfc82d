import { createHash } from "node:crypto"
import { sortKeys } from "@/lib/generations/content-hash"
import type { ImageRef, VideoRequest } from "@/lib/providers/provider"

/**
 * sha256 (hex) of what is asked of a model in a mode: equal for requests that are equal but for where their pictures are
 * stored. A picture counts by its bytes, "no seed" as such: the vendor draws one, so the same request may look otherwise.
 */
export function requestHash(mode: "sandbox" | "live", request: VideoRequest): string {
  const { firstFrame, lastFrame, referenceImages, sourceClip, ...rest } = request
  const hashOf = (picture: ImageRef | undefined) => picture?.sha256
  const pictures = {
    firstFrame: hashOf(firstFrame),
    lastFrame: hashOf(lastFrame),
    referenceImages: referenceImages.map(hashOf),
    sourceClip: hashOf(sourceClip),
  }
  return createHash("sha256")
    .update(JSON.stringify(sortKeys({ mode, ...rest, ...pictures })))
    .digest("hex")
}
