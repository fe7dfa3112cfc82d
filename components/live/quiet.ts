/** Where a blind judge looks: nothing that names a take may reach the page, so live events keep away from it. */
export function isBlind(pathname: string): boolean {
  return /^\/[^/]+\/arena\/[^/]+\/judge\/?$/.test(pathname)
}
