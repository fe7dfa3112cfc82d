/** What a file is by its bytes. A name or a declared type is never believed. */
export type MediaType =
  | { kind: "video"; mime: "video/mp4" | "video/quicktime" | "video/webm" }
  | { kind: "image"; mime: "image/jpeg" | "image/png" | "image/webp" | "image/avif" }
  /** Recognised, so that a refusal can name it, but not accepted. `name` as people say it, e.g. "a PDF". */
  | { kind: "other"; name: string }

/** How many bytes from the beginning `sniff` wants. */
export const sniffBytes = 512

const heicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
const audioBrands = ["M4A ", "M4B ", "M4P "]

/** Recognises a file by its first bytes (`sniffBytes` of them, or all); null when they mean nothing to us. */
export function sniff(head: Uint8Array): MediaType | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, sniffBytes)).toString("latin1")
  if (text.startsWith("\xff\xd8\xff")) return { kind: "image", mime: "image/jpeg" }
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return { kind: "image", mime: "image/png" }
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return { kind: "image", mime: "image/webp" }
  if (text.slice(4, 8) === "ftyp") return sniffBrands(text)
  if (text.startsWith("\x1a\x45\xdf\xa3")) {
    return text.includes("webm") ? { kind: "video", mime: "video/webm" } : { kind: "other", name: "a Matroska video" }
  }
  if (/^GIF8[79]a/.test(text)) return { kind: "other", name: "a GIF" }
  if (text.startsWith("%PDF-")) return { kind: "other", name: "a PDF" }
  if (/^(II\*\0|MM\0\*)/.test(text)) return { kind: "other", name: "a TIFF or raw photograph" }
  if (text.startsWith("8BPS")) return { kind: "other", name: "a Photoshop document" }
  if (text.startsWith("BM") && text.slice(6, 10) === "\0\0\0\0") return { kind: "other", name: "a BMP" }
  if (text.startsWith("\xff\x0a") || text.startsWith("\0\0\0\x0cJXL ")) return { kind: "other", name: "a JPEG XL" }
  if (text.startsWith("PK\x03\x04")) return { kind: "other", name: "a ZIP file" }
  if (/^\s*(\xef\xbb\xbf)?(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)) {
    return { kind: "other", name: "an SVG" }
  }
  if (/^\s*(<!DOCTYPE html|<html|<head|<body)/i.test(text)) return { kind: "other", name: "a web page" }
  return null
}

/** ISO base media: the major brand decides; a generic one ("mif1") leaves it to the compatible ones. */
function sniffBrands(text: string): MediaType {
  const major = text.slice(8, 12)
  const size = Buffer.from(text.slice(0, 4), "latin1").readUInt32BE()
  const compatible: string[] = text.slice(16, Math.min(Math.max(size, 16), sniffBytes)).match(/.{4}/gs) ?? []
  if (major === "avif" || major === "avis") return { kind: "image", mime: "image/avif" }
  if (heicBrands.includes(major)) {
    return compatible.includes("avif") ? { kind: "image", mime: "image/avif" } : { kind: "other", name: "a HEIC photograph" }
  }
  if (audioBrands.includes(major)) return { kind: "other", name: "a sound file" }
  return { kind: "video", mime: major === "qt  " ? "video/quicktime" : "video/mp4" }
}
