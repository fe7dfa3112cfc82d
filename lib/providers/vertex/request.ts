import { type GenerateVideosParameters, type Image, VideoGenerationReferenceType } from "@google/genai"
import type { VideoRequest } from "@/lib/providers/provider"
import { vertexModels } from "@/lib/providers/vertex/models"

/** The stills as the SDK takes them: base64 with its type. */
export type VertexImages = { firstFrame: Image | undefined; lastFrame: Image | undefined; references: readonly Image[] }

/**
 * Ours → theirs; `null` for a model that is not sent any more. `config` has only what was asked for: Google's defaults are
 * kept for people and prompt rewriting, which Veo 3 does not let be turned off.
 */
export function toVertex(
  request: VideoRequest,
  { firstFrame, lastFrame, references }: VertexImages,
  bucket: string | undefined,
): GenerateVideosParameters | null {
  const known = vertexModels.find(({ id }) => id === request.model)
  if (known === undefined || known.lifecycle.state === "retired") return null
  const { negativePrompt, seed } = request
  return {
    model: request.model.slice("vertex/".length),
    source: { prompt: request.prompt, ...(firstFrame !== undefined && { image: firstFrame }) },
    config: {
      // One take for each request, so that each has its own end.
      numberOfVideos: 1,
      durationSeconds: request.durationSeconds,
      aspectRatio: request.aspectRatio,
      resolution: request.resolution,
      generateAudio: request.sound === true,
      ...(negativePrompt !== undefined && { negativePrompt }),
      ...(seed !== undefined && { seed }),
      ...(lastFrame !== undefined && { lastFrame }),
      ...(references.length > 0 && {
        referenceImages: references.map((image) => ({ image, referenceType: VideoGenerationReferenceType.ASSET })),
      }),
      ...(bucket !== undefined && { outputGcsUri: `${bucket}/` }),
    },
  }
}
