"use client"

import { useRouter } from "next/navigation"
import { FormFailure } from "@/components/auth/form-failure"
import { useSubmit } from "@/components/auth/use-submit"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/field"
import { toast } from "@/components/ui/toast"
import { updateTeam } from "@/lib/teams/actions"

type Props = { team: string; name: string; monthlyBudgetMicros: number | null; mayChange: boolean }

/** Name and monthly budget. */
export function TeamForm({ team, name, monthlyBudgetMicros, mayChange }: Props) {
  const router = useRouter()
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ name = "", monthlyBudget = "" }) => updateTeam({ team, name, monthlyBudget }),
    () => {
      toast({ title: "Saved" })
      router.refresh()
      return undefined
    },
  )
  const wrong = failure?.fields ?? {}
  return (
    <form method="post" aria-label="Team" className="grid max-w-[400px] gap-4" onSubmit={onSubmit} noValidate>
      <TextField label="Team name" name="name" defaultValue={name} disabled={!mayChange} error={wrong.name} />
      <TextField
        label="Monthly budget in dollars"
        name="monthlyBudget"
        inputMode="decimal"
        placeholder="No limit"
        defaultValue={monthlyBudgetMicros === null ? "" : (monthlyBudgetMicros / 1_000_000).toFixed(2)}
        disabled={!mayChange}
        hint="Counts live takes, by calendar month in UTC. Generate is refused before it would go over."
        error={wrong.monthlyBudget}
      />
      <FormFailure failure={failure} />
      {mayChange ? (
        <div>
          <Button type="submit" disabled={isBusy}>
            Save
          </Button>
        </div>
      ) : (
        <p className="text-12 text-ink-3">Only an owner may change this.</p>
      )}
    </form>
  )
}
