"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { FormFailure } from "@/components/auth/form-failure"
import { useSubmit } from "@/components/auth/use-submit"
import { Moment } from "@/components/settings/moment"
import { useAct } from "@/components/settings/use-act"
import { Button } from "@/components/ui/button"
import { AlertDialog, Dialog } from "@/components/ui/dialog"
import { TextField } from "@/components/ui/field"
import { toast, toastFailure } from "@/components/ui/toast"
import { plural, secondsWords } from "@/lib/format"
import { dayWords, isPast } from "@/lib/providers/day-words"
import { allModels } from "@/lib/providers/models"
import { findVendor } from "@/lib/providers/vendors"
import { modelName } from "@/lib/takes/model-name"
import { addVendorKey, removeVendorKey, setVendorWebhookSecret, testVendorKey } from "@/lib/vendors/actions"
import type { VendorView } from "@/lib/vendors/schema"

type Props = { team: string; vendor: VendorView; onClose: () => void }

/** Everything about one vendor's key and its webhooks. */
export function VendorDialog({ team, vendor, onClose }: Props) {
  return (
    <Dialog title={vendor.name} onClose={onClose} className="w-[480px]! whitespace-normal text-left">
      {vendor.keyHint !== null && <StoredKey team={team} vendor={vendor} onClose={onClose} />}
      <KeyForm team={team} vendor={vendor} onClose={onClose} />
      <p className="text-12 text-ink-3">Results arrive now by: {vendor.finish.words}.</p>
      <Health vendor={vendor} />
      <LeavingModels provider={vendor.provider} />
      {vendor.takesWebhookSecret && vendor.keyHint !== null && <WebhookSecretForm team={team} vendor={vendor} />}
    </Dialog>
  )
}

function KeyForm({ team, vendor, onClose }: Props) {
  const router = useRouter()
  const { provider, name, keyHint } = vendor
  const described = findVendor(provider)
  const extra = described?.fields ?? []
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ apiKey = "", ...given }) => {
      const fields = Object.fromEntries(extra.flatMap(({ name: field }) => (given[field] ? [[field, given[field]]] : [])))
      return addVendorKey({ team, provider, apiKey, fields })
    },
    () => {
      toast({ title: `${name} is live`, text: "The key works. Takes cost money from here on." })
      router.refresh()
      onClose()
      return undefined
    },
  )
  return (
    <form method="post" className="grid gap-3" onSubmit={onSubmit} noValidate>
      <TextField
        label={keyHint === null ? "Key" : "Another key"}
        name="apiKey"
        type="password"
        autoComplete="off"
        spellCheck={false}
        data-autofocus={keyHint === null ? true : undefined}
        hint={`${described ? `${described.keyHint}. ` : ""}Tested first with a call that costs nothing, then stored encrypted. It is never shown again.`}
        error={failure?.fields?.apiKey}
      />
      {extra.map((field) => (
        <TextField
          key={field.name}
          label={field.isOptional ? `${field.label}, optional` : field.label}
          name={field.name}
          type={field.isSecret ? "password" : "text"}
          autoComplete="off"
          spellCheck={false}
          hint={field.hint}
          error={failure?.fields?.[`fields.${field.name}`]}
        />
      ))}
      <FormFailure failure={failure} />
      <div className="flex justify-end gap-2">
        <Button type="submit" variant={keyHint === null ? "primary" : "secondary"} disabled={isBusy}>
          {isBusy ? `Asking ${name}` : keyHint === null ? "Test and go live" : "Test and replace"}
        </Button>
      </div>
    </form>
  )
}

/** How it has answered lately and how long it takes, in words: narrow screens have no room for columns. */
function Health({ vendor: { calls, halfDoneSeconds, nineOfTenSeconds } }: { vendor: VendorView }) {
  return (
    <p className="text-12 text-ink-3">
      {calls === null ? (
        "Not called in the last 24 hours."
      ) : (
        <>
          {plural(calls.total, "call")} in the last 24 hours, {calls.failed} failed; the last one <Moment iso={calls.lastAt} />
          {calls.lastFailure === null ? " went well." : " failed."}
        </>
      )}
      {halfDoneSeconds !== null &&
        ` Half are done in ${secondsWords(halfDoneSeconds)}, nine of ten in ${secondsWords(nineOfTenSeconds ?? halfDoneSeconds)}.`}
    </p>
  )
}

