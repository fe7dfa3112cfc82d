"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { useStable } from "@/components/studio/use-stable"
import { toast } from "@/components/ui/toast"
import type { Quote } from "@/components/vendors/quote"
import { reuseQuery, shotHref } from "@/lib/shots/queries"
import type { ReuseOffer, StudioState } from "@/lib/shots/schema"

export type ReuseAnswer = "use" | "another"

export type ReuseOffers = {
  /** A finished take of the very request that this quote would send; undefined when there is none, or it was declined. */
  offerFor: (quote: Quote) => ReuseOffer | undefined
  wordsFor: (quote: Quote, offer: ReuseOffer) => string
  onAnswer: (answer: ReuseAnswer, quote: Quote, offer: ReuseOffer) => void
}

/**
 * "Has this been made before?", for the form as it stands in the database. `isSettled`: the form on the screen is the saved
 * one, and nothing is rehearsed. The person decides: an offer holds nothing back.
 */
export function useReuse(
  state: StudioState,
  {
    isSettled,
    doneCount,
    untick,
    show,
  }: { isSettled: boolean; doneCount: number; untick: (tickId: string) => void; show: (takeId: string) => void },
): ReuseOffers {
  const { team, project, shot } = state
  const router = useRouter()
  const [declined, setDeclined] = useState<ReadonlySet<string>>(new Set())
  const frames = shot.frames.map(({ role, clipId }) => `${role}:${clipId}`).sort()
  const query = reuseQuery(team, project.slug, shot, { frames, doneCount })
  const { data } = useQuery({ ...query, enabled: isSettled && shot.draft.modelIds.length > 0 })
  const isCurrent = isSettled && data?.revision === shot.revision && data.frames.join() === frames.join()

  function offerFor({ tickId, model, checked }: Quote): ReuseOffer | undefined {
    const offer = isCurrent ? data.offers[tickId] : undefined
    const isMeant = offer?.modelId === model.id && checked.blocked === null && !declined.has(keyOf(tickId, offer))
    return isMeant ? offer : undefined
  }

  const onAnswer = useStable((answer: ReuseAnswer, { tickId, model }: Quote, offer: ReuseOffer) => {
    if (answer === "another") return setDeclined((all) => new Set(all).add(keyOf(tickId, offer)))
    untick(tickId)
    if (offer.shotId !== shot.id) return router.push(shotHref(team, offer.project.slug, offer.shotNumber))
    toast({ title: `Nothing is sent to ${model.name}`, text: `Take ${offer.takeNumber} is the same request.` })
    show(offer.takeId)
  })
  return { offerFor, wordsFor: (quote, offer) => offerWords(offer, quote, state), onAnswer }
}

function keyOf(tickId: string, { takeId }: ReuseOffer): string {
  return `${tickId} ${takeId}`
}

/** "Take 7 of Shot 2 is the same request." Without a seed the vendor drew one, and would draw another. */
function offerWords({ takeNumber, shotNumber, project }: ReuseOffer, quote: Quote, { shot, project: here }: StudioState) {
  const inProject = project.slug === here.slug ? "" : ` in ${project.name}`
  const where = shotNumber === shot.number && !inProject ? "" : ` of Shot ${shotNumber}${inProject}`
  const seed = quote.checked.request.seed === undefined ? " Another would differ: no seed is sent." : ""
  return `Take ${takeNumber}${where} is the same request.${seed}`
}
