"use client"

import { type FormEvent, useState, useTransition } from "react"
import type { ActionResult } from "@/lib/action"

export type Failure = { message: string; fields?: Readonly<Record<string, string>> | undefined }

/**
 * Sends a form's fields, all of them strings, to an action. `failure` is what it answered; `isBusy` lasts until `done` has
 * ended, so that the button stays down while the next page is on its way.
 */
export function useSubmit<Value>(
  send: (fields: Record<string, string>) => Promise<ActionResult<Value>>,
  done: (value: Value, fields: Record<string, string>) => Failure | null | undefined | Promise<Failure | null | undefined>,
) {
  const [isBusy, start] = useTransition()
  const [failure, setFailure] = useState<Failure | null>(null)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]))
    start(async () => {
      setFailure(null)
      try {
        const result = await send(fields)
        setFailure(result.ok ? ((await done(result.value, fields)) ?? null) : result.error)
      } catch {
        setFailure({ message: "The server did not answer. Nothing was changed. Try again." })
      }
    })
  }
  return { onSubmit, isBusy, failure }
}
