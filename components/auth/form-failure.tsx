import type { Failure } from "@/components/auth/use-submit"

/** What went wrong with the whole form; what went wrong with one field stands at the field. */
export function FormFailure({ failure }: { failure: Failure | null }) {
  const isSaidAtField = failure?.fields !== undefined && Object.keys(failure.fields).length > 0
  return (
    <p role="alert" className="text-stop empty:hidden">
      {failure && !isSaidAtField ? failure.message : null}
    </p>
  )
}
