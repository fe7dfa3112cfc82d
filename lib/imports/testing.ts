import { crc32 } from "node:zlib"

/** A zip of stored, not deflated, files by their names: just enough of the format (APPNOTE 4.3) to need no program for it. */
export function zipOf(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, body] of Object.entries(files)) {
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(body), 10)
    facts.writeUInt32LE(body.length, 14)
    facts.writeUInt32LE(body.length, 18)
    facts.writeUInt16LE(title.length, 22)
    parts.push(Buffer.from("PK\x03\x04"), facts, title, Buffer.from(body))
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), facts, place, title)
    offset += 30 + title.length + body.length
  }
  const count = Object.keys(files).length
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, index, Buffer.from("PK\x05\x06"), end])
}
