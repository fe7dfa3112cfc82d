import type { ReactNode } from "react"
import { cx } from "@/components/ui/cx"

export type PageFrameProps = {
  /** The TopBar; absent on set-up and sign-in. */
  top?: ReactNode
  /** "ground" stands behind pictures, "panel" behind text and forms. */
  surface?: "ground" | "panel"
  /** The page scrolls as one. Without it, its columns do. */
  scroll?: boolean
  children: ReactNode
}

/** One screen: the bar on top, the rest filled by `children` inside <main>. */
export function PageFrame({ top, surface = "ground", scroll = false, children }: PageFrameProps) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden print:block print:h-auto print:overflow-visible">
      <a
        href="#main"
        className="fixed top-1 left-1 z-50 -translate-y-16 rounded-control bg-raised px-3 py-2 shadow-overlay focus:translate-y-0 print:hidden"
      >
        Skip to the page
      </a>
      {top}
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          // Relative: what is only for screen readers is placed absolutely, and would make the whole window scroll.
          "relative flex min-h-0 flex-1 flex-col outline-none print:block print:overflow-visible",
          surface === "panel" ? "bg-panel" : "bg-ground",
          scroll ? "overflow-y-auto" : "overflow-hidden",
        )}
      >
        {children}
      </main>
    </div>
  )
}
