"use client"

import Check from "lucide-react/icons/check"
import Minus from "lucide-react/icons/minus"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { useState } from "react"
import { Moment } from "@/components/settings/moment"
import { useAct } from "@/components/settings/use-act"
import { Button } from "@/components/ui/button"
import { checkPublicAddress } from "@/lib/vendors/actions"
import type { Reach } from "@/lib/vendors/schema"

type Props = { team: string; address: string | null; lastDeliveryAt: string | null; mayCheck: boolean }

/** Whether vendors reach this studio from outside, which decides between webhooks and polling. */
export function PublicAddress({ team, address, lastDeliveryAt, mayCheck }: Props) {
  const [reach, setReach] = useState<Reach | null>(null)
  const { act, isBusy } = useAct()
  const Icon = address === null ? Minus : reach?.isReachable === false ? TriangleAlert : Check
  return (
    <div className="grid pt-0.5 sm:justify-items-end">
      <span className="flex items-center gap-2">
        <Icon aria-hidden="true" className="size-3.5! text-ink-2" />
        {address ?? "No public address"}
        {address !== null && mayCheck && (
          <Button
            size="compact"
            variant="quiet"
            disabled={isBusy}
            onClick={() => act("The address was not checked", () => checkPublicAddress({ team }), setReach)}
          >
            Check
          </Button>
        )}
      </span>
      <span className={reach?.isReachable === false ? "text-12 text-stop" : "text-12 text-ink-3"} role="status">
        {reach ? (
          reach.words
        ) : address === null ? (
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
