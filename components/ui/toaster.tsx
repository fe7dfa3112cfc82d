"use client"

import Check from "lucide-react/icons/check"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import X from "lucide-react/icons/x"
import { useEffect, useRef } from "react"
import { Toaster as Sonner, toast as sonner } from "sonner"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import type { Toast } from "@/components/ui/toast"

/** The toaster itself, loaded with the first toast (see toast.tsx). */
export default function Toaster({ onReady }: { onReady: (deliver: (toast: Toast) => void) => () => void }) {
  const ready = useRef(onReady)
  useEffect(() => ready.current(show), [])
  return (
    <Sonner
      position="bottom-right"
      visibleToasts={3}
      expand
      gap={8}
      offset={{ bottom: "var(--toast-bottom, 16px)", right: 16 }}
      mobileOffset={{ bottom: 96, left: 12, right: 12 }}
    />
  )
}

function show(message: Toast) {
  sonner.custom((id) => <Card message={message} onClose={() => sonner.dismiss(id)} />, {
    duration: message.failure ? Number.POSITIVE_INFINITY : 6000,
    unstyled: true,
  })
}

function Card({ message, onClose }: { message: Toast; onClose: () => void }) {
  return (
    <div
      role={message.failure ? "alert" : undefined}
      className="flex w-[360px] max-w-[calc(100vw-24px)] items-start gap-2 rounded-control bg-raised py-2.5 pr-2 pl-3 font-sans text-13 text-ink shadow-overlay"
    >
      {message.failure ? (
        <TriangleAlert aria-hidden="true" className="mt-0.5 text-stop" />
      ) : (
        <Check aria-hidden="true" className="mt-0.5 text-ink-2" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-medium">{message.title}</p>
        {message.text && <p className="text-ink-2">{message.text}</p>}
      </div>
      {message.action && (
        <Button
          variant="quiet"
          size="compact"
          className="-my-1"
          onClick={() => {
            message.action?.onPress()
            onClose()
          }}
        >
          {message.action.label}
        </Button>
      )}
      {message.failure && (
        <IconButton label="Dismiss" size="compact" className="-my-1" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}
