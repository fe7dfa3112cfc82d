import { plural } from "@/lib/format"
import { findModel } from "@/lib/providers/models"
import { type Companion, isRefusalKind, opinionWords, otherOpinions } from "@/lib/providers/refusal-words"
import type { TakeView } from "@/lib/takes/schema"

/**
 * How the other models of the same press stand to what one refused: a fact for the card ("2 other models took it", empty when
 * none has) and sentences for "Why?". Null for a take that was not refused. Safe in a browser.
 */
export function opinionsOn(refused: TakeView, takes: readonly TakeView[]): { fact: string; words: string } | null {
  const kind = refused.failure?.kind
  if (refused.status !== "refused" || kind === undefined || !isRefusalKind(kind)) return null
  const companions = takes.filter(({ batchId, id }) => batchId === refused.batchId && id !== refused.id).map(toCompanion)
  const opinions = otherOpinions({ ...refused, kind }, companions)
  const { length } = opinions.took
  return { fact: length > 0 ? `${plural(length, "other model")} took it` : "", words: opinionWords(kind, opinions) }
}

function toCompanion({ modelId, modelName, status, sentClipIds }: TakeView): Companion {
  return {
    modelId,
    name: modelName,
    refuses: findModel(modelId)?.refuses ?? [],
    end: status === "succeeded" || status === "refused" ? status : "other",
    sentClipIds,
  }
}
