import { thresholds } from "@/lib/media/measure/thresholds"

type Biquad = { b0: number; b1: number; b2: number; a1: number; a2: number }

/**
 * The two filters of K-weighting (ITU-R BS.1770-5, annex 1) for any sampling rate: the standard gives coefficients for
 * 48 kHz alone; these analogue values give the same ones there (as in libebur128).
 */
function kWeighting(sampleRate: number): [shelf: Biquad, highPass: Biquad] {
  const shelf = () => {
    const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
    const q = 0.7071752369554196
    const vh = 10 ** (3.999843853973347 / 20)
    const vb = vh ** 0.4996667741545416
    const a0 = 1 + k / q + k * k
    return {
      b0: (vh + (vb * k) / q + k * k) / a0,
      b1: (2 * (k * k - vh)) / a0,
      b2: (vh - (vb * k) / q + k * k) / a0,
      a1: (2 * (k * k - 1)) / a0,
      a2: (1 - k / q + k * k) / a0,
    }
  }
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return [shelf(), { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }]
}

export type LoudnessMeter = {
  /** Samples of all channels in turn, 1 is full scale. */
  add(samples: Float32Array): void
  /** Integrated loudness in LUFS; undefined when no 400 ms passed the gates. */
  finish(): number | undefined
}

/** A gating block is 400 ms, and they overlap by three quarters: we keep the energy of each 100 ms. */
const hopsPerBlock = 4

/**
 * Integrated loudness by EBU R128 and ITU-R BS.1770-5: −0.691 + 10 log₁₀ Σ weight · mean square of the K-weighted channel,
 * over blocks above −70 LUFS and then above 10 LU below those blocks' own loudness. One weight for each channel.
 */
export function createLoudnessMeter(sampleRate: number, weights: readonly number[]): LoudnessMeter {
  const channels = weights.length
  const [shelf, highPass] = kWeighting(sampleRate)
  const state = new Float64Array(channels * 4)
  const hopSamples = Math.round(sampleRate / 10)
  const hops: number[] = []
  let energy = 0
  let filled = 0
  return {
    add(samples) {
      for (let at = 0; at + channels <= samples.length; at += channels) {
        for (let channel = 0; channel < channels; channel++) {
          const weight = weights[channel] as number
          if (weight === 0) continue
          // Transposed direct form II, twice.
          const own = channel * 4
          const input = samples[at + channel] as number
          const middle = shelf.b0 * input + (state[own] as number)
          state[own] = shelf.b1 * input - shelf.a1 * middle + (state[own + 1] as number)
          state[own + 1] = shelf.b2 * input - shelf.a2 * middle
          const output = highPass.b0 * middle + (state[own + 2] as number)
          state[own + 2] = highPass.b1 * middle - highPass.a1 * output + (state[own + 3] as number)
          state[own + 3] = highPass.b2 * middle - highPass.a2 * output
          energy += weight * output * output
        }
        if (++filled === hopSamples) {
          hops.push(energy / hopSamples)
          energy = 0
          filled = 0
        }
      }
    },
    finish: () => integrate(hops),
  }
}

function integrate(hops: readonly number[]): number | undefined {
  const blocks: number[] = []
  for (let at = 0; at + hopsPerBlock <= hops.length; at++) {
    let sum = 0
    for (let hop = 0; hop < hopsPerBlock; hop++) sum += hops[at + hop] as number
    blocks.push(sum / hopsPerBlock)
  }
  const audible = blocks.filter((block) => toLufs(block) > thresholds.absoluteGateLufs)
  if (audible.length === 0) return undefined
  const gate = toLufs(meanOf(audible)) + thresholds.relativeGateLu
  return toLufs(meanOf(audible.filter((block) => toLufs(block) > gate)))
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function toLufs(energy: number): number {
  return -0.691 + 10 * Math.log10(energy)
}
