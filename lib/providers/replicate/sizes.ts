import { seedanceSizes as familySizes } from "@/lib/providers/seedance-sizes"

/** Seedance 1.5 and 2.x here. 9:21 is 21:9 on its side, which no table has. */
export const seedanceSizes = {
  "480p": { ...familySizes["480p"], "9:21": [432, 992] },
  "720p": { ...familySizes["720p"], "9:21": [630, 1470] },
  "1080p": { ...familySizes["1080p"], "9:21": [946, 2206] },
} as const
