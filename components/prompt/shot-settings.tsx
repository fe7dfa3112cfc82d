"use client"

import Dices from "lucide-react/icons/dices"
import { type ReactNode, useEffect, useState } from "react"
import { cameraName, cameraNames, strengthNames } from "@/components/prompt/camera-words"
import { Choice, ValueMenu } from "@/components/prompt/choice"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import type { MenuEntry } from "@/components/ui/menu"
import { Stepper } from "@/components/ui/stepper"
import { Switch } from "@/components/ui/switch"
import type { FormLimits, FormSupport } from "@/lib/providers/form-limits"
import type { Camera, CameraMotion } from "@/lib/providers/provider"
import type { ShotDraft, ShotSettings } from "@/lib/shots/schema"

export type DraftChange = (change: Partial<ShotDraft>) => void

export type ShotSettingsProps = { draft: ShotDraft; limits: FormLimits; onChange: DraftChange; disabled: boolean }

/** A row of the form: label left, control right, and why the control is limited. */
function Row({ label, tip, children }: { label: string; tip?: string | undefined; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-3">
      <span className="flex-none text-ink-2" data-tip={tip}>
        {label}
      </span>
      {children}
    </div>
  )
}

/** The control where some ticked model takes the thing, else the sentence that says who does not. */
function Support({ support, children }: { support: FormSupport; children: ReactNode }) {
  if (support.isOffered) return children
  return <span className="py-1 text-right text-12 text-ink-3">{support.reason}</span>
}

/** Negative prompt and camera: what belongs to the words. */
export function WordSettings({ draft, limits, onChange, disabled }: ShotSettingsProps) {
  const { camera } = draft.settings
  const setCamera = (next: Camera | null) => onChange({ settings: { ...draft.settings, camera: next } })
  const entries: MenuEntry[] = [
    { kind: "choice", label: "Model’s choice", checked: camera === null, onSelect: () => setCamera(null) },
    ...(Object.keys(cameraNames) as CameraMotion[]).map(
      (motion): MenuEntry => ({
        kind: "choice",
        label: cameraNames[motion],
        checked: camera?.motion === motion,
        onSelect: () => setCamera({ motion, strength: camera?.strength ?? "medium" }),
      }),
    ),
  ]
  const strengths: MenuEntry[] =
    camera && camera.motion !== "static"
      ? [
          { kind: "heading", label: "How strong" },
          ...(Object.keys(strengthNames) as Camera["strength"][]).map(
            (strength): MenuEntry => ({
              kind: "choice",
              label: strengthNames[strength],
              checked: camera.strength === strength,
              onSelect: () => setCamera({ ...camera, strength }),
            }),
          ),
          { kind: "separator" },
          { kind: "heading", label: "Motion" },
        ]
      : []
  return (
    <>
      <Row label="Negative" tip={limits.negativePrompt.reason ?? undefined}>
        <Support support={limits.negativePrompt}>
          <input
            aria-label="Negative"
            className="-mr-2 h-compact min-w-0 flex-1 rounded-control bg-transparent px-2 text-right placeholder:text-ink-3 hover:bg-hover focus:bg-field focus:text-left touch:h-11"
            placeholder="Nothing to avoid"
            value={draft.negativePrompt}
            readOnly={disabled}
            onChange={(event) => onChange({ negativePrompt: event.target.value })}
          />
        </Support>
      </Row>
      <Row label="Camera">
        <ValueMenu label="Camera" value={cameraName(camera)} entries={[...strengths, ...entries]} disabled={disabled} />
      </Row>
    </>
  )
}

/** Ratio, length, size, seed, takes per model, sound: only what the ticked models accept. */
export function PictureSettings({ draft, limits, onChange, disabled }: ShotSettingsProps) {
  const { settings } = draft
  const set = (change: Partial<ShotSettings>) => onChange({ settings: { ...settings, ...change } })
  return (
    <>
      <Row label="Ratio">
        <Choice
          disabled={disabled}
          preferred={["16:9", "9:16", "1:1", "21:9"]}
          label="Ratio"
          options={limits.aspectRatios}
          value={settings.aspectRatio}
          words={String}
          onChange={(aspectRatio) => set({ aspectRatio })}
        />
      </Row>
      <Row label="Length">
        <Choice
          disabled={disabled}
          preferred={[5, 10, 8, 4, 6]}
          label="Length"
          options={limits.durationsSeconds}
          value={settings.durationSeconds}
          words={(seconds) => `${seconds} s`}
          onChange={(durationSeconds) => set({ durationSeconds })}
        />
      </Row>
      <Row label="Size">
        <Choice
          disabled={disabled}
          preferred={["720p", "1080p"]}
          label="Size"
          options={limits.resolutions}
          value={settings.resolution}
          words={String}
          onChange={(resolution) => set({ resolution })}
        />
      </Row>
      <Row label="Seed" tip={limits.seed.reason ?? undefined}>
        <Support support={limits.seed}>
          <SeedField seed={settings.seed} onChange={(seed) => set({ seed })} disabled={disabled} />
        </Support>
      </Row>
      <Row label="Takes per model">
        <Stepper
          label="Takes per model"
          value={draft.takesPerModel}
          min={1}
          max={8}
          disabled={disabled}
          onChange={(takesPerModel) => onChange({ takesPerModel })}
        />
      </Row>
      <Row label="Sound" tip={limits.sound.reason ?? undefined}>
        <Support support={limits.sound}>
          <Switch
            aria-label="Sound"
            checked={settings.sound}
            disabled={disabled}
            onChange={(event) => set({ sound: event.target.checked })}
          />
        </Support>
      </Row>
    </>
  )
}

const largestSeed = 4_294_967_295

/** Empty: the vendor draws one. 0 is a seed. */
function SeedField({
  seed,
  onChange,
  disabled,
}: {
  seed: number | null
  onChange: (seed: number | null) => void
  disabled: boolean
}) {
  const [text, setText] = useState(seed === null ? "" : String(seed))
  const [isEditing, setEditing] = useState(false)
  useEffect(() => {
    if (!isEditing) setText(seed === null ? "" : String(seed))
  }, [seed, isEditing])
  const parsed = text.trim() === "" ? null : Number(text)
  const isWrong = parsed !== null && !(Number.isInteger(parsed) && parsed >= 0 && parsed <= largestSeed)
  return (
    <span className="flex items-center gap-1">
      <input
        aria-label="Seed"
        inputMode="numeric"
        autoComplete="off"
        placeholder="any"
        value={text}
        readOnly={disabled}
        aria-invalid={isWrong || undefined}
        data-tip={isWrong ? "A whole number from 0 to 4,294,967,295" : undefined}
        className={cx(
          "h-compact w-24 rounded-control bg-field px-2.5 touch:h-11",
          isWrong ? "shadow-[inset_0_0_0_1px_var(--color-stop)]" : "shadow-[inset_0_0_0_1px_var(--color-line)]",
        )}
        onFocus={() => setEditing(true)}
        onBlur={() => setEditing(false)}
        onChange={(event) => {
          const next = event.target.value
          setText(next)
          const value = next.trim() === "" ? null : Number(next)
          if (value === null || (Number.isInteger(value) && value >= 0 && value <= largestSeed)) onChange(value)
        }}
      />
      <IconButton
        label="New seed"
        size="compact"
        className="-mr-1.5"
        disabled={disabled}
        onClick={() => onChange(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)}
      >
        <Dices aria-hidden="true" />
      </IconButton>
    </span>
  )
}
