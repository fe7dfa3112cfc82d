const segment = "[a-z0-9][a-z0-9._-]*"
const shape = new RegExp(`^${segment}(/${segment})*$`)

/** Throws on a key that is not ours: no segment can be empty, hidden or "..", so none leads out of the store. */
export function assertKey(key: string): void {
  if (!shape.test(key) || key.length > 500) throw new Error(`not a storage key: ${JSON.stringify(key)}`)
}
