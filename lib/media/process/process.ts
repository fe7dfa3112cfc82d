import { MediaError } from "@/lib/media/errors"
import { type MediaAnswer, type MediaOrder, mediaWorks } from "@/lib/media/process/works"
import { answerOrders } from "@/lib/native-work/answer"

/** A media process: one order at a time. */
answerOrders(async (message, { signal }): Promise<MediaAnswer> => {
  const { name, order } = message as MediaOrder
  const work = mediaWorks[name] as (order: unknown, signal: AbortSignal) => Promise<unknown>
  try {
    return { value: await work(order, signal) }
  } catch (error) {
    if (!(error instanceof MediaError)) throw error
    return { fault: { reason: error.reason, detail: error.detail } }
  }
})
