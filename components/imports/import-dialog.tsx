"use client"

import { type ImportLine, useImport } from "@/components/imports/use-import"
import { buttonClass } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { Dialog } from "@/components/ui/dialog"

type Props = { team: string; projectId: string; onClose: () => void }

const words: Record<ImportLine["state"], string> = {
  waiting: "waiting",
  sending: "sending",
  here: "brought",
  known: "was here already",
  refused: "refused",
}

/** Old clips, from a zip or a folder, with a list of their prompts: each becomes a take of vendor "Imported". */
export default function ImportDialog({ team, projectId, onClose }: Props) {
  const { lines, refusal, isBusy, bring } = useImport(team, projectId)
  return (
    <Dialog title="Import clips" onClose={onClose} className="w-[560px]!">
      <p className="text-ink-2">
        Bring clips that were made elsewhere, as mp4, mov or webm. A list of prompts beside them, as CSV or JSON with the
        columns file, prompt, model and seed, gives each its words; clips of one prompt share a shot.
      </p>
      <div className="flex flex-wrap gap-2">
        <FileChoice
          label="Choose a zip or clips"
          disabled={isBusy}
          onFiles={bring}
          accept=".zip,.mp4,.mov,.m4v,.webm,.csv,.json,.tsv"
        />
        <FileChoice label="Choose a folder" disabled={isBusy} onFiles={bring} isFolder />
      </div>
      {refusal && (
        <p role="alert" className="text-12 text-stop">
          {refusal}
        </p>
      )}
      <ul aria-label="Files" aria-live="polite" className="grid max-h-80 gap-1 overflow-y-auto empty:hidden">
        {lines.map((line) => (
          <li key={line.name} className="flex justify-between gap-4 border-line border-t py-1.5">
            <span className="truncate">{line.name}</span>
            <span className={cx("flex-none text-12", line.state === "refused" ? "text-stop" : "text-ink-3")}>
              {line.refusal ?? words[line.state]}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

type FileChoiceProps = {
  label: string
  accept?: string
  isFolder?: boolean
  disabled: boolean
  onFiles: (files: File[]) => void
}

function FileChoice({ label, accept, isFolder = false, disabled, onFiles }: FileChoiceProps) {
  return (
    <label className={cx(buttonClass("secondary"), "has-focus-visible:outline-2 has-focus-visible:outline-cue")}>
      {label}
      <input
        type="file"
        multiple
        accept={accept}
        disabled={disabled}
        className="absolute inset-0 opacity-0"
        // Not in React's types: chooses a whole folder, in every browser that matters.
        {...(isFolder && { webkitdirectory: "" })}
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? []))
          event.target.value = ""
        }}
      />
    </label>
  )
}
