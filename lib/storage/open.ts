import "server-only"
import { join, resolve } from "node:path"
import { env } from "@/lib/env"
import { createLocalStorage } from "@/lib/storage/local"
import { createS3Storage } from "@/lib/storage/s3"
import type { Storage } from "@/lib/storage/storage"
import { sweepFolder, temporaryPath } from "@/lib/storage/temporary"

let opened: Storage | undefined

/** The storage that the settings name; one per process. */
export function storage(): Storage {
  return (opened ??= open())
}

/** A path for a file that is being fetched; move it with `storage().putFile` or remove it. */
export function temporaryFile(): Promise<string> {
  return temporaryPath(temporaryFolder())
}

/**
 * Removes what killed processes left in the temporary area, and whatever nobody has written to for `olderThanSeconds`.
 * Returns how many files went. The worker calls it when it starts and every few minutes.
 */
export function sweepTemporary(olderThanSeconds: number): Promise<number> {
  return sweepFolder(temporaryFolder(), olderThanSeconds)
}

/** Inside the storage's folder, so that both are on one file system. No key can name it: it begins with a dot. */
function temporaryFolder(): string {
  return join(localRoot(), ".temporary")
}

function localRoot(): string {
  return resolve(env().DATA_DIR, "storage")
}

function open(): Storage {
  const settings = env()
  if (settings.STORAGE_DRIVER === "local") return createLocalStorage({ root: localRoot(), temporary: temporaryFolder() })
  if (!settings.STORAGE_S3_BUCKET) throw new Error("STORAGE_S3_BUCKET: name the bucket, or set STORAGE_DRIVER=local")
  const { STORAGE_S3_ACCESS_KEY_ID: accessKeyId, STORAGE_S3_SECRET_ACCESS_KEY: secretAccessKey } = settings
  return createS3Storage({
    bucket: settings.STORAGE_S3_BUCKET,
    region: settings.STORAGE_S3_REGION,
    endpoint: settings.STORAGE_S3_ENDPOINT,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
    temporary: temporaryFolder(),
  })
}
