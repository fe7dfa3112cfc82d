import type { Page } from "@playwright/test"

declare global {
  interface Window {
    /** The numbers that the pictures of these players spell now (see `renderTestClip`). */
    readPainted(selector: string): number[]
  }
}

/** Gives a page, from its next load, a function that reads numbered pictures: their pixels, and nothing that the page says. */
export async function readPictures(page: Pick<Page, "addInitScript">): Promise<void> {
  await page.addInitScript(install)
}

/** Runs in the page. */
function install() {
  const bits = 16
  const reader = document.createElement("canvas")
  reader.width = bits
  reader.height = 1
  const context = reader.getContext("2d", { willReadFrequently: true, alpha: false })
  window.readPainted = (selector) =>
    [...document.querySelectorAll<HTMLCanvasElement | HTMLVideoElement>(selector)].map((screen) => {
      const isVideo = screen instanceof HTMLVideoElement
      const [width, height] = isVideo ? [screen.videoWidth, screen.videoHeight] : [screen.width, screen.height]
      context?.drawImage(screen, 0, Math.floor(height / 4), width, 1, 0, 0, bits, 1)
      const data = context?.getImageData(0, 0, bits, 1).data ?? []
      let number = 0
      for (let bit = 0; bit < bits; bit++) if ((data[bit * 4] ?? 0) > 127) number |= 1 << bit
      return number
    })
}
