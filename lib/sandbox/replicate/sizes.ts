import { ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"

type Table = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>

const seedance: Table = {
  "480p": { "16:9": [864, 496], "1:1": [640, 640], "4:3": [752, 560], "21:9": [992, 432] },
  "720p": { "16:9": [1280, 720], "1:1": [960, 960], "4:3": [1112, 834], "21:9": [1470, 630] },
  "1080p": { "16:9": [1920, 1080], "1:1": [1440, 1440], "4:3": [1664, 1248], "21:9": [2206, 946] },
}

const seedance1: Table = {
  "480p": { "16:9": [864, 480], "1:1": [640, 640], "4:3": [736, 544], "21:9": [960, 416] },
  "720p": { "16:9": [1248, 704], "1:1": [960, 960], "4:3": [1120, 832], "21:9": [1504, 640] },
  "1080p": { "16:9": [1920, 1088], "1:1": [1440, 1440], "4:3": [1664, 1248], "21:9": [2176, 928] },
}

/** Families with sizes of their own; others have the shorter edge that the word says. */
export const tables = { seedance, seedance1 }

/** Pixels for a size's word and a shape: "16:9", or width over height of the first frame, which the clip then follows. */
export function pixelsFor(resolution: string, shape: string | number, table?: Table): Size {
  const ratio = typeof shape === "number" ? shape : ratioOf(shape)
  const known = table?.[resolution]
  if (!known) return sizeOf(shortSideOf(resolution), ratio)
  // Tall shapes are wide ones on their side.
  const wide = Math.max(ratio, 1 / ratio)
  const nearest = Object.values(known).sort(
    ([aw, ah], [bw, bh]) => Math.abs(Math.log(aw / ah / wide)) - Math.abs(Math.log(bw / bh / wide)),
  )[0]
  const [width, height] = nearest ?? [1280, 720]
  return ratio >= 1 ? { width, height } : { width: height, height: width }
}
