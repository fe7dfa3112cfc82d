/** One Ctrl-C may arrive twice: from the terminal, and passed on by npm. */
const SAME_PRESS_MS = 500

export type StopSignal = {
  isStopping(): boolean
  /** Runs a step of the start; throws, to leave the rest out, when it was asked to stop meanwhile. */
  unlessStopping<Result>(step: () => Promise<Result>): Promise<Result>
}

/**
 * On SIGINT, SIGTERM or SIGHUP: lets the step that is under way come to its end, runs `stop`, ends this process with 0.
 * On a second one: runs `force`, so that `stop` has nothing left to wait for.
 */
export function onStopSignal({ stop, force }: { stop: () => Promise<void>; force: () => void }): StopSignal {
  let stoppingSince: number | undefined
  let step: Promise<unknown> = Promise.resolve()
  const onSignal = async () => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > SAME_PRESS_MS) force()
      return
    }
    stoppingSince = Date.now()
    await step.catch(() => {})
    try {
      await stop()
      process.exit(0)
    } catch (error) {
      console.error(error)
      process.exit(1)
    }
  }
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal)
  return {
    isStopping: () => stoppingSince !== undefined,
    unlessStopping: async (work) => {
      if (stoppingSince !== undefined) throw new Error("Asked to stop.")
      const current = work()
      step = current
      const result = await current
      if (stoppingSince !== undefined) throw new Error("Asked to stop.")
      return result
    },
  }
}
