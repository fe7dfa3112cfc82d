import Link from "next/link"
import { Mark } from "@/components/shell/mark"
import { buttonClass } from "@/components/ui/button"

/** No such address, or another team's: both look the same. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-start gap-2 bg-panel p-6">
      <title>Not found, Rushes</title>
      <Mark className="mb-2 size-5" />
      <h1 className="font-semibold text-28 tracking-[-0.015em]">There is nothing here</h1>
      <p className="mb-4 max-w-[400px] text-14 text-ink-2">
        The address is wrong, it was deleted, or it belongs to a team that you are not in.
      </p>
      <Link href="/" className={buttonClass("secondary", "main")}>
        To the studio
      </Link>
    </main>
  )
}
