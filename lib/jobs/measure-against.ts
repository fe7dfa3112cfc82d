import "server-only"
import { z } from "zod"
import { askedOf } from "@/lib/clips/asked"
import type { Against } from "@/lib/clips/ingest-extras"
import { db } from "@/lib/db"
import type { JobGeneration } from "@/lib/jobs/generation"
import { log } from "@/lib/log"
import { importedProvider } from "@/lib/providers/names"
import { cameraMotions } from "@/lib/providers/provider"
import { readObject } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"

const settings = z.object({ camera: z.object({ motion: z.enum(cameraMotions) }).nullish() })

/** What a generation's clip is held to: its frozen request, its shot's camera, and its first frame as people brought it. */
export async function measuredAgainst(generation: JobGeneration): Promise<Against> {
  // Nobody here asked anything of what was made elsewhere.
  if (generation.provider === importedProvider) return {}
  const [row, reference] = await Promise.all([
    db().generation.findUnique({
      where: { id: generation.id, teamId: generation.teamId },
      select: { promptVersion: { select: { settings: true } } },
    }),
    readReference(generation),
  ])
  const camera = settings.safeParse(row?.promptVersion?.settings).data?.camera?.motion
  return { asked: askedOf(generation.request, camera), reference }
}

/** Uncropped; undefined when it is gone, which does not cost the clip. */
async function readReference({ id, teamId, request: { firstFrame } }: JobGeneration): Promise<Uint8Array | undefined> {
  if (!firstFrame) return undefined
  const clip = await db().clip.findFirst({
    where: { id: firstFrame.clipId, teamId, kind: "image" },
    select: { storageKey: true },
  })
  if (!clip) return undefined
  return readObject(storage(), clip.storageKey).catch((error: unknown) => {
    log().warn({ generationId: id, error }, "the first frame cannot be compared")
    return undefined
  })
}
