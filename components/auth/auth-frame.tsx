import type { ReactNode } from "react"
import { Mark } from "@/components/shell/mark"

/** The screens before anybody is signed in: words on the left, an example take on the right. */
export function AuthFrame({
  title,
  lead,
  foot,
  children,
}: {
  title: string
  lead: ReactNode
  foot?: ReactNode
  children: ReactNode
}) {
  return (
    <main className="grid min-h-dvh lg:grid-cols-[480px_minmax(0,1fr)]">
      <section className="flex flex-col border-line bg-panel p-6 lg:border-r lg:px-14 lg:py-8">
        <p className="flex items-center gap-2 font-semibold text-14">
          <Mark className="size-5" />
          Rushes
        </p>
        <div className="my-auto grid gap-4 py-8">
          <div>
            <h1 className="font-semibold text-28 tracking-[-0.015em]">{title}</h1>
            <p className="mb-2 text-ink-2">{lead}</p>
          </div>
          {children}
        </div>
        {foot}
      </section>
      <section aria-label="An example take" data-theme="dark" className="grid place-items-center bg-well px-14 max-lg:hidden">
        <figure className="w-full max-w-[800px]">
          <div className="relative">
            <img
              src="/samples/harbour.webp"
              width={960}
              height={540}
              alt="Trawlers in a harbour at dusk"
              className="aspect-video w-full object-cover"
            />
            <span className="absolute bottom-3 left-3 rounded-tag bg-plate px-1.5 font-medium text-11 text-on-plate tracking-[0.04em]">
              SANDBOX, KLING 3.0, SEED 42
            </span>
          </div>
          <figcaption className="mt-5 max-w-[560px] text-14 text-ink-2">
            <b className="font-medium text-ink">It works before any key exists.</b> Until a vendor has a key, a sandbox on this
            machine answers in its place: real clips, no bill, nothing leaves the house.
          </figcaption>
        </figure>
      </section>
    </main>
  )
}
