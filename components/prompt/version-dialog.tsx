"use client"

import { cameraName } from "@/components/prompt/camera-words"
import { DiffWords } from "@/components/prompt/diff-words"
import { wordDiff } from "@/components/prompt/word-diff"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { momentWords, plural } from "@/lib/format"
import type { ShotDraft, ShotSettings, VersionView } from "@/lib/shots/schema"

type Props = { version: VersionView; draft: ShotDraft; disabled: boolean; onReuse: () => void; onClose: () => void }

/** An older wording with its settings, and what the form says differently now. */
export default function VersionDialog({ version, draft, disabled, onReuse, onClose }: Props) {
  const changes = wordDiff(version.text, draft.text)
  const isSame = changes.every(({ kind }) => kind === "same")
  const settings = differentSettings(version.settings, draft.settings)
  return (
    <Dialog title={`Version ${version.number}`} onClose={onClose} className="w-[560px]!">
      <p className="text-12 text-ink-3">
        {version.authorName}, {momentWords(version.createdAt)},{" "}
        {version.takeCount === 0 ? "no takes" : plural(version.takeCount, "take")}
      </p>
      <p className="max-h-60 overflow-y-auto whitespace-pre-wrap text-14">{version.text}</p>
      {version.negativePrompt && <p className="text-ink-2">Negative: {version.negativePrompt}</p>}
      <section aria-label="What changed since" className="grid gap-1 border-line border-t pt-3">
        <h3 className="text-12 text-ink-3">What the form says now</h3>
        {isSame && settings.length === 0 ? (
          <p className="text-ink-2">The same.</p>
        ) : (
          <>
            {!isSame && (
              <p className="max-h-60 overflow-y-auto whitespace-pre-wrap text-14 text-ink-3 [&_ins]:text-ink">
                <DiffWords parts={changes} />
              </p>
            )}
            {settings.map((line) => (
              <p key={line} className="text-ink-2">
                {line}
              </p>
            ))}
          </>
        )}
      </section>
      <div className="mt-2 flex justify-end gap-2">
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
        <Button data-autofocus disabled={disabled} onClick={onReuse}>
          Bring back version {version.number}
        </Button>
      </div>
    </Dialog>
  )
}

/** "Length: 5 s, was 8 s" for each setting that differs. */
function differentSettings(before: ShotSettings, now: ShotSettings): string[] {
  const rows: [string, string, string][] = [
    ["Ratio", before.aspectRatio, now.aspectRatio],
    ["Length", `${before.durationSeconds} s`, `${now.durationSeconds} s`],
    ["Size", before.resolution, now.resolution],
    ["Seed", seedWords(before.seed), seedWords(now.seed)],
    ["Camera", cameraName(before.camera), cameraName(now.camera)],
    ["Sound", before.sound ? "on" : "off", now.sound ? "on" : "off"],
  ]
  return rows.filter(([, was, is]) => was !== is).map(([name, was, is]) => `${name}: ${is}, was ${was}`)
}

function seedWords(seed: number | null): string {
  return seed === null ? "any" : String(seed)
}
