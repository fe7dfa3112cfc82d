/** Where bytes live. Keys are relative paths of [a-z0-9/._-]; local folder and S3 keep the same promises. */
export type Storage = {
  /** Stores a stream under `key`, whole or not at all: readers never see half an object. Overwrites nothing: an existing key is kept. */
  put(key: string, body: AsyncIterable<Uint8Array>, facts: { mime: string; bytes?: number }): Promise<void>
  /** As `put`, with a finished file from the temporary area (lib/storage/temporary.ts), which is moved where it can be and is gone afterwards. */
  putFile(key: string, path: string, facts: { mime: string }): Promise<void>
  /** Bytes `start`..`end`, both included; the whole object without a range. Throws AppError "not_found". */
  get(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>
  /** Null when there is none. */
  head(key: string): Promise<{ bytes: number } | null>
  /** Does nothing when there is none. */
  delete(key: string): Promise<void>
  /** Proves that it can be written and read; throws with what is wrong. */
  probe(): Promise<void>
}
