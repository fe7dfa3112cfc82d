import type { PixelSizes } from "@/lib/providers/catalogue"
import { seedanceSizes } from "@/lib/providers/seedance-sizes"

/** 2.5 differs at one size (the sheet, from Runway's SDK). */
export const sizes25: PixelSizes = {
  ...seedanceSizes,
  "480p": { ...seedanceSizes["480p"], "16:9": [854, 480], "9:16": [480, 854] },
}
