import type { RenderOrder } from "@/lib/sandbox/render/order"
import { openStudio } from "@/lib/sandbox/render/studio"

export type BenchClip = { path: string; bytes: number }

export const clipFps = 24

/** What the sandbox renders for a text prompt in 720p. */
export function anOrder(seconds: number, seed: number): RenderOrder {
  return {
    model: "BENCH",
    width: 1280,
    height: 720,
    fps: clipFps,
    frames: seconds * clipFps,
    prompt: "Boats rock in the harbour as the last light goes.",
    seed,
    camera: { move: "push_in", strength: 1 },
    sound: false,
  }
}

/** Four different clips of 5 s. */
export async function renderClips(folder: string, say: (line: string) => void): Promise<BenchClip[]> {
  say("Rendering four clips …")
  const renderer = await openStudio(folder)
  try {
    const clips: BenchClip[] = []
    for (const seed of [1, 2, 3, 4]) {
      const { file, bytes } = await renderer.render(anOrder(5, seed), new AbortController().signal, () => {})
      clips.push({ path: renderer.clipPath(file), bytes })
    }
    return clips
  } finally {
    renderer.close()
  }
}
