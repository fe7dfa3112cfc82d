import type { ReactNode } from "react"

type Props = { title: string; lead?: ReactNode; children: ReactNode }

/** A part of a report: what it is, how to read it, the figures. */
export function ReportSection({ title, lead, children }: Props) {
  return (
    <section className="mt-8 print:mt-6">
      <h2 className="break-after-avoid font-semibold text-14">{title}</h2>
      {lead && <p className="mt-0.5 max-w-[92ch] break-inside-avoid break-after-avoid text-12 text-ink-3">{lead}</p>}
      <div className="mt-2">{children}</div>
    </section>
  )
}
