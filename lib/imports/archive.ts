import { createWriteStream } from "node:fs"
import type { Readable } from "node:stream"
import { text } from "node:stream/consumers"
import { pipeline } from "node:stream/promises"
import yauzl, { type Entry, type ZipFile } from "yauzl"

/** A file in an archive. `name` is its bare name: where the archive wants it to lie means nothing here. */
export type ArchiveFile = { name: string; bytes: number; saveTo(path: string): Promise<void> }
export type Archive = { clips: ArchiveFile[]; lists: { name: string; text: string }[]; close(): void }

export class ArchiveError extends Error {
  override readonly name = "ArchiveError"
}

const maxEntries = 2000
/** All lists together, unpacked: they are held in memory. */
const maxListBytes = 20_000_000
/** All clips together, unpacked: an archive that claims more is one that was made to fill a disk. */
const maxTotalBytes = 64 * 1024 ** 3

/**
 * Looks into a zip: its clips by their ending (what they really are is found out when they are taken in), and its lists of
 * prompts. Nothing is unpacked before it is asked for, and an entry that is larger than it says breaks off. Throws
 * ArchiveError in words for the person.
 */
export async function openArchive(path: string, maxClipBytes: number): Promise<Archive> {
  const zip = await open(path)
  try {
    const entries = await listEntries(zip)
    const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
    if (total > maxTotalBytes) throw new ArchiveError("This archive unpacks to more than 64 GB.")
    const clips: ArchiveFile[] = []
    const lists: Archive["lists"] = []
    let listBytes = 0
    for (const entry of entries) {
      const name = entry.fileName.split("/").at(-1) ?? ""
      if (/\.(mp4|mov|m4v|webm)$/i.test(name) && entry.uncompressedSize <= maxClipBytes) {
        clips.push({ name, bytes: entry.uncompressedSize, saveTo: (to) => save(zip, entry, to) })
      } else if (/\.(csv|json|tsv)$/i.test(name) && listBytes + entry.uncompressedSize <= maxListBytes) {
        listBytes += entry.uncompressedSize
        lists.push({ name, text: await readText(zip, entry) })
      }
    }
    return { clips, lists, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

function open(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(new ArchiveError("This is not a zip archive that can be read.", { cause: error }))
      else resolve(zip)
    })
  })
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on("error", (cause) => reject(new ArchiveError("This archive is damaged.", { cause })))
    zip.on("end", () => resolve(entries))
    zip.on("entry", (entry: Entry) => {
      // Folders, and what macOS adds about each file.
      if (!entry.fileName.endsWith("/") && !entry.fileName.startsWith("__MACOSX/")) entries.push(entry)
      if (entries.length > maxEntries) reject(new ArchiveError(`This archive holds more than ${maxEntries} files.`))
      else zip.readEntry()
    })
    zip.readEntry()
  })
}

function read(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new ArchiveError("A file in this archive cannot be read.", { cause: error }))
      else resolve(stream)
    })
  })
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  return text(await read(zip, entry)).catch((cause: unknown) => {
    throw new ArchiveError("A list of prompts in this archive is damaged.", { cause })
  })
}

async function save(zip: ZipFile, entry: Entry, to: string): Promise<void> {
  await pipeline(await read(zip, entry), createWriteStream(to, { flags: "wx", mode: 0o600 })).catch((cause: unknown) => {
    throw new ArchiveError("A file in this archive is damaged.", { cause })
  })
}
