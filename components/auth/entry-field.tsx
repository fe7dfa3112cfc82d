import type { ComponentProps } from "react"
import { cx } from "@/components/ui/cx"
import { Field, type FieldProps, inputClass } from "@/components/ui/field"

/** A field of set-up and sign-in: 40 high, its label in full ink. */
export function EntryField({ label, hint, error, ...input }: FieldProps & Omit<ComponentProps<"input">, "className">) {
  return (
    <Field label={label} hint={hint} error={error} className="[&>label]:font-medium [&>label]:text-ink">
      {(control) => (
        <input
          className={cx(inputClass, "h-main! px-3! text-14 shadow-[inset_0_0_0_1px_var(--color-line-strong)]")}
          {...input}
          {...control}
        />
      )}
    </Field>
  )
}
