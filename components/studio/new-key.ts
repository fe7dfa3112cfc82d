/** 128 random bits. (`randomUUID` is missing where the studio is reached by plain http from another machine.) */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16).padStart(8, "0")).join("")
}
