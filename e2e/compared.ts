export type PixelCheck = {
  width: number
  height: number
  /** Pixels of the shown difference that are not |A − B| × gain. */
  wrong: number
  /** Of |A − B|, in code values. */
  mean: number
  greatest: number
  /** The brightest channel that is shown. */
  brightest: number
}

/** Runs in the page: holds the shown difference against the pictures of the first two players, read from their own canvases. */
export function comparePixels(gain: number): PixelCheck {
  const canvases = [
    ...document.querySelectorAll<HTMLCanvasElement>("[data-player] canvas"),
    document.querySelector<HTMLCanvasElement>("[data-difference]"),
  ]
  const [a, b, shown] = [canvases[0], canvases[1], canvases.at(-1)].map((canvas) => {
    const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data
    if (!canvas || !data) throw new Error("There is no picture.")
    return { data, width: canvas.width, height: canvas.height }
  })
  if (!a || !b || !shown || a.data.length !== shown.data.length || b.data.length !== shown.data.length)
    throw new Error("The three are not of one size.")
  const check = { width: shown.width, height: shown.height, wrong: 0, mean: 0, greatest: 0, brightest: 0 }
  for (let at = 0; at < shown.data.length; at += 4) {
    let isWrong = false
    for (let channel = at; channel < at + 3; channel++) {
      const apart = Math.abs((a.data[channel] ?? 0) - (b.data[channel] ?? 0))
      const seen = shown.data[channel] ?? 0
      check.mean += apart
      check.greatest = Math.max(check.greatest, apart)
      check.brightest = Math.max(check.brightest, seen)
      if (seen !== Math.min(255, apart * gain)) isWrong = true
    }
    if (isWrong) check.wrong++
  }
  check.mean /= (shown.data.length / 4) * 3
  return check
}
