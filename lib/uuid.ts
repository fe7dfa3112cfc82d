/**
 * A key minted in a browser (32 hex digits) as the id of the row it makes: the same key makes it once. A UUID of version 4, of
 * which six bits are not the key's.
 */
export function uuidOfKey(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20)].join("-")
}
