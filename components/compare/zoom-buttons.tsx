"use client"

import Minus from "lucide-react/icons/minus"
import Plus from "lucide-react/icons/plus"
import type { RefObject } from "react"
import type { Pictures } from "@/components/compare/use-pictures"
import { useShownPercent } from "@/components/compare/use-sight"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"

type ZoomButtonsProps = {
  stage: RefObject<HTMLElement | null>
  pictures: Pictures
  /** Pixels of A's original from left to right. */
  width: number
}

/**
 * How large the pictures are shown, all of them alike: 100 % is one pixel of A's original for one of the screen's. Where
 * the screen is narrow two fingers zoom, and the steps leave their place to others.
 */
export function ZoomButtons({ stage, pictures, width }: ZoomButtonsProps) {
  const percent = useShownPercent(stage, pictures.sight, width)
  return (
    <fieldset aria-label="Zoom" className="flex flex-none items-center">
      <IconButton label="Zoom out" shortcut="−" size="compact" className="max-sm:hidden" onClick={pictures.zoomOut}>
        <Minus aria-hidden="true" />
      </IconButton>
      <Button
        variant="quiet"
        size="compact"
        aria-label={`Pixel for pixel, now ${percent === null ? "" : `${Math.round(percent)} %`}`}
        data-tip="Pixel for pixel: 100 % of the original"
        data-tip-key="Z"
        onClick={pictures.actual}
        className="w-14 px-0 max-sm:w-12"
      >
        {percent === null ? "" : `${Math.round(percent)} %`}
      </Button>
      <IconButton label="Zoom in" shortcut="+" size="compact" className="max-sm:hidden" onClick={pictures.zoomIn}>
        <Plus aria-hidden="true" />
      </IconButton>
      <Button variant="quiet" size="compact" data-tip="See the whole picture" data-tip-key="0" onClick={pictures.fit}>
        Fit
      </Button>
    </fieldset>
  )
}
