import { createHash } from "node:crypto"
import { copyFile, readFile } from "node:fs/promises"
import sharp from "sharp"
import type { BenchContext } from "@/bench/context"
import type { TakeFileIds } from "@/bench/fixtures"
import { storeClip } from "@/lib/clips/mutations"
import { analyseVideo } from "@/lib/media/analyse"
import type { Picture } from "@/lib/media/picture"
import type { VideoFacts } from "@/lib/media/probe"
import { temporaryFile } from "@/lib/storage/open"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** How many posters differ from each other; a wall of takes shows about as many at once. */
const posterCount = 24

const stored = new WeakMap<BenchContext, Promise<TakeFileIds[]>>()

/** The four clips stored as ingest stores them, with their pictures, and posters in many colours. Stored once per run. */
export function storeFiles(context: BenchContext): Promise<TakeFileIds[]> {
  const known = stored.get(context) ?? store(context)
  stored.set(context, known)
  return known
}

async function store(context: BenchContext): Promise<TakeFileIds[]> {
  await context.database()
  const { access } = await context.team()
  const put = async ({ bytes, mime, width, height }: Picture, frameCount?: number) => {
    const clip = await storeClip(access.teamId, {
      ...{ kind: "image", mime, width, height, content: bytes },
      ...(frameCount !== undefined && { frameCount }),
    })
    return clip.id
  }
  const files: TakeFileIds[] = []
  const posters: Picture[] = []
  for (const { path } of await context.clips()) {
    const { facts, poster, filmstrip, firstFrame, lastFrame } = await analyseVideo(path)
    const clipId = await storeVideo(access.teamId, path, facts)
    posters.push(poster)
    files.push({
      clip: clipId,
      poster: "",
      filmstrip: await put(filmstrip, filmstrip.frames),
      firstFrame: await put(firstFrame),
      lastFrame: await put(lastFrame),
    })
  }
  return Promise.all(
    Array.from({ length: posterCount }, async (_, index): Promise<TakeFileIds> => {
      const [file, poster] = [files[index % files.length], posters[index % posters.length]]
      if (!file || !poster) throw new Error("There are no clips.")
      const bytes = await sharp(poster.bytes)
        .modulate({ hue: (index * 360) / posterCount })
        .webp({ quality: 80 })
        .toBuffer()
      return { ...file, poster: await put({ ...poster, bytes }) }
    }),
  )
}

/** Stores a video as ingest does, and leaves the file where it is. Returns the clip's id. */
export async function storeVideo(teamId: AuthorizedTeamId, path: string, facts: VideoFacts): Promise<string> {
  const { mime, width, height, durationSeconds, fps, frameCount, hasAudio } = facts
  const bytes = await readFile(path)
  const copy = await temporaryFile()
  await copyFile(path, copy)
  const { id } = await storeClip(teamId, {
    ...{ kind: "video", mime, width, height, durationSeconds, fps, frameCount, hasAudio },
    content: { path: copy, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.byteLength },
  })
  return id
}
