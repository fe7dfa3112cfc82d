/* The `ratio` words of @runwayml/sdk 4.20.1; wire-bodies.test.ts holds them to its types. */

export const wide = ["1280:720", "720:1280"] as const
export const six = [...wide, "1104:832", "960:960", "832:1104", "1584:672"] as const
export const veoRatios = [...wide, "1080:1920", "1920:1080"] as const

const small = ["992:432", "864:496", "752:560", "640:640", "560:752", "496:864"] as const
const small25 = ["992:432", "854:480", "752:560", "640:640", "560:752", "480:854"] as const
const middle = ["1470:630", "1280:720", "1112:834", "960:960", "834:1112", "720:1280"] as const
export const large = ["2206:946", "1920:1080", "1664:1248", "1440:1440", "1248:1664", "1080:1920"] as const
export const huge = ["3840:1646", "3840:2160", "3840:2880", "3840:3840", "2880:3840", "2160:3840"] as const
export const seedance2Ratios = [...small, ...middle, ...large, ...huge] as const
export const seedanceSmallRatios = [...small, ...middle] as const
export const seedance25Ratios = [...small25, ...middle, ...large] as const

export const omni11Ratios = ["640:360", "360:640", ...wide, "1920:1080", "1080:1920", "3840:2160", "2160:3840"] as const
export const hailuoRatios = ["adaptive", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"] as const
export const grokRatios = ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] as const
export const happyhorseRatios = [
  "1280:720",
  "720:1280",
  "960:960",
  "1108:832",
  "832:1108",
  "1920:1080",
  "1080:1920",
  "1440:1440",
  "1662:1248",
  "1248:1662",
] as const
export const wanPairs = {
  "480p": ["832:480", "720:544", "624:624", "544:720", "480:832"],
  "720p": ["1280:720", "1104:832", "960:960", "832:1104", "720:1280"],
  "1080p": ["1920:1080", "1648:1248", "1440:1440", "1248:1648", "1080:1920"],
} as const
export const wanRatios = [
  ...wanPairs["480p"],
  ...wanPairs["720p"],
  ...wanPairs["1080p"],
  "auto_480p",
  "auto_720p",
  "auto_1080p",
] as const
export const alephShapes = ["16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "21:9"] as const
