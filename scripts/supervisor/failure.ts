/** Something that a person can put right: its message is the whole story, with the cure, in one line. */
export class Failure extends Error {
  override readonly name = "Failure"
}

/** Runs a script's body. What it throws ends the process with code 1: a Failure as its one line, a fault with its stack. */
export async function runScript(body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error)
    process.exit(1)
  }
}

/** Passes on what `work` gives; an error's message becomes a Failure's. For calls whose errors are already worded for people. */
export async function orFail<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Error ? new Failure(error.message, { cause: error }) : error
  }
}
