"use client"

import Ban from "lucide-react/icons/ban"
import CircleHelp from "lucide-react/icons/circle-question-mark"
import CircleSlash from "lucide-react/icons/circle-slash-2"
import Clock from "lucide-react/icons/clock"
import TimerOff from "lucide-react/icons/timer-off"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { type PointerEvent, type ReactNode, useState } from "react"
import type { FrameWords } from "@/components/takes/take-words"
import { cx } from "@/components/ui/cx"
import { clockWords, placeWords } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

const icons = {
  clock: Clock,
  ban: Ban,
  triangle: TriangleAlert,
  slash: CircleSlash,
  timer: TimerOff,
  question: CircleHelp,
} as const

/** The number of a take: a square plate, or the amber circle of the picked one. */
export function TakeNumber({ number, isPicked, bare = false }: { number: number; isPicked: boolean; bare?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "pointer-events-none absolute top-1.5 z-10 h-5 font-semibold text-11 leading-5!",
        isPicked
          ? "left-1.5 min-w-5 rounded-full bg-accent px-1 text-center text-on-accent"
          : bare
            ? "left-2.5 text-ink-2"
            : "left-1.5 min-w-5 rounded-tag bg-plate px-1 text-center text-on-plate",
      )}
    >
      {number}
    </span>
  )
}

/** A tag on a picture: length, place, the slate. */
export function PictureTag({
  className,
  style,
  children,
}: {
  className?: string
  style?: React.CSSProperties
  children: ReactNode
}) {
  return (
    <span
      style={style}
      className={cx(
        "pointer-events-none absolute bottom-1.5 z-10 h-4 rounded-tag bg-plate px-1 font-medium text-11 text-on-plate",
        className,
      )}
    >
      {children}
    </span>
  )
}

/** The picture of a finished take. It scrubs through its filmstrip with the pointer; touch leaves it alone. */
export function TakePicture({ take, eager = false }: { take: TakeView; eager?: boolean }) {
  const [at, setAt] = useState<number | null>(null)
  const clip = take.clip
  if (!clip) return null
  const wide = clip.width / clip.height >= 16 / 9
  const scrub = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === "touch" || !take.filmstrip) return
    const box = event.currentTarget.getBoundingClientRect()
    setAt(Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width)))
  }
  const strip = take.filmstrip
  const still = strip && at !== null ? Math.floor(at * strip.frames) : null
  return (
    <span
      aria-hidden="true"
      className="absolute inset-0 grid place-items-center"
      onPointerMove={scrub}
      onPointerLeave={() => setAt(null)}
    >
      <span
        className={cx("relative block overflow-hidden", wide ? "w-full" : "h-full")}
        style={{ aspectRatio: `${clip.width} / ${clip.height}` }}
      >
        {take.posterUrl && (
          <img
            src={take.posterUrl}
            alt=""
            loading={eager ? "eager" : "lazy"}
            decoding="async"
            draggable={false}
            className="absolute inset-0 size-full object-cover"
          />
        )}
        {strip && still !== null && (
          <span
            className="absolute inset-0"
            style={{
              backgroundImage: `url("${strip.url}")`,
              backgroundSize: `${strip.frames * 100}% 100%`,
              backgroundPosition: `${strip.frames > 1 ? (still / (strip.frames - 1)) * 100 : 0}% 0`,
            }}
          />
        )}
      </span>
      {take.mode === "sandbox" && <PictureTag className={cx("left-1.5", at !== null && "hidden")}>SANDBOX</PictureTag>}
      {at === null ? (
        <PictureTag className="right-1.5">{clockWords(clip.durationSeconds)}</PictureTag>
      ) : (
        <>
          <span className="pointer-events-none absolute inset-y-0 w-px bg-on-plate" style={{ left: `${at * 100}%` }} />
          <PictureTag style={at < 0.7 ? { left: `calc(${at * 100}% + 6px)` } : { right: `calc(${(1 - at) * 100}% + 6px)` }}>
            {placeWords(at * clip.durationSeconds)}
          </PictureTag>
        </>
      )}
    </span>
  )
}

/** What stands in the frame while there is no picture: the state as icon, word and one reason. */
export function TakeState({ words, firstFrameUrl }: { words: FrameWords; firstFrameUrl: string | null }) {
  const Icon = words.icon && icons[words.icon]
  const onPicture = words.kind === "veil" && firstFrameUrl !== null
  return (
    <>
      {words.kind === "veil" && firstFrameUrl && (
        <>
          <img src={firstFrameUrl} alt="" decoding="async" className="absolute inset-0 size-full object-cover" />
          <span className="absolute inset-0 bg-veil" />
        </>
      )}
      <span className={cx("absolute inset-x-2.5 bottom-2 grid text-12", onPicture ? "text-[oklch(0.82_0_0)]" : "text-ink-2")}>
        <span className={cx("flex items-center gap-1.5 font-medium", onPicture ? "text-on-plate" : "text-ink")}>
          {Icon && <Icon aria-hidden="true" className={cx("size-3.5!", words.isBad && "text-stop")} />}
          <span suppressHydrationWarning className={words.kind === "veil" ? "text-16" : "text-13"}>
            {words.word}
          </span>
        </span>
        {words.text && (
          <span className="line-clamp-2" title={words.text} suppressHydrationWarning>
            {words.text}
          </span>
        )}
      </span>
      {words.bar !== null && (
        <span
          aria-hidden="true"
          className={cx("absolute inset-x-0 bottom-0 h-0.5", onPicture ? "bg-[oklch(1_0_0/0.18)]" : "bg-line")}
        >
          <span
            className={cx("block h-full transition-[width] duration-slow ease-out", onPicture ? "bg-on-plate" : "bg-ink")}
            style={{ width: `${words.bar * 100}%` }}
          />
        </span>
      )}
    </>
  )
}
