import { crc32 } from "node:zlib"
import sharp from "sharp"
import { describe, expect, test } from "vitest"
import { prepareStill } from "@/lib/media/prepare-still"
import { readStill, stillLimits } from "@/lib/media/still"
import type { ImageLimits } from "@/lib/providers/catalogue"

type Format = "jpeg" | "png" | "webp" | "avif"
const formats: Format[] = ["jpeg", "png", "webp", "avif"]

/** Red on the left, blue on the right. */
function halves(width: number, height: number) {
  const blue = { create: { width: Math.floor(width / 2), height, channels: 3 as const, background: "blue" } }
  return sharp({ create: { width, height, channels: 3, background: "red" } }).composite([{ input: blue, gravity: "east" }])
}

const encoded = (format: Format, width = 320, height = 200) => halves(width, height).toFormat(format).toBuffer()

async function colourAt(bytes: Buffer, x: number, y: number) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const [red = 0, green = 0, blue = 0] = data.subarray((y * info.width + x) * info.channels)
  return red > 150 && blue < 100 ? "red" : blue > 150 && red < 100 ? "blue" : `${red},${green},${blue}`
}

describe("a still that is brought", () => {
  test.each(formats)("as %s without metadata keeps its exact bytes", async (format) => {
    const bytes = await encoded(format)
    const still = await readStill(bytes)
    expect(still).toMatchObject({ mime: `image/${format}`, width: 320, height: 200 })
    expect(still.bytes.equals(bytes)).toBe(true)
  })

  test.each(formats)("as %s stands upright and forgets where it was taken", async (format) => {
    const bytes = await halves(320, 200)
      .withExif({ IFD0: { Copyright: "Ada" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .toFormat(format)
      .toBuffer()
    const still = await readStill(bytes)
    const found = await sharp(still.bytes).metadata()
    expect([found.exif, found.xmp, found.iptc, found.orientation ?? 1]).toEqual([undefined, undefined, undefined, 1])
    expect([still.width, still.height, found.width, found.height]).toEqual([200, 320, 200, 320])
    expect([await colourAt(still.bytes, 100, 40), await colourAt(still.bytes, 100, 280)]).toEqual(["red", "blue"])
  })

  test("keeps its colour profile when it is rewritten", async () => {
    const bytes = await halves(320, 200)
      .withExif({ IFD0: { Copyright: "Ada" } })
      .withIccProfile("p3")
      .jpeg()
      .toBuffer()
    const { icc } = await sharp((await readStill(bytes)).bytes).metadata()
    expect(icc?.length).toBeGreaterThan(100)
  })

  test.each([
    ["a GIF", () => halves(100, 100).gif().toBuffer(), "This is a GIF. Use a JPEG, PNG, WebP or AVIF."],
    ["a TIFF", () => halves(100, 100).tiff().toBuffer(), "This is a TIFF or raw photograph."],
    ["an SVG", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'), "This is an SVG."],
    ["a PDF", () => Buffer.from("%PDF-1.7\n"), "This is a PDF."],
    ["a HEIC", () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "This is a HEIC photograph."],
    ["a video", () => Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp42", "latin1"), "This is a video, not a picture."],
    ["a web page", () => Buffer.from("<!DOCTYPE html><html></html>"), "This is a web page."],
    ["words", () => Buffer.from("just words"), "This is not a picture that can be read."],
    ["nothing", () => Buffer.alloc(0), "This file is empty."],
    ["a small one", () => encoded("png", 300, 63), "This picture is 300 × 63 pixels. Each edge needs at least 64."],
    ["a long one", () => claiming(12_001, 64), "An edge may have at most 12,000."],
    ["a vast one", () => claiming(11_000, 8_000), "At most 80 megapixels are accepted."],
    ["a broken JPEG", async () => (await encoded("jpeg", 900, 900)).subarray(0, 4000), "damaged or incomplete"],
    ["a broken PNG", async () => (await encoded("png", 900, 900)).subarray(0, 2000), "damaged or incomplete"],
    ["a broken WebP", async () => (await encoded("webp", 900, 900)).subarray(0, 600), "damaged or incomplete"],
    ["only a JPEG's name", () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500)]), "damaged or incomplete"],
    ["an animated WebP", () => animatedWebp(), "This picture is animated."],
    ["an animated PNG", () => animatedPng(), "This picture is animated."],
  ])("is refused in words: %s", async (_, make, message) => {
    await expect(readStill(await make())).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining(message),
    })
  })

  test("is refused when it has too many bytes", async () => {
    const bytes = Buffer.concat([await encoded("png"), Buffer.alloc(stillLimits.maxBytes)])
    await expect(readStill(bytes)).rejects.toMatchObject({ code: "too_large", message: "This picture is larger than 20 MB." })
  })
})

