"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { newKey } from "@/components/studio/new-key"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { toast } from "@/components/ui/toast"
import { dollars } from "@/lib/spend/rules"
import { offerSuccessors, trySuccessor } from "@/lib/successors/actions"
import type { SuccessorOffer } from "@/lib/successors/schema"
import type { TakeView } from "@/lib/takes/schema"

type Props = { team: string; project: string; take: TakeView; onClose: () => void; onMade: () => void }

/** The same shot on a model that takes over, ready to be laid beside the old take. */
export default function SuccessorDialog({ team, project, take, onClose, onMade }: Props) {
  const router = useRouter()
  const [submitKey] = useState(newKey)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const offers = useQuery({
    queryKey: ["successors", team, take.id],
    queryFn: async () => {
      const result = await offerSuccessors({ team, takeId: take.id })
      if (!result.ok) throw new Error(result.error.message)
      return result.value
    },
    gcTime: 0,
    retry: false,
  })

  async function make({ modelId, modelName, mode, micros }: SuccessorOffer) {
    setBusy(true)
    const shown = { mode, micros }
    const asked = { team, takeId: take.id, modelId, submitKey: `${submitKey}:${modelId}`, shown }
    const result = await trySuccessor(asked).catch(() => null)
    setBusy(false)
    if (!result?.ok) {
      setRefusal(result?.error.message ?? "The answer was lost. Press again: the same press is never billed twice.")
      return
    }
    const { takeId } = result.value
    toast({
      title: `The same shot is being made on ${modelName}`,
      action: {
        label: "Compare",
        onPress: () => router.push(`/${team}/${project}/compare?takes=${take.id},${takeId}`),
      },
    })
    onMade()
    onClose()
  }

  return (
    <Dialog title="Try the successor" onClose={onClose} className="w-[520px]!">
      <p className="text-ink-2">{offers.data?.why ?? offers.error?.message ?? "Looking for who takes over …"}</p>
      {offers.data?.offers.length === 0 && <p className="text-ink-2">The catalogue names no model that takes over.</p>}
      <ul className="grid gap-3">
        {offers.data?.offers.map((offer) => (
          <li key={offer.modelId} className="flex items-start justify-between gap-4 border-line border-t pt-3">
            <div className="grid gap-0.5">
              <p className="font-medium">
                {offer.modelName} <span className="font-normal text-ink-3">{offer.vendorName}</span>
              </p>
              <p className="text-12 text-ink-3">{offer.blocked ?? (offer.notes.join(" ") || "Takes the shot as it is.")}</p>
            </div>
            <Button size="compact" disabled={isBusy || offer.blocked !== null} onClick={() => void make(offer)}>
              Make it, {offer.mode === "live" ? dollars(offer.micros) : "free"}
            </Button>
          </li>
        ))}
      </ul>
      {refusal && (
        <p role="alert" className="text-12 text-stop">
          {refusal}
        </p>
      )}
    </Dialog>
  )
}
