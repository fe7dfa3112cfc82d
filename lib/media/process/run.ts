import { availableParallelism } from "node:os"
import path from "node:path"
import { MediaError, type MediaFailureReason } from "@/lib/media/errors"
import type { MediaAnswer, MediaOrder, MediaWorks } from "@/lib/media/process/works"
import { type Child, Crash, openChild } from "@/lib/native-work/child"

type OrderOf<Name extends keyof MediaWorks> = Parameters<MediaWorks[Name]>[0]
type ValueOf<Name extends keyof MediaWorks> = Awaited<ReturnType<MediaWorks[Name]>>

/** Each takes a core and some 150 MB: more at once would only wait for each other. */
const most = Math.max(2, availableParallelism())
const idleMs = 60_000

/** A clip of some minutes takes some minutes: what takes longer than this does not come to an end. */
const mostMs = 3_600_000

const resting: { child: Child; timer: NodeJS.Timeout }[] = []
const queue: (() => void)[] = []
let working = 0

/**
 * Reads, measures or writes a clip in a process of its own: FFmpeg is large, and a vendor's bytes may bring it down. Waits
 * for its turn. Files in the order are the caller's to remove, also when it throws: nothing writes to them any more then.
 * Throws MediaError ("crashed" when the process ended over this clip twice, or did not end within `limitMs`), and the signal's
 * reason.
 */
export async function inMediaProcess<Name extends keyof MediaWorks>(
  name: Name,
  order: OrderOf<Name>,
  signal: AbortSignal = new AbortController().signal,
  limitMs = mostMs,
): Promise<ValueOf<Name>> {
  await turn()
  const child = takeChild()
  const limit = AbortSignal.timeout(limitMs)
  try {
    const asking = { signal: AbortSignal.any([signal, limit]) }
    const answer = (await child.ask({ name, order } satisfies MediaOrder, asking)) as MediaAnswer
    if ("fault" in answer) throw new MediaError(answer.fault.reason as MediaFailureReason, answer.fault.detail)
    return answer.value as ValueOf<Name>
  } catch (error) {
    if (error === limit.reason) throw new MediaError("crashed", `${name}: not done after ${limitMs} ms`)
    throw error instanceof Crash ? new MediaError("crashed", `${name}: the process ${error.message}`) : error
  } finally {
    rest(child)
    working--
    queue.shift()?.()
  }
}

/** Its caller counts as working from here on. */
async function turn(): Promise<void> {
  while (working >= most) await new Promise<void>((resolve) => queue.push(resolve))
  working++
}

function takeChild(): Child {
  const last = resting.pop()
  clearTimeout(last?.timer)
  return last?.child ?? openChild(path.join(import.meta.dirname, "process.ts"))
}

/** Kept for the next clip: to start one takes longer than to read a short clip. */
function rest(child: Child): void {
  const entry = { child, timer: setTimeout(end, idleMs) }
  entry.timer.unref()
  resting.push(entry)

  function end() {
    resting.splice(resting.indexOf(entry), 1)
    child.close()
  }
}
