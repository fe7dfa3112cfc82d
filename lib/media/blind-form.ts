/** A blind clip's shape in time, space and sound: everything that may differ between shots, and nothing that may within one. */
export type BlindForm = {
  width: number
  height: number
  fps: number
  frameCount: number
  /** The loudness every clip of the shot is brought to, in LUFS; null leaves the sound out. */
  loudnessLufs: number | null
  coversMarks: boolean
}

/** What a form is made from: a stored clip's facts. */
export type ClipFacts = { width: number; height: number; durationSeconds: number; fps: number }

const usualRates = [24, 25, 30, 48, 50, 60] as const
/** 23.976 is as good as 24. */
const rateTolerance = 0.1

/**
 * One frame rate for a whole session: the highest usual one that the slowest take reaches, and 24 at the least. Faster takes
 * lose frames to it, slower ones repeat them; nothing is made up between two frames.
 */
export function commonFps(rates: readonly number[]): number {
  const slowest = Math.min(...rates.filter((rate) => rate > 0))
  return usualRates.findLast((rate) => rate <= slowest + rateTolerance) ?? usualRates[0]
}

/** The shorter edge of all clips of a session: what the smallest take has, within these. */
const shorterEdge = { least: 480, most: 720 }

/**
 * How much of the shorter edge the plate over the marks is high, along the whole lower edge. The sandbox's slate ends at 8 %
 * (lib/sandbox/render/slate.ts), at 10 % after cutting a near shape; vendors' corner marks lie within too.
 */
export const coverShare = 0.11
/** Dark, as the Arena is. */
export const coverColour = { r: 16, g: 16, b: 16 }

/** Shapes so near to one another count as one: at most so much of an edge is cut off to make them equal. */
const shapeTolerance = 0.06
const usualShapes = [16 / 9, 9 / 16, 1, 4 / 3, 3 / 4, 21 / 9, 9 / 21, 3 / 2, 2 / 3]

/** Shorter than this, in seconds, a take is left out rather than all others of its shot cut to it. */
export const leastSeconds = 1

export type ShotForm = Omit<BlindForm, "loudnessLufs">

/**
 * The form of one shot's clips, and which takes cannot have it, with the reason. The shape is the commonest among the takes;
 * the others are cut to it when they are near, and left out when they are not, since bars would tell them apart. The length
 * is that of the shortest. `edges` are the shorter edges of all takes of the session.
 */
export function formOfShot(
  takes: readonly (ClipFacts & { takeId: string })[],
  session: { fps: number; edges: readonly number[]; coversMarks: boolean },
): { form: ShotForm | null; failures: Map<string, string> } {
  const failures = new Map<string, string>()
  const shape = commonShape(takes)
  for (const take of takes) {
    if (take.durationSeconds < leastSeconds) failures.set(take.takeId, "It is shorter than one second.")
    else if (!isNear(take.width / take.height, shape)) {
      failures.set(take.takeId, `Its picture, ${take.width} × ${take.height}, has another shape than the shot's others.`)
    }
  }
  const left = takes.filter(({ takeId }) => !failures.has(takeId))
  if (left.length === 0) return { form: null, failures }
  const edge = even(Math.min(shorterEdge.most, Math.max(shorterEdge.least, Math.min(...session.edges))))
  const long = even(edge * Math.max(shape, 1 / shape))
  const seconds = Math.min(...left.map(({ durationSeconds }) => durationSeconds))
  const form = {
    ...(shape >= 1 ? { width: long, height: edge } : { width: edge, height: long }),
    fps: session.fps,
    frameCount: Math.floor(seconds * session.fps + 1e-3),
    coversMarks: session.coversMarks,
  }
  return { form, failures }
}

function commonShape(takes: readonly ClipFacts[]): number {
  const shapes = takes.map(({ width, height }) => usualShape(width / height))
  const votesFor = (shape: number) => shapes.filter((other) => isNear(other, shape)).length
  return shapes.reduce((best, shape) => (votesFor(shape) > votesFor(best) ? shape : best), shapes[0] ?? 16 / 9)
}

/** 1344 × 768 and 1280 × 720 are both meant as 16:9. */
function usualShape(shape: number): number {
  const near = usualShapes.toSorted((a, b) => distance(shape, a) - distance(shape, b))[0]
  return near !== undefined && isNear(shape, near) ? near : shape
}

function isNear(one: number, other: number): boolean {
  return distance(one, other) <= shapeTolerance
}

/** The share of an edge that is lost when one shape is cut to the other. */
function distance(one: number, other: number): number {
  return 1 - Math.min(one, other) / Math.max(one, other)
}

function even(length: number): number {
  return 2 * Math.round(length / 2)
}
