/** Resolution → shape → width and height. */
export type PixelTable = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>

/** What one input field of an endpoint accepts. Unknown fields are ignored, as pydantic does there. */
export type FalField =
  | { kind: "text"; required?: boolean; maxCharacters?: number }
  | { kind: "choice"; values: readonly (string | number)[]; standard: string | number | null; required?: boolean }
  | { kind: "switch"; standard: boolean }
  | { kind: "integer" }
  | { kind: "number"; min: number; max: number }
  | { kind: "image"; required?: boolean }
  | { kind: "images"; min: number; max: number; optional?: true }
  | { kind: "video"; required?: boolean; maxSeconds: number }

export type FalModel = {
  /** For the slate. */
  name: string
  fields: Record<string, FalField>
  /** Fields that hold the frames, where the endpoint has them. */
  firstFrame?: string
  lastFrame?: string
  /** The field with the clip that it works on; what is made is as long as that. */
  source?: string
  /** The field that asks for sound; absent: `generate_audio`. */
  soundField?: string
  /** Where the endpoint has no such field. */
  fixed?: { seconds?: number; resolution?: string; sound?: boolean; fps?: number }
  /** Exact pixels, where the maker names them. */
  sizes?: PixelTable
  /** Set: a clip from a frame keeps the frame's own shape. */
  followsImage?: boolean
}

export type FalModels = Readonly<Record<string, FalModel>>

export const prompt = (maxCharacters = 20_000): FalField => ({ kind: "text", required: true, maxCharacters })
export const words = (maxCharacters?: number): FalField => ({
  kind: "text",
  ...(maxCharacters !== undefined && { maxCharacters }),
})
export const seed: FalField = { kind: "integer" }
export const image: FalField = { kind: "image", required: true }
export const optionalImage: FalField = { kind: "image" }
export const images = (max: number): FalField => ({ kind: "images", min: 1, max })
export const on: FalField = { kind: "switch", standard: true }
export const off: FalField = { kind: "switch", standard: false }

/** One of these; the first is the default. */
export const choice = (standard: string, ...others: string[]): FalField => ({
  kind: "choice",
  standard,
  values: [standard, ...others],
})

/** Every whole number as text, as most families write lengths. */
export const seconds = (from: number, to: number, standard: number | "auto" = 5): FalField => ({
  kind: "choice",
  standard: String(standard),
  values: [...whole(from, to).map(String), ...(standard === "auto" ? ["auto"] : [])],
})

/** Every whole number as a number. */
export const wholeSeconds = (from: number, to: number, standard: number): FalField => ({
  kind: "choice",
  standard,
  values: whole(from, to),
})

function whole(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
