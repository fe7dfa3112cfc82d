import Check from "lucide-react/icons/check"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { cx } from "@/components/ui/cx"
import type { InstallationFact } from "@/lib/auth/installation"

/** What this installation stands on, looked at just now. */
export function InstallationFacts({ facts }: { facts: readonly InstallationFact[] }) {
  return (
    <dl className="grid gap-1 text-12 leading-5!">
      {facts.map(({ what, words, isGood }) => (
        <div key={what} className="grid grid-cols-[20px_80px_1fr] items-center">
          {isGood ? (
            <Check aria-hidden="true" className="size-3.5! text-ink-2" />
          ) : (
            <TriangleAlert aria-hidden="true" className="size-3.5! text-stop" />
          )}
          <dt>{what}</dt>
          <dd className={cx(isGood ? "text-ink-2" : "text-stop")}>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
