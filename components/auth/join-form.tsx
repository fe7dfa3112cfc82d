"use client"

import { EntryField } from "@/components/auth/entry-field"
import { FormFailure } from "@/components/auth/form-failure"
import { signInWithPassword } from "@/components/auth/password-sign-in"
import { useSubmit } from "@/components/auth/use-submit"
import { Button } from "@/components/ui/button"
import { acceptInvitation, join } from "@/lib/auth/actions"

/** For somebody new: a name and a password, and they are in. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ name = "", password = "" }) => join({ token, name, password }),
    async ({ path }, { password = "" }) => {
      const problem = await signInWithPassword(email, password)
      location.assign(problem ? "/sign-in" : path)
      return undefined
    },
  )
  const wrong = failure?.fields ?? {}
  return (
    <form method="post" aria-label="Join" className="grid gap-4" onSubmit={onSubmit} noValidate>
      <EntryField label="Email" name="email" type="email" autoComplete="username" value={email} readOnly />
      <EntryField label="Your name" name="name" autoComplete="name" required autoFocus error={wrong.name} />
      <EntryField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="12 characters or more. It is stored as a hash only."
        error={wrong.password}
      />
      <FormFailure failure={failure} />
      <Button type="submit" variant="primary" size="main" className="mt-2 w-full" disabled={isBusy}>
        Join the team
      </Button>
    </form>
  )
}

/** For somebody who is signed in already. */
export function AcceptForm({ token }: { token: string }) {
  const { onSubmit, isBusy, failure } = useSubmit(
    () => acceptInvitation({ token }),
    ({ path }) => {
      location.assign(path)
      return undefined
    },
  )
  return (
    <form method="post" aria-label="Join" className="grid gap-4" onSubmit={onSubmit}>
      <FormFailure failure={failure} />
      <Button type="submit" variant="primary" size="main" className="w-full" disabled={isBusy}>
        Join the team
      </Button>
    </form>
  )
}
