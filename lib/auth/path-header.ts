/** The request header in which proxy.ts passes on path and query, so that sign-in can lead back. Always overwritten there. */
export const pathHeader = "x-rushes-path"

/** A path on this studio that a query parameter may lead to; "/" for anything that would leave it. */
export function safePath(next: string | null | undefined): string {
  return next && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : "/"
}
