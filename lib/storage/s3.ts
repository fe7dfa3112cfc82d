import { createReadStream, createWriteStream } from "node:fs"
import { rm, stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { S3Client } from "@aws-sdk/client-s3"
import { AppError } from "@/lib/errors"
import { proveStorage } from "@/lib/storage/body"
import { assertKey } from "@/lib/storage/key"
import type { Storage } from "@/lib/storage/storage"
import { temporaryPath } from "@/lib/storage/temporary"

export type S3Settings = {
  bucket: string
  region: string
  /** Absent: AWS itself. Given (MinIO, Garage, R2 …): the bucket is named in the path. */
  endpoint: string | undefined
  /** Absent: the SDK's own chain (environment, profile, instance role). */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
  /** Where a stream of unknown length waits until it is whole. */
  temporary: string
}

/** Storage in an S3-compatible bucket. The SDK is large and only loaded at the first call. */
export function createS3Storage({ bucket, region, endpoint, credentials, temporary }: S3Settings): Storage {
  let opened: Promise<{ sdk: typeof import("@aws-sdk/client-s3"); client: S3Client }> | undefined
  const open = () =>
    (opened ??= import("@aws-sdk/client-s3").then((sdk) => ({
      sdk,
      client: new sdk.S3Client({
        region,
        ...(credentials && { credentials }),
        ...(endpoint && { endpoint, forcePathStyle: true }),
        // The SDK's default trailing checksums are refused by several S3-compatible servers.
        requestChecksumCalculation: "WHEN_REQUIRED",
        // A bucket that cannot be reached is an error, not a wait without end.
        requestHandler: { connectionTimeout: 10_000 },
        responseChecksumValidation: "WHEN_REQUIRED",
      }),
    })))

  async function head(key: string) {
    assertKey(key)
    const { sdk, client } = await open()
    try {
      const { ContentLength = 0 } = await client.send(new sdk.HeadObjectCommand({ Bucket: bucket, Key: key }))
      return { bytes: ContentLength }
    } catch (error) {
      if (isAbsent(error)) return null
      throw error
    }
  }

  const storage: Storage = {
    async put(key, body, facts) {
      const unfinished = await temporaryPath(temporary)
      try {
        await pipeline(Readable.from(body, { objectMode: false }), createWriteStream(unfinished, { flags: "wx", mode: 0o600 }))
        const { size } = await stat(unfinished)
        if (facts.bytes !== undefined && size !== facts.bytes) {
          throw new Error(`${key}: ${size} bytes came, ${facts.bytes} were announced`)
        }
        await storage.putFile(key, unfinished, facts)
      } finally {
        await rm(unfinished, { force: true })
      }
    },

    async putFile(key, path, { mime }) {
      if (!(await head(key))) {
        const { sdk, client } = await open()
        const { size } = await stat(path)
        const Body = createReadStream(path)
        await client.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength: size, ContentType: mime }))
      }
      await rm(path, { force: true })
    },

    async get(key, range) {
      assertKey(key)
      const { sdk, client } = await open()
      try {
        const Range = range && `bytes=${range.start}-${range.end}`
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key, Range }))
        if (!Body) throw new Error(`${key}: the store answered without a body`)
        return Body.transformToWebStream() as ReadableStream<Uint8Array>
      } catch (error) {
        if (isAbsent(error)) throw new AppError("not_found", "This file no longer exists.", { cause: error })
        throw error
      }
    },

    head,

    async delete(key) {
      assertKey(key)
      const { sdk, client } = await open()
      await client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },

    probe: () => proveStorage(storage),
  }
  return storage
}

function isAbsent(error: unknown): boolean {
  const { name } = error as { name?: string }
  return name === "NoSuchKey" || name === "NotFound"
}
