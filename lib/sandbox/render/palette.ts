import type { Random } from "@/lib/sandbox/render/random"

export type Palette = {
  name: string
  /** From the zenith to the horizon. */
  sky: readonly [string, string, string]
  /** Sun or moon, and the light round it. */
  disc: string
  glow: string
  /** Land from the farthest to the nearest. */
  land: readonly [string, string, string, string]
  sea: readonly [string, string]
  /** Lit windows and lamps. */
  lamp: string
  isNight: boolean
}

const palettes: readonly [Palette, ...Palette[]] = [
  {
    name: "dusk",
    sky: ["#26364f", "#8a6f7d", "#e7a877"],
    disc: "#ffe3b8",
    glow: "#ffb877",
    land: ["#8f7280", "#5f5468", "#37394b", "#14161f"],
    sea: ["#c79478", "#27364a"],
    lamp: "#ffcf8a",
    isNight: false,
  },
  {
    name: "dawn",
    sky: ["#5e7692", "#b7b1b8", "#f0d3bd"],
    disc: "#fff3df",
    glow: "#ffdcb8",
    land: ["#a9a5b2", "#7b8294", "#4c5a6c", "#1f2934"],
    sea: ["#d9c6bb", "#516578"],
    lamp: "#ffe2b0",
    isNight: false,
  },
  {
    name: "night",
    sky: ["#060b16", "#0f1c30", "#24384e"],
    disc: "#e9eef2",
    glow: "#7f9bb8",
    land: ["#1d2c3f", "#152131", "#0d1622", "#05080d"],
    sea: ["#2d445c", "#08111d"],
    lamp: "#ffc070",
    isNight: true,
  },
  {
    name: "fog",
    sky: ["#7f8a8b", "#a3aaa7", "#c4c6be"],
    disc: "#eceadf",
    glow: "#d6d5c8",
    land: ["#aeb2ac", "#8b928f", "#5f696a", "#2b3234"],
    sea: ["#b7bab3", "#6b7677"],
    lamp: "#f3e3bd",
    isNight: false,
  },
  {
    name: "noon",
    sky: ["#3f7296", "#84aabd", "#d3dcd5"],
    disc: "#fffbe8",
    glow: "#fdf4d6",
    land: ["#9bb0b4", "#6f8a86", "#4a6257", "#1e2b26"],
    sea: ["#a9c3c6", "#2f5c70"],
    lamp: "#fff0c4",
    isNight: false,
  },
  {
    name: "storm",
    sky: ["#252b31", "#4a5257", "#8e9288"],
    disc: "#cfcfc2",
    glow: "#a6a799",
    land: ["#6d736f", "#4b5253", "#2e3437", "#121517"],
    sea: ["#7d827b", "#262d31"],
    lamp: "#f4c884",
    isNight: false,
  },
]

const words: readonly (readonly [RegExp, string])[] = [
  [/\b(night|midnight|moon\w*|stars?|starry|neon|dark)\b/, "night"],
  [/\b(dusk|sunset|evening|golden|twilight|warm)\b/, "dusk"],
  [/\b(dawn|sunrise|morning|pale)\b/, "dawn"],
  [/\b(fog\w*|mist\w*|haze|grey|gray|overcast|winter|snow\w*)\b/, "fog"],
  [/\b(storm\w*|rain\w*|thunder\w*|gale|wet)\b/, "storm"],
  [/\b(noon|midday|sunny|summer|day|daylight|blue)\b/, "noon"],
]

/** The light that the words name, else one by chance. */
export function choosePalette(text: string, random: Random): Palette {
  const byChance = random.pick(palettes)
  const named = words.find(([pattern]) => pattern.test(text))?.[1]
  return palettes.find((palette) => palette.name === named) ?? byChance
}
