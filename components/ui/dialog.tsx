"use client"

import X from "lucide-react/icons/x"
import { type ReactNode, useEffect, useId, useRef } from "react"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"

export type DialogProps = {
  /** Called on Esc, on × and on a press beside it. Unmount the dialog to close it. */
  onClose: () => void
  title: string
  children: ReactNode
  /** No visible title bar: the title is only read out (players, the command menu). */
  bare?: boolean
  /** An alert dialog is not closed by a press beside it. */
  role?: "dialog" | "alertdialog"
  className?: string
}

/**
 * A modal on the browser's own <dialog>: focus stays in it, the page behind is inert, focus returns where it was.
 * Render it only while open. The element marked `data-autofocus` takes focus first.
 */
export function Dialog({ onClose, title, children, bare = false, role = "dialog", className }: DialogProps) {
  const node = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = node.current
    if (!dialog || dialog.open) return
    const before = document.activeElement
    dialog.showModal()
    dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={node}
      role={role}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.target === node.current && role === "dialog" && onClose()}
      className={cx(
        "arrive m-auto max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] overflow-auto bg-raised text-ink shadow-overlay",
        bare ? "rounded-overlay" : "w-[400px] rounded-overlay",
        className,
      )}
    >
      <div className={bare ? "contents" : "grid gap-3 p-5"}>
        {bare ? (
          <h2 id={titleId} className="sr-only">
            {title}
          </h2>
        ) : (
          <header className="flex items-start gap-2">
            <h2 id={titleId} className="flex-1 font-semibold text-16">
              {title}
            </h2>
            {role === "dialog" && (
              <IconButton label="Close" shortcut="Esc" size="compact" className="-mt-0.5 -mr-2" onClick={onClose}>
                <X aria-hidden="true" />
              </IconButton>
            )}
          </header>
        )}
        {children}
      </div>
    </dialog>
  )
}

export type AlertDialogProps = {
  /** The question. */
  title: string
  /** The consequence and the sum. */
  children: ReactNode
  /** What happens when the answer is yes. */
  confirmLabel: string
  onConfirm: () => void
  /** The safe answer; it holds focus. */
  cancelLabel?: string
  onCancel: () => void
  danger?: boolean
}

/** Only for what cannot be undone or costs money. Render it only while the question stands. */
export function AlertDialog(props: AlertDialogProps) {
  const { title, children, confirmLabel, onConfirm, cancelLabel = "Keep it", onCancel, danger = false } = props
  return (
    <Dialog role="alertdialog" title={title} onClose={onCancel}>
      <div className="text-ink-2">{children}</div>
      <div className="mt-2 flex justify-end gap-2">
        <Button variant={danger ? "danger" : "quiet"} className={danger ? "bg-transparent" : ""} onClick={onConfirm}>
          {confirmLabel}
        </Button>
        <Button data-autofocus onClick={onCancel}>
          {cancelLabel}
        </Button>
      </div>
    </Dialog>
  )
}
