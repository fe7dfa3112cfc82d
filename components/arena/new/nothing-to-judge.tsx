import Link from "next/link"
import { buttonClass } from "@/components/ui/button"

/** In place of the form, when there are no takes, or the person may only look and vote. */
export function NothingToJudge({ team, mayCreate }: { team: string; mayCreate: boolean }) {
  return (
    <div className="m-auto max-w-96 p-8">
      <h2 className="font-semibold text-16">{mayCreate ? "There is nothing to judge yet" : "Members make sessions"}</h2>
      <p className="mt-1 mb-4 text-ink-2">
        {mayCreate
          ? "A session needs a shot with finished takes of two models. Generate some first."
          : "As a reviewer you judge those that are open. Ask a member or an owner for a new one."}
      </p>
      <Link href={mayCreate ? `/${team}` : `/${team}/arena`} className={buttonClass()}>
        {mayCreate ? "To the projects" : "To the sessions"}
      </Link>
    </div>
  )
}
