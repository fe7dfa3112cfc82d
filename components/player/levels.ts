/** What levelling needs to know of a take's sound; the peak is null while it is not known. */
export type Loudness = { loudnessLufs: number; samplePeakDbfs: number | null }

/** The most that a take is raised, and lowered for the sake of one that cannot be raised. */
export const mostGainDb = 12

/** What peaks stay below when a take is raised: between samples a wave goes higher than at them. */
const ceilingDbfs = -1

/**
 * Gains in dB at which takes are equally loud: as loud as the loudest of them, or as the one that can be raised the least
 * without clipping. One that could not come near even so (almost silent) is raised as far as it goes. Null for what was not
 * measured: it plays as it is.
 */
export function levelGains(sounds: readonly (Loudness | null)[]): (number | null)[] {
  const measured = sounds.filter((sound) => sound !== null)
  const loudest = Math.max(...measured.map(({ loudnessLufs }) => loudnessLufs))
  const reached = Math.min(loudest, ...measured.map((sound) => sound.loudnessLufs + roomDb(sound)))
  const target = Math.max(loudest - mostGainDb, reached)
  return sounds.map((sound) => sound && Math.min(roomDb(sound), target - sound.loudnessLufs))
}

function roomDb({ samplePeakDbfs }: Loudness): number {
  return Math.min(mostGainDb, Math.max(0, ceilingDbfs - (samplePeakDbfs ?? 0)))
}
