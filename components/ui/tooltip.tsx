"use client"

import { useEffect, useRef, useState } from "react"
import { Kbd } from "@/components/ui/kbd"
import { placeBeside } from "@/components/ui/place"

type Tip = { anchor: HTMLElement; text: string; key: string | undefined }

/**
 * One tooltip for the whole page: any element with `data-tip` (and `data-tip-key`) gets it on hover after half a
 * second, and at once on keyboard focus. One listener, however many thousand cards stand on a wall.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hide = () => {
      clearTimeout(timer)
      setTip(null)
    }
    const show = (anchor: HTMLElement) =>
      setTip({ anchor, text: anchor.dataset.tip ?? "", key: anchor.dataset.tipKey || undefined })
    const find = (event: Event) => (event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null)
    const over = (event: PointerEvent) => {
      clearTimeout(timer)
      const anchor = find(event)
      if (!anchor || event.pointerType === "touch") return setTip(null)
      setTip((current) => (current?.anchor === anchor ? current : null))
      timer = setTimeout(() => anchor.isConnected && show(anchor), 500)
    }
    const focus = (event: FocusEvent) => {
      const anchor = find(event)
      if (anchor?.matches(":focus-visible")) show(anchor)
    }
    document.addEventListener("pointerover", over)
    document.addEventListener("focusin", focus)
    document.addEventListener("focusout", hide)
    document.addEventListener("pointerdown", hide)
    document.addEventListener("keydown", hide)
    document.addEventListener("scroll", hide, true)
    return () => {
      hide()
      document.removeEventListener("pointerover", over)
      document.removeEventListener("focusin", focus)
      document.removeEventListener("focusout", hide)
      document.removeEventListener("pointerdown", hide)
      document.removeEventListener("keydown", hide)
      document.removeEventListener("scroll", hide, true)
    }
  }, [])

  useEffect(() => {
    if (!tip) return
    // Not at once: a panel that closes gives focus back in the midst of closing, and no popover may be shown meanwhile.
    const tick = requestAnimationFrame(() => {
      const node = box.current
      if (!node || !tip.anchor.isConnected) return
      node.showPopover?.()
      const { left, top } = placeBeside(tip.anchor.getBoundingClientRect(), node.getBoundingClientRect(), "center")
      node.style.left = `${left}px`
      node.style.top = `${top}px`
    })
    return () => cancelAnimationFrame(tick)
  }, [tip])

  if (!tip) return null
  return (
    <div
      ref={box}
      popover="manual"
      role="tooltip"
      className="pointer-events-none fixed inset-auto m-0 max-w-72 rounded-control bg-raised px-2 py-1 text-12 text-ink shadow-overlay"
    >
      <span className="inline-flex items-center gap-2">
        {tip.text}
        {tip.key && <Kbd>{tip.key}</Kbd>}
      </span>
    </div>
  )
}
