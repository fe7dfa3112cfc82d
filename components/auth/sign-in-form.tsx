"use client"

import { EntryField } from "@/components/auth/entry-field"
import { FormFailure } from "@/components/auth/form-failure"
import { signInWithPassword } from "@/components/auth/password-sign-in"
import { useSubmit } from "@/components/auth/use-submit"
import { Button } from "@/components/ui/button"

export type OutsideDoor = { id: string; name: string }

/** Email and password, and a button for each outside door that the host has opened. Leads to `next`. */
export function SignInForm({ next, doors, problem }: { next: string; doors: readonly OutsideDoor[]; problem: string | null }) {
  const { onSubmit, isBusy, failure } = useSubmit(
    async ({ email = "", password = "" }) => {
      const wrong = await signInWithPassword(email, password)
      return wrong ? { ok: false, error: { code: "invalid_input", message: wrong } } : { ok: true, value: undefined }
    },
    () => {
      location.assign(next)
      return undefined
    },
  )
  return (
    <>
      <form method="post" aria-label="Sign in" className="grid gap-4" onSubmit={onSubmit} noValidate>
        <EntryField label="Email" name="email" type="email" autoComplete="username" required autoFocus />
        <EntryField label="Password" name="password" type="password" autoComplete="current-password" required />
        <FormFailure failure={failure ?? (problem ? { message: problem } : null)} />
        <Button type="submit" variant="primary" size="main" className="mt-2 w-full" disabled={isBusy}>
          Sign in
        </Button>
      </form>
      {doors.map(({ id, name }) => (
        <Button key={id} size="main" className="w-full" onClick={() => leaveBy(id, next)}>
          Continue with {name}
        </Button>
      ))}
    </>
  )
}

async function leaveBy(door: string, next: string) {
  const { signIn } = await import("next-auth/react")
  await signIn(door, { callbackUrl: next })
}
