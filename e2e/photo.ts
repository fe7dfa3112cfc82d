import { readFileSync } from "node:fs"
import sharp from "sharp"

const still = "public/samples/harbour.webp"

/** A photograph as a phone would hand it over: 4:3, JPEG, turned by EXIF orientation 6. */
export async function phonePhoto(): Promise<Buffer> {
  return sharp(readFileSync(still))
    .resize(1600, 1200, { fit: "cover" })
    .rotate(-90)
    .jpeg({ quality: 92 })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}
