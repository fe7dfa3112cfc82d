import type { Browser, Page } from "playwright"
import type { BenchTeam } from "@/bench/fixtures"

/** A page in a browser profile of its own (nothing cached), signed in as the team's owner. Close `page.context()`. */
export async function openPage(browser: Browser, url: string, { cookie }: BenchTeam): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = "", ...value] = cookie.split("=")
  await context.addCookies([{ name, value: value.join("="), url, httpOnly: true, sameSite: "Lax" }])
  const page = await context.newPage()
  // tsx marks named functions with a helper that pages do not have.
  await page.addInitScript("globalThis.__name = (target) => target")
  return page
}
