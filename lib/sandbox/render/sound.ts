import { randomFrom } from "@/lib/sandbox/render/random"

export const sampleRate = 48_000

/** A soft chord over a breath of wind, different for each prompt and seed: two planes of float samples, one after the other. */
export function createSound(prompt: string, seed: number): (start: number, count: number) => Float32Array {
  const random = randomFrom("sound", prompt, seed)
  const root = 98 * 2 ** (Math.floor(random.next() * 8) / 12)
  const chord = [1, 1.5, 2, random.pick([2.378, 2.52]), 3].map((ratio, index) => ({
    step: (2 * Math.PI * root * ratio) / sampleRate,
    swell: (2 * Math.PI * random.between(0.07, 0.23)) / sampleRate,
    phase: random.between(0, 6.28),
    level: 0.05 / (index + 1) ** 0.5,
  }))
  let low = 0
  let noise = Math.floor(random.next() * 2 ** 31)
  return (start, count) => {
    const samples = new Float32Array(count * 2)
    for (let i = 0; i < count; i++) {
      const t = start + i
      noise = (Math.imul(noise, 1664525) + 1013904223) | 0
      low += (noise / 2 ** 31 - low) * 0.02
      let left = low * 0.16 * (0.7 + 0.3 * Math.sin(t * 0.00002))
      let right = left
      for (const { step, swell, phase, level } of chord) {
        const tone = Math.sin(t * step) * level * (0.6 + 0.4 * Math.sin(t * swell + phase))
        left += tone * (0.8 + 0.2 * Math.cos(phase))
        right += tone * (0.8 - 0.2 * Math.cos(phase))
      }
      const fadeIn = Math.min(1, t / 9600)
      samples[i] = left * fadeIn
      samples[count + i] = right * fadeIn
    }
    return samples
  }
}
