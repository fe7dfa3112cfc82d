/** Puts a floating box below an anchor (above when there is no room, over it when there is none either), inside the window by 8 px. Fixed coordinates. */
export function placeBeside(
  anchor: DOMRect,
  box: { width: number; height: number },
  align: "start" | "center" | "end",
  gap = 6,
) {
  const margin = 8
  const wanted =
    align === "start" ? anchor.left : align === "end" ? anchor.right - box.width : anchor.left + (anchor.width - box.width) / 2
  const left = Math.max(margin, Math.min(wanted, window.innerWidth - box.width - margin))
  const below = anchor.bottom + gap
  const fitsBelow = below + box.height <= window.innerHeight - margin
  const top = fitsBelow || anchor.top < box.height + gap + margin ? below : anchor.top - gap - box.height
  const held = Math.max(margin, Math.min(top, window.innerHeight - box.height - margin))
  return { left: Math.round(left), top: Math.round(held) }
}
