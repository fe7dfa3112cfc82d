"use client"

import { useEffectEvent, useLayoutEffect } from "react"
import { type Command, isTyping, useCommands } from "@/components/shell/commands"
import { type Outcome, outcomes } from "@/lib/judging/ratings/ballot"

export type JudgeKeys = {
  onAnswer: (outcome: Outcome) => void
  onMove: (questions: number) => void
  onAgain: () => void
  onToggle: () => void
  onMute: () => void
  onUndo: () => void
  onStore: () => void
}

/** The judge's keys. A key that the focused button or link answers itself is left to it. */
export function useJudgeKeys(keys: JudgeKeys) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || isTyping(event.target)) return
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (document.querySelector("dialog[open], [role=menu]")) return
    const isOnButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
    const isOnAnswer = event.target instanceof HTMLInputElement
    if (isOnButton && (event.key === " " || event.key === "Enter")) return
    if (isOnAnswer && /^( |Arrow)/.test(event.key)) return
    const act = actOf(keys, event.key)
    if (!act) return
    event.preventDefault()
    act()
  })
  // With the pair that is seen, not a moment after it: a quick hand's key must not be lost.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [])
  useCommands(listed)
}

function actOf(keys: JudgeKeys, key: string): (() => void) | undefined {
  const outcome = outcomes[Number(key) - 1]
  if (outcome) return () => keys.onAnswer(outcome)
  const acts: Record<string, () => void> = {
    arrowup: () => keys.onMove(-1),
    arrowdown: () => keys.onMove(1),
    r: keys.onAgain,
    " ": keys.onToggle,
    m: keys.onMute,
    z: keys.onUndo,
    enter: keys.onStore,
  }
  return acts[key.toLowerCase()]
}

const listed: Command[] = [
  ["Left, right, tie, both bad", "1 2 3 4"],
  ["Question before, after", "↑ ↓"],
  ["Play, pause", "Space"],
  ["Again from the start", "R"],
  ["Mute", "M"],
  ["Take the last ballot back, once", "Z"],
  ["Store the ballot", "⏎"],
].map(([label = "", shortcut = ""]) => ({ label, shortcut, group: "Arena", run: () => {}, keyOnly: true }))
