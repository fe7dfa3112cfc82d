"use client"

import { EntryField } from "@/components/auth/entry-field"
import { FormFailure } from "@/components/auth/form-failure"
import { signInWithPassword } from "@/components/auth/password-sign-in"
import { useSubmit } from "@/components/auth/use-submit"
import { Button } from "@/components/ui/button"
import { setUp } from "@/lib/auth/actions"

/** First run: who owns the studio, and what the team is called. Signs in at once. */
export function SetUpForm() {
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ name = "", email = "", password = "", teamName = "" }) => setUp({ name, email, password, teamName }),
    async ({ path }, { email = "", password = "" }) => {
      const problem = await signInWithPassword(email, password)
      location.assign(problem ? "/sign-in" : path)
      return undefined
    },
  )
  const wrong = failure?.fields ?? {}
  return (
    <form method="post" aria-label="Set up" className="grid gap-4" onSubmit={onSubmit} noValidate>
      <EntryField label="Your name" name="name" autoComplete="name" required autoFocus error={wrong.name} />
      <EntryField label="Email" name="email" type="email" autoComplete="username" required error={wrong.email} />
      <EntryField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="12 characters or more. It is stored as a hash only."
        error={wrong.password}
      />
      <EntryField label="Team name" name="teamName" autoComplete="organization" required error={wrong.teamName} />
      <FormFailure failure={failure} />
      <Button type="submit" variant="primary" size="main" className="mt-2 w-full" disabled={isBusy}>
        Create studio
      </Button>
    </form>
  )
}
