"use client"

import { useState } from "react"
import { applyTheme, chosenTheme, type Theme } from "@/components/shell/theme"
import type { NavItem, Viewer } from "@/components/shell/top-bar"
import { Avatar } from "@/components/ui/avatar"
import { Button, buttonClass } from "@/components/ui/button"
import { Popover } from "@/components/ui/popover"
import { Segment } from "@/components/ui/segment"
import { toastFailure } from "@/components/ui/toast"

/** Who is here, the theme, and the way out. On a phone also the team's places. */
export function Account({ viewer, nav }: { viewer: Viewer; nav: readonly NavItem[] }) {
  return (
    <Popover
      label="Account"
      align="end"
      className="w-64"
      trigger={(props) => (
        <button type="button" {...props} className={buttonClass("quiet", "compact", "w-compact px-0 touch:min-w-11")}>
          <span className="sr-only">Account, {viewer.name}</span>
          <Avatar name={viewer.name} />
        </button>
      )}
    >
      <div className="px-1">
        <p className="truncate font-medium">{viewer.name}</p>
        <p className="truncate text-12 text-ink-3">{viewer.email}</p>
      </div>
      {nav.length > 0 && (
        <nav aria-label="Team" className="mt-2 grid border-line border-t pt-2 sm:hidden">
          {nav.map((item) => (
            <a
              key={item.href}
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className="flex min-h-11 items-center px-1"
            >
              {item.label}
            </a>
          ))}
        </nav>
      )}
      <ThemeChoice />
      <Button variant="secondary" className="w-full" onClick={leave}>
        Sign out
      </Button>
    </Popover>
  )
}

async function leave() {
  try {
    const { signOut } = await import("next-auth/react")
    await signOut({ callbackUrl: "/sign-in" })
  } catch {
    toastFailure("You are still signed in", "The server did not answer. Try again.")
  }
}

function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(chosenTheme)
  return (
    <div className="my-3 flex items-center justify-between gap-2 px-1">
      <span className="text-ink-2">Theme</span>
      <Segment
        label="Theme"
        value={theme}
        options={[
          { value: "dark", label: "Dark" },
          { value: "light", label: "Light" },
          { value: "system", label: "System" },
        ]}
        onChange={(choice) => {
          setTheme(choice)
          applyTheme(choice)
        }}
      />
    </div>
  )
}
