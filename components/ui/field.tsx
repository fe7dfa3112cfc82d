import { type ComponentProps, type ReactNode, useId } from "react"
import { cx } from "@/components/ui/cx"

export const inputClass = cx(
  "h-control w-full min-w-0 rounded-control bg-field px-2.5 text-ink",
  "shadow-[inset_0_0_0_1px_var(--color-line)] aria-invalid:shadow-[inset_0_0_0_1px_var(--color-stop)]",
  "disabled:text-ink-3 touch:h-11",
)

type Control = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined }

export type FieldProps = {
  label: string
  hint?: ReactNode
  /** What is wrong, in our words; replaces the hint. */
  error?: string | undefined
  className?: string
}

/** Label above, hint or error below, tied to the control for screen readers. */
export function Field({ label, hint, error, className, children }: FieldProps & { children: (control: Control) => ReactNode }) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className={cx("grid gap-1", className)}>
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      {children({ id, "aria-describedby": note ? noteId : undefined, "aria-invalid": error ? true : undefined })}
      {note && (
        <p id={noteId} className={cx("text-12", error ? "text-stop" : "text-ink-3")}>
          {note}
        </p>
      )}
    </div>
  )
}

/** One line of text with its label. */
export function TextField({
  label,
  hint,
  error,
  className,
  ...input
}: FieldProps & Omit<ComponentProps<"input">, "className">) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <input className={inputClass} {...input} {...control} />}
    </Field>
  )
}

/** Several lines of text with its label; grows with what is written. */
export function TextAreaField({
  label,
  hint,
  error,
  className,
  ...textarea
}: FieldProps & Omit<ComponentProps<"textarea">, "className">) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <textarea className={textareaClass} rows={3} {...textarea} {...control} />}
    </Field>
  )
}

export const textareaClass = cx(inputClass, "field-sizing-content h-auto min-h-20 resize-none py-1.5 touch:h-auto")
