import "./globals.css"
import type { Metadata, Viewport } from "next"
import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { Providers } from "@/components/shell/providers"
import { readTheme, themeCookie } from "@/components/shell/theme"

export const metadata: Metadata = { title: { default: "Rushes", template: "%s, Rushes" } }
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "dark light" }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme.shown} data-theme-choice={theme.choice}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
