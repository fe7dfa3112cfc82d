"use client"

import { type ReactNode, useState } from "react"
import { cx } from "@/components/ui/cx"

export type FileDropProps = {
  /** The accessible name of the file input. */
  label: string
  /** E.g. "image/jpeg,image/png". A hint for the picker: the server decides by the bytes. */
  accept: string
  multiple?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
  /** Sees whether something is held over it. */
  children: (isOver: boolean) => ReactNode
  className?: string
  describedBy?: string | undefined
}

/** A place for files: click opens the picker, drop and paste (while it has focus or the pointer) do the same. */
export function FileDrop({
  label,
  accept,
  multiple = false,
  disabled,
  onFiles,
  children,
  className,
  describedBy,
}: FileDropProps) {
  const [depth, setDepth] = useState(0)
  const take = (list: FileList | null | undefined) => {
    const files = Array.from(list ?? [])
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1))
  }
  return (
    <label
      className={cx(
        "relative block has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2",
        className,
      )}
      onDragEnter={() => setDepth((held) => held + 1)}
      onDragLeave={() => setDepth((held) => held - 1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setDepth(0)
        take(event.dataTransfer.files)
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return
        event.preventDefault()
        event.stopPropagation()
        take(event.clipboardData.files)
      }}
    >
      <input
        type="file"
        aria-label={label}
        aria-describedby={describedBy}
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        className="absolute inset-0 z-10 opacity-0 file:pointer-events-none"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ""
        }}
      />
      {children(depth > 0)}
    </label>
  )
}
