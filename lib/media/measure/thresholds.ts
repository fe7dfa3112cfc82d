/** Grows with every change that gives other numbers for the same file, so that old and new are not compared. */
export const measureVersion = 1

/** Every bound that decides something below; kept with each result. Luma is full range, 0 to 255. */
export const thresholds = {
  /** The reduced picture has about this many pixels (256 × 144 at 16:9) and the clip's shape. */
  picturePixels: 36_864,
  /** Edge of a block whose motion is sought, in pixels of the reduced picture. */
  blockPixels: 16,
  /** Least eigenvalue of a block's structure tensor (luma² per pixel) that lets its motion be told in both directions. */
  minBlockTexture: 4,
  /** Share of the blocks with such texture below which a frame's motion is not measured. */
  minTexturedShare: 0.08,
  /** A block agrees with the camera's motion within this many pixels of the reduced picture. */
  cameraInlierPixels: 0.4,
  /** Share of textured blocks that must agree before a frame counts as the camera's. */
  minCameraInliers: 0.35,
  /** Moves of the whole clip from which we name them: shares of the width and height, of the scale, degrees. */
  namedPan: 0.02,
  namedTilt: 0.02,
  namedZoom: 0.03,
  namedRollDegrees: 1,
  /** Root mean square of the picture's way less its running average, as a share of the width, from which the camera shakes. */
  namedShake: 0.0015,
  /** As FFmpeg's scdet: change of the mean difference, % of full scale. Lower than its 10, as motion is asked too. */
  cutScore: 5,
  /** Share of blocks without a match in the frame before: a cut has most. */
  cutUnmatchedShare: 0.6,
  /** Mean luma difference from the first frame of the span: FFmpeg's freezedetect, −60 dB of 255. */
  frozenLuma: 0.255,
  frozenSeconds: 0.5,
  /** As FFmpeg's blackdetect: pixels at or below 10 % of full scale, and the share of them. */
  blackLuma: 25.5,
  blackShare: 0.98,
  /** Crété-Roffet's blur effect of the sharpest window, 0 to 1. */
  blurredEffect: 0.55,
  blurredSeconds: 0.25,
  /** Steps of luma on a grid of blocks by those off it, and by how much luma they must be larger to be seen. */
  blockyRatio: 1.5,
  blockyStep: 0.75,
  blockySeconds: 0.25,
  /** A block stands still below this many pixels of the reduced picture a frame. */
  stillPixels: 0.25,
  /** Share of still blocks from which a frame's flicker is measured, and share of such frames from which the clip's is. */
  flickerBlocks: 0.25,
  flickerFrames: 0.1,
  /** Motion in pixels of the reduced picture a frame below which smoothness has no meaning. */
  smoothnessPixels: 0.1,
  /** EBU R128 gates: LUFS, and LU below the loudness of what passed the first. */
  absoluteGateLufs: -70,
  relativeGateLu: -10,
  /** No sample above this level (dBFS) for this long is silence: FFmpeg's silencedetect, with 0.5 s for its 2 s. */
  silenceDbfs: -60,
  silenceSeconds: 0.5,
  /** So many samples in a row at or above this level are one clipping. */
  clippingLevel: 0.999,
  clippingSamples: 3,
} as const
