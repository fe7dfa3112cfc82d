"use client"

import ClipboardCheck from "lucide-react/icons/clipboard-check"
import { BelowButton } from "@/components/compare/below-button"

/** Opens and closes the decision, with R. */
export function DecideButton() {
  const icon = <ClipboardCheck aria-hidden="true" />
  return <BelowButton which="decide" label="Decide" tip="Score and decide" shortcut="R" icon={icon} />
}
