import ChevronLeft from "lucide-react/icons/chevron-left"
import Link from "next/link"
import { Fragment, type ReactNode } from "react"
import { Account } from "@/components/shell/account"
import { Mark } from "@/components/shell/mark"
import { SearchButton } from "@/components/shell/search-button"
import { cx } from "@/components/ui/cx"

/** One step of the way here. The last one is the current page. `content` replaces its words (a title that can be edited). */
export type Crumb = { label: string; href?: string; content?: ReactNode }
/** A place of the team; only ones that exist. */
export type NavItem = { label: string; href: string; current?: boolean }
export type Viewer = { name: string; email: string }

export type TopBarProps = {
  crumbs: readonly Crumb[]
  nav: readonly NavItem[]
  /** Absent before anybody has signed in. */
  viewer?: Viewer | undefined
  /** Right of the crumbs, in a second ink: "no shots yet". */
  note?: ReactNode
  /** Left of search. */
  actions?: ReactNode
}

/** The bar of every signed-in screen: the way here, the team's places, search, account. 48 px. */
export function TopBar({ crumbs, nav, viewer, note, actions }: TopBarProps) {
  const back = crumbs.slice(0, -1).findLast((crumb) => crumb.href !== undefined)
  const here = crumbs.at(-1)
  return (
    <header className="flex h-bar flex-none items-center gap-1 border-line border-b bg-panel pr-3 pl-4 max-sm:pr-1 max-sm:pl-1 print:hidden">
      <Link href="/" aria-label="Rushes" className="mr-2 rounded-full max-sm:hidden">
        <Mark className="size-5" />
      </Link>
      {back?.href && (
        <Link
          href={back.href}
          aria-label={`Back to ${back.label}`}
          className="grid size-11 flex-none place-items-center text-ink-2 sm:hidden"
        >
          <ChevronLeft aria-hidden="true" />
        </Link>
      )}
      <nav aria-label="Where you are" className="min-w-0 flex-shrink max-sm:flex-1">
        <ol className="flex min-w-0 items-center gap-1">
          {crumbs.map((crumb, index) => (
            <Fragment key={crumb.href ?? crumb.label}>
              {index > 0 && (
                <li aria-hidden="true" className="text-ink-3/60 max-sm:hidden">
                  /
                </li>
              )}
              <li className={cx("min-w-0", crumb !== here && "flex-none max-sm:hidden")}>
                <CrumbItem crumb={crumb} isHere={crumb === here} />
              </li>
            </Fragment>
          ))}
        </ol>
      </nav>
      {note && <span className="ml-2 flex-none text-ink-3 max-lg:hidden">{note}</span>}
      <span className="flex-1 max-sm:hidden" />
      {nav.length > 0 && (
        <nav aria-label="Team" className="flex gap-1 max-sm:hidden">
          {nav.map((item) => (
            <Link
              key={item.href}
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className="flex h-compact items-center rounded-control px-2.5 text-ink-2 hover:text-ink aria-[current]:bg-press aria-[current]:text-ink touch:h-11"
            >
              {item.label}
            </Link>
          ))}
        </nav>
      )}
      {actions}
      {viewer && (
        <>
          <span aria-hidden="true" className="mx-2 h-4 w-px flex-none bg-line-strong max-sm:hidden" />
          <SearchButton />
          <Account viewer={viewer} nav={nav} />
        </>
      )}
    </header>
  )
}

function CrumbItem({ crumb, isHere }: { crumb: Crumb; isHere: boolean }) {
  const shape = "flex h-compact min-w-0 items-center rounded-control px-1.5 touch:h-11"
  if (crumb.content) return crumb.content
  if (crumb.href && !isHere) {
    return (
      <Link href={crumb.href} className={cx(shape, "text-ink-2 hover:bg-hover hover:text-ink")}>
        <span className="max-w-48 truncate">{crumb.label}</span>
      </Link>
    )
  }
  return (
    <span aria-current={isHere ? "page" : undefined} className={cx(shape, isHere ? "font-medium text-ink" : "text-ink-2")}>
      <span className="truncate">{crumb.label}</span>
    </span>
  )
}
