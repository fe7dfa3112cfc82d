import Check from "lucide-react/icons/check"
import Minus from "lucide-react/icons/minus"
import { Moment } from "@/components/settings/moment"

/** Whether vendors reach this studio from outside, which decides between webhooks and polling. */
export function PublicAddress({ address, lastDeliveryAt }: { address: string | null; lastDeliveryAt: string | null }) {
  const Icon = address === null ? Minus : Check
  return (
    <div className="grid pt-0.5 sm:justify-items-end">
      <span className="flex items-center gap-2">
        <Icon aria-hidden="true" className="size-3.5! text-ink-2" />
        {address ?? "No public address"}
      </span>
      <span className="text-12 text-ink-3">
        {address === null ? (
          "Live vendors are polled. Set PUBLIC_URL to receive webhooks."
        ) : lastDeliveryAt === null ? (
          "Public address. No webhook has arrived yet."
        ) : (
          <>
            Public address. Last webhook <Moment iso={lastDeliveryAt} />.
          </>
        )}
      </span>
    </div>
  )
}