/** Which models this vendor is taking away, and what it names in their place. */
function LeavingModels({ provider }: { provider: string }) {
  const leaving = allModels.flatMap((model) =>
    model.provider === provider && model.lifecycle.state === "deprecated"
      ? [{ ...model, until: model.lifecycle.until, successors: model.lifecycle.successorIds.map(modelName) }]
      : [],
  )
  if (leaving.length === 0) return null
  return (
    <ul aria-label="Models that end" className="grid gap-1 text-12 text-ink-2">
      {leaving.map(({ id, name, until, successors }) => (
        <li key={id}>
          {name} {isPast(until) ? "was to end" : "ends"} {dayWords(until)}.
          {successors.length > 0 && ` Successor: ${successors.join(" or ")}.`}
        </li>
      ))}
    </ul>
  )
}

function StoredKey({ team, vendor, onClose }: Props) {
  const { act, isBusy } = useAct()
  const [isAsking, setAsking] = useState(false)
  const { provider, name, keyHint, test, openLiveJobs } = vendor
  const testAgain = () =>
    act(
      `${name} was not asked`,
      () => testVendorKey({ team, provider }),
      ({ isGood, words }) => (isGood ? toast({ title: `${name} accepts the key` }) : toastFailure(words)),
    )
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-3 border-line border-b pb-4">
      <p className="min-w-40 flex-1">
        Key …{keyHint}
        {test && (
          <span className={test.isGood ? "block text-12 text-ink-3" : "block text-12 text-stop"}>
            {test.isGood ? "Works, tested" : test.words} <Moment iso={test.at} />
          </span>
        )}
      </p>
      <Button size="compact" disabled={isBusy} onClick={testAgain}>
        Test again
      </Button>
      <Button size="compact" variant="danger" disabled={isBusy} onClick={() => setAsking(true)}>
        Remove key
      </Button>
      {isAsking && (
        <AlertDialog
          danger
          title={`Remove the key of ${name}?`}
          confirmLabel="Remove key"
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            act("The key is still stored", () => removeVendorKey({ team, provider }), onClose)
          }}
        >
          {name} goes back to the sandbox.
          {openLiveJobs > 0 && ` ${plural(openLiveJobs, "live take")} cannot be finished without it, and may still be charged.`}
        </AlertDialog>
      )}
    </div>
  )
}

function WebhookSecretForm({ team, vendor }: Omit<Props, "onClose">) {
  const router = useRouter()
  const { provider, name, hasWebhookSecret, webhookAddress } = vendor
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ secret = "" }) => setVendorWebhookSecret({ team, provider, secret }),
    (_, { secret }) => {
      toast({ title: secret ? "Webhook secret stored" : "Webhook secret removed" })
      router.refresh()
      return undefined
    },
  )
  return (
    <form method="post" className="grid gap-3 border-line border-t pt-4" onSubmit={onSubmit} noValidate>
      <TextField
        label="Webhook secret, optional"
        name="secret"
        type="password"
        autoComplete="off"
        placeholder={
          hasWebhookSecret ? "One is stored. Empty removes it" : `${findVendor(provider)?.webhookSecretPrefix ?? ""}…`
        }
        hint={`From ${name}'s console. With it a webhook proves itself; without it, each one only makes us ask ${name} again.`}
        error={failure?.fields?.secret}
      />
      {webhookAddress !== null && (
        <p className="text-12 text-ink-3">
          Register this address in {name}'s console, and bring its secret here:{" "}
          <code className="select-all break-all text-ink-2">{webhookAddress}</code>
        </p>
      )}
      <FormFailure failure={failure} />
      <div className="flex justify-end">
        <Button type="submit" disabled={isBusy}>
          {hasWebhookSecret ? "Replace secret" : "Store secret"}
        </Button>
      </div>
    </form>
  )
}
