"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import { buttonClass } from "@/components/ui/button"
import { Menu, type MenuEntry } from "@/components/ui/menu"
import { type Rehearsal, rehearsals } from "@/lib/sandbox/rehearsals"

const groups: Record<Rehearsal["group"], string> = {
  time: "Time",
  submit: "While sending",
  outcome: "How it ends",
  callback: "Callbacks",
  file: "The clip",
}

/** What is sent to sandbox models besides the prompt. */
const directiveOf = (name: string) => `[[sandbox: ${name}]]`

/** Failures that the sandbox can be made to play with the next press, to see how the studio takes them. */
export function RehearseMenu({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (directive: string | undefined) => void
}) {
  const all: readonly Rehearsal[] = rehearsals
  const chosen = all.find(({ name }) => directiveOf(name) === value)
  const entries = (): MenuEntry[] => [
    { kind: "choice", label: "Nothing, all goes well", checked: value === undefined, onSelect: () => onChange(undefined) },
    ...(Object.keys(groups) as Rehearsal["group"][]).flatMap((group): MenuEntry[] => [
      { kind: "heading", label: groups[group] },
      ...all
        .filter((rehearsal) => rehearsal.group === group)
        .map(
          ({ name, meaning }): MenuEntry => ({
            kind: "choice",
            label: meaning.replace(/\.$/, ""),
            checked: directiveOf(name) === value,
            onSelect: () => onChange(directiveOf(name)),
          }),
        ),
    ]),
  ]
  return (
    <Menu
      label="Rehearse a failure"
      align="end"
      width={480}
      entries={entries}
      trigger={(menu) => (
        <button
          type="button"
          {...menu}
          data-tip="Play a failure in the sandbox"
          className={buttonClass("quiet", "compact", "-mr-2")}
        >
          {chosen ? `Rehearses: ${chosen.name.replaceAll("-", " ")}` : "Rehearse"}
          <ChevronDown aria-hidden="true" className="size-3.5!" />
        </button>
      )}
    />
  )
}
