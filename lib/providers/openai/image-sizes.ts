import type { FrameModel } from "@/lib/providers/catalogue"

/**
 * What the larger GPT Image models are asked for. Their rule (OpenAI sheet): both edges a multiple of 16, no shape beyond
 * 3:1, no edge beyond 3840, 655,360 to 8,294,400 pixels. So 1920 × 1080 does not exist. Above 2560 × 1440 it is
 * "experimental".
 */
export const largeImageSizes = {
  "1k": {
    "16:9": [1280, 720],
    "9:16": [720, 1280],
    "1:1": [1024, 1024],
    "4:3": [1152, 864],
    "3:4": [864, 1152],
    "21:9": [1344, 576],
    "9:21": [576, 1344],
  },
  "2k": {
    "16:9": [2048, 1152],
    "9:16": [1152, 2048],
    "1:1": [2048, 2048],
    "4:3": [2048, 1536],
    "3:4": [1536, 2048],
    "21:9": [2016, 864],
    "9:21": [864, 2016],
  },
  "4k": {
    "16:9": [3840, 2160],
    "9:16": [2160, 3840],
    "1:1": [2880, 2880],
    "4:3": [3264, 2448],
    "3:4": [2448, 3264],
    "21:9": [3808, 1632],
    "9:21": [1632, 3808],
  },
} as const satisfies FrameModel["pixelSizes"]

/** The older models' one size of a shape that the studio has. */
export const squareImageSize = { "1k": { "1:1": [1024, 1024] } } as const satisfies FrameModel["pixelSizes"]
