"use client"

import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { NuqsAdapter } from "nuqs/adapters/next/app"
import { type ReactNode, useEffect, useState } from "react"
import { CommandLayer } from "@/components/shell/command-layer"
import { applyTheme, chosenTheme } from "@/components/shell/theme"
import { ToastLayer } from "@/components/ui/toast"
import { TooltipLayer } from "@/components/ui/tooltip"

/** What every screen stands in: the query cache, the address as state, tooltips, toasts, keys. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        // Live events keep the cache true (components/live); a window that regains focus has missed nothing.
        defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: 1 } },
      }),
  )
  useEffect(() => {
    const media = matchMedia("(prefers-color-scheme: light)")
    const follow = () => chosenTheme() === "system" && applyTheme("system")
    follow()
    media.addEventListener("change", follow)
    return () => media.removeEventListener("change", follow)
  }, [])
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        {children}
        <CommandLayer />
        <TooltipLayer />
        <ToastLayer />
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
