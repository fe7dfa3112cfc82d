/** A key minted in a browser (32 hex digits) as the id of the row it makes: the same key makes it once. */
export function uuidOfKey(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}
