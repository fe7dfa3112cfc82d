import { followed } from "@/lib/clips/differences"
import { sizeFor } from "@/lib/media/aspect"
import type { Asked } from "@/lib/media/measure/schema"
import { findModel } from "@/lib/providers/models"
import type { CameraMotion, VideoRequest } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"

/**
 * What a request lets a clip be held to; nobody asks for a frame rate. `camera` is the shot's move: where the model has no
 * parameter for it, it went into the prompt as words, unless the model speaks its prompt or takes none. Pure.
 */
export function askedOf(request: VideoRequest, camera: CameraMotion | undefined): Asked {
  const model = findModel(request.model)
  const follows = followed(request)
  const { aspectRatio, resolution, durationSeconds, sound } = request
  const usual = sizeFor(aspectRatio, resolution)
  const [width, height] = model ? expectedSize(model, { aspectRatio, resolution }) : [usual.width, usual.height]
  const move = request.camera?.motion ?? (model?.promptIs === undefined ? camera : undefined)
  return {
    ...(follows === undefined && { durationSeconds }),
    ...{ width, height },
    ...(follows !== "source" && sound !== undefined && { audio: sound }),
    ...(move !== undefined && { camera: move }),
  }
}
