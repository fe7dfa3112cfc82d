import { analyseVideo, type VideoAnalysis } from "@/lib/media/analyse"
import { type ExtrasOrder, type MadeExtras, openExtras } from "@/lib/media/extras"

export type IngestPassOrder = { path: string; extras?: ExtrasOrder | undefined }
export type IngestPass = { analysis: VideoAnalysis; extras: MadeExtras | null }

/** One decoding pass over a local clip makes its pictures and, when asked for, its proxy and measures. Throws MediaError. */
export async function ingestPass({ path, extras }: IngestPassOrder, signal?: AbortSignal): Promise<IngestPass> {
  const maker = extras && openExtras(path, extras, signal)
  try {
    const analysis = await analyseVideo(path, signal, maker?.watch)
    return { analysis, extras: (await maker?.finish()) ?? null }
  } finally {
    await maker?.close()
  }
}
