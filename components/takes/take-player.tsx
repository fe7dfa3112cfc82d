"use client"

import { TakeNumber } from "@/components/takes/take-frame"
import { differenceWords, moneyWords } from "@/components/takes/take-words"
import { Dialog } from "@/components/ui/dialog"
import type { TakeView } from "@/lib/takes/schema"

/** One take alone, as large as the window allows. Space plays and pauses, arrows seek, Esc closes: the browser's own. */
export default function TakePlayer({ take, onClose }: { take: TakeView; onClose: () => void }) {
  const clip = take.clip
  if (!clip) return null
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  return (
    <Dialog
      bare
      title={`Take ${take.number}, ${take.modelName}`}
      onClose={onClose}
      className="rounded-none! bg-transparent! shadow-none!"
    >
      <div data-theme="dark" className="bg-ground">
        <div className="relative">
          {/* biome-ignore lint/a11y/useMediaCaption: generated clips come without captions. */}
          <video
            data-autofocus
            src={clip.url}
            poster={take.posterUrl ?? undefined}
            controls
            loop
            playsInline
            autoPlay={!still}
            width={clip.width}
            height={clip.height}
            className="block h-auto max-h-[calc(100dvh-112px)] w-auto max-w-[min(1280px,calc(100vw-32px))] bg-well"
          />
          <TakeNumber number={take.number} isPicked={take.isPicked} />
        </div>
        <p className="flex h-10 items-center justify-between gap-4 px-3">
          <span className="truncate">
            <span className="font-medium">{take.modelName}</span>
            <span className="ml-3 text-ink-3">
              {clip.width} × {clip.height}, {Math.round(clip.fps)} fps
              {take.differences.map((difference) => `, ${differenceWords(difference)}`)}
            </span>
          </span>
          <span className="flex-none text-ink-2">{moneyWords(take)}</span>
        </p>
      </div>
    </Dialog>
  )
}
