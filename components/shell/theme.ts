/** dark and light are chosen; "system" follows the machine. The default is dark: a screening room. */
export type Theme = "dark" | "light" | "system"

export const themeCookie = "theme"

/**
 * Reads the cookie. "system" is stored with what it last came to ("system-light"), so that the server can paint the
 * right theme at once without a script before the page.
 */
export function readTheme(cookie: string | undefined): { choice: Theme; shown: "dark" | "light" } {
  if (cookie === "light") return { choice: "light", shown: "light" }
  if (cookie === "system-light") return { choice: "system", shown: "light" }
  if (cookie === "system-dark") return { choice: "system", shown: "dark" }
  return { choice: "dark", shown: "dark" }
}

/** Shows a theme now and remembers it for a year. Browser only. */
export function applyTheme(choice: Theme) {
  const shown = choice === "system" ? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark") : choice
  document.documentElement.dataset.theme = shown
  document.documentElement.dataset.themeChoice = choice
  const value = choice === "system" ? `system-${shown}` : choice
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support.
  document.cookie = `${themeCookie}=${value}; path=/; max-age=31536000; samesite=lax`
}

/** What is chosen now. Browser only. */
export function chosenTheme(): Theme {
  const choice = document.documentElement.dataset.themeChoice
  return choice === "light" || choice === "system" ? choice : "dark"
}
