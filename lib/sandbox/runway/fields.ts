import { z } from "zod"

/* Fields that several bodies share, as strict as @runwayml/sdk 4.20.1 describes them. */

export const seed = z.int().min(0).max(4_294_967_295).optional()
export const words = (max: number) => z.string().min(1).max(max)
export const uri = z.string().min(1)
export const contentModeration = z.strictObject({ publicFigureThreshold: z.enum(["auto", "low"]).optional() }).optional()
export const duration = (min: number, max: number) => z.int().min(min).max(max)
export const durationOrAuto = (min: number, max: number) => z.union([duration(min, max), z.literal("auto")]).optional()
export const outputCount = z.int().min(1)

export const firstOnly = z.union([
  uri,
  z
    .array(z.strictObject({ uri, position: z.literal("first") }))
    .min(1)
    .max(1),
])

/** A last frame stands only beside a first one, and each but once. */
export const firstAndLast = z.union([
  uri,
  z
    .array(z.strictObject({ uri, position: z.enum(["first", "last"]) }))
    .min(1)
    .max(2)
    .refine(
      (list) => list.filter(({ position }) => position === "first").length === 1,
      "Exactly one image with position 'first' is required",
    ),
])

/** Keyframes with their positions, or references without one, and never both. */
export const framesOrReferences = (max: number) =>
  z.union([
    uri,
    z
      .array(z.strictObject({ uri, position: z.enum(["first", "last"]).optional() }))
      .min(1)
      .max(max)
      .refine(
        (list) => new Set(list.map(({ position }) => position === undefined)).size === 1,
        "Images with and without a position cannot be mixed",
      )
      .refine(
        (list) => !list.some(({ position }) => position === "last") || list.some(({ position }) => position === "first"),
        "A last image requires a first image",
      ),
  ])

export const references = (max: number) => z.array(z.strictObject({ uri })).max(max).optional()
export const clips = (max: number) =>
  z
    .array(z.strictObject({ type: z.literal("video"), uri }))
    .max(max)
    .optional()
export const sounds = (max: number) =>
  z
    .array(z.strictObject({ type: z.literal("audio"), uri }))
    .max(max)
    .optional()

const tag = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{2,15}$/)
  .optional()
export const tagged = (max: number) => z.array(z.strictObject({ uri, tag })).max(max)
export const subjects = (max: number) =>
  z
    .array(z.strictObject({ uri, tag, subject: z.enum(["object", "human"]).optional() }))
    .max(max)
    .optional()

export const proresProfile = z.enum(["422", "4444", "422 Proxy", "422 LT", "422 HQ", "4444 XQ"]).optional()
