import type { ReactNode } from "react"

export type EmptyStateProps = {
  title: string
  children: ReactNode
  /** The next steps, in order. */
  steps?: readonly { title: string; text: string }[]
  /** One amber action at most. */
  actions?: ReactNode
  note?: ReactNode
}

/** A page that is empty yet: the words left, the empty frames that will be filled beside them. */
export const emptyPageClass = "grid items-start gap-8 px-6 py-8 lg:grid-cols-[432px_minmax(0,1fr)] lg:gap-16 lg:px-16 lg:py-16"

/** What this place is for, the next steps, one action. The empty frames that will be filled stand beside it. */
export function EmptyState({ title, children, steps, actions, note }: EmptyStateProps) {
  return (
    <section className="max-w-[432px]">
      <h1 className="mb-2 font-semibold text-28 tracking-[-0.01em]">{title}</h1>
      <p className="text-14 text-ink-2">{children}</p>
      {steps && (
        <ol className="my-8 grid gap-4">
          {steps.map((step, index) => (
            <li key={step.title} className="grid grid-cols-[32px_1fr]">
              <span aria-hidden="true" className="size-5 rounded-tag bg-control text-center font-semibold text-11 leading-5!">
                {index + 1}
              </span>
              <div>
                <p className="font-medium">{step.title}</p>
                <p className="text-ink-2">{step.text}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {actions && <div className="mt-6 flex flex-wrap items-center gap-2">{actions}</div>}
      {note && <div className="mt-8 text-12 text-ink-3">{note}</div>}
    </section>
  )
}