describe("a still for a vendor", () => {
  const limits: ImageLimits = {
    mimes: ["image/jpeg", "image/png"],
    maxBytes: 10_000_000,
    minEdgePixels: 300,
    maxEdgePixels: 4096,
  }

  test("is sent as it stands when it fits", async () => {
    const bytes = await encoded("png", 1280, 720)
    const sent = await prepareStill(bytes, { aspectRatio: "16:9", limits })
    expect(sent).toMatchObject({ mime: "image/png", width: 1280, height: 720 })
    expect(sent.bytes.equals(bytes)).toBe(true)
  })

  test("is cropped around its middle", async () => {
    const sent = await prepareStill(await encoded("png", 1600, 1200), { aspectRatio: "1:1", limits })
    expect(sent).toMatchObject({ mime: "image/png", width: 1200, height: 1200 })
    expect([await colourAt(sent.bytes, 590, 600), await colourAt(sent.bytes, 610, 600)]).toEqual(["red", "blue"])
  })

  test("has the clip's own shape where the model names its pixels, which are not quite 4:3", async () => {
    const runway = { aspectRatio: "4:3", pixels: [1104, 832], limits } as const
    const sent = await prepareStill(await encoded("png", 1600, 1200), runway)
    expect(sent).toMatchObject({ width: 1592, height: 1200 })
    const exact = await encoded("png", 1104, 832)
    expect((await prepareStill(exact, runway)).bytes.equals(exact)).toBe(true)
    const reference = await prepareStill(await encoded("jpeg", 900, 400), { ...runway, aspectRatio: undefined })
    expect(reference).toMatchObject({ width: 900, height: 400 })
  })

  test("keeps its shape when no ratio is asked", async () => {
    const sent = await prepareStill(await encoded("jpeg", 900, 400), { aspectRatio: undefined, limits })
    expect(sent).toMatchObject({ mime: "image/jpeg", width: 900, height: 400 })
  })

  test("grows to the smallest edge, and shrinks to the largest", async () => {
    const small = await prepareStill(await encoded("png", 160, 90), { aspectRatio: "16:9", limits })
    expect([small.width, small.height]).toEqual([533, 300])
    const large = await prepareStill(await encoded("jpeg", 5000, 3000), { aspectRatio: "16:9", limits })
    expect(large.width).toBe(3840)
    const narrow = await prepareStill(await encoded("jpeg", 3000, 2000), {
      aspectRatio: "16:9",
      limits: { ...limits, maxEdgePixels: 1000 },
    })
    expect([narrow.width, narrow.height]).toEqual([1000, 563])
  })

  test("becomes JPEG where the model takes nothing else, and then loses quality before pixels", async () => {
    const noise = await sharp({
      create: { width: 1280, height: 720, channels: 3, background: "grey", noise: { type: "gaussian", mean: 128, sigma: 60 } },
    })
      .png()
      .toBuffer()
    const sent = await prepareStill(noise, { aspectRatio: "16:9", limits: { ...limits, maxBytes: 1_000_000 } })
    expect(sent).toMatchObject({ mime: "image/jpeg", width: 1280, height: 720 })
    const smaller = await prepareStill(noise, { aspectRatio: "16:9", limits: { ...limits, maxBytes: 300_000 } })
    expect(smaller.width).toBeLessThan(1280)
    expect(smaller.bytes.length).toBeLessThanOrEqual(300_000)
    const impossible = prepareStill(noise, { aspectRatio: "16:9", limits: { ...limits, maxBytes: 1000 } })
    await expect(impossible).rejects.toMatchObject({ code: "invalid_input" })
  })

  test("is converted from a format that the model does not take", async () => {
    for (const format of ["webp", "avif"] as const) {
      const sent = await prepareStill(await encoded(format, 800, 450), { aspectRatio: "16:9", limits })
      expect(sent).toMatchObject({ mime: "image/jpeg", width: 800, height: 450 })
    }
  })

  test("is the same each time", async () => {
    const bytes = await encoded("webp", 1000, 1000)
    const [one, other] = [
      await prepareStill(bytes, { aspectRatio: "21:9", limits }),
      await prepareStill(bytes, { aspectRatio: "21:9", limits }),
    ]
    expect(one.bytes.equals(other.bytes)).toBe(true)
  })
})

/** A small PNG whose header claims to be larger: it must be refused before anything is decoded. */
async function claiming(width: number, height: number) {
  const png = await flat("red")
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

async function animatedWebp() {
  const frames = await Promise.all(["red", "blue"].map((background) => flat(background)))
  return sharp(frames, { join: { animated: true } })
    .webp({ loop: 0 })
    .toBuffer()
}

/** A PNG with the chunk that makes it animated; sharp itself writes none. */
async function animatedPng() {
  const png = await flat("red")
  const control = Buffer.from("000000086163544c0000000200000000f38d9370", "hex")
  return Buffer.concat([png.subarray(0, 33), control, png.subarray(33)])
}

function flat(background: string) {
  return sharp({ create: { width: 100, height: 100, channels: 3, background } })
    .png()
    .toBuffer()
}
