import type { ClipMeasures } from "@/lib/media/measure/schema"

/** What was measured of a clip, or why it could not be, in our words. */
export type Measured = { measures: ClipMeasures; failure: null } | { measures: null; failure: string }

/** As many as one answer holds. */
export const mostMeasured = 60

/** By take id; a take without an entry has not been measured yet. `failure` says why it could not be. */
export type TakesMeasures = Record<string, { measures: ClipMeasures | null; failure: string | null }>
