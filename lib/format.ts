/* Money, time and sizes in words, as look.md "Words, money, time" has them. Numbers keep a space before the unit. */

/** "8 s", "1 min 10 s", "2 h 5 min": an expected or measured time. */
export function secondsWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes >= 60) return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
}

/** "about 20 s", "about 2 min": a guess that does not pretend to be exact. */
export function aboutWords(seconds: number): string {
  if (seconds < 10) return "a few seconds"
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s`
  return `about ${secondsWords(Math.max(1, Math.round(seconds / 60)) * 60)}`
}

/** "0:05", "1:42": the length of a clip, or time gone by. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`
}

/** "0:02.3": a place in a clip. */
export function placeWords(seconds: number): string {
  const tenths = Math.floor(seconds * 10 + 1e-6)
  return `${clockWords(tenths / 10)}.${tenths % 10}`
}

/** "14:20" today, "2 h ago" within the day before, then "24 Sep 2026". In the reader's time zone. */
export function momentWords(iso: string, now = Date.now()): string {
  const then = new Date(iso)
  if (then.toDateString() === new Date(now).toDateString()) return timeWords(iso)
  const hours = Math.round((now - then.getTime()) / 3_600_000)
  if (hours >= 0 && hours < 24) return `${Math.max(1, hours)} h ago`
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })
}

/** "14:20", in the reader's time zone. */
export function timeWords(iso: string): string {
  const then = new Date(iso)
  return `${String(then.getHours()).padStart(2, "0")}:${String(then.getMinutes()).padStart(2, "0")}`
}

/** "1st", "2nd", "3rd", "11th", "21st". */
export function ordinalWords(count: number): string {
  const last = count % 100 >= 11 && count % 100 <= 13 ? 0 : count % 10
  return `${count}${["th", "st", "nd", "rd"][last] ?? "th"}`
}

/** "3.1 of 8.4 MB", or "3.1 MB" when the whole is not known. */
export function storedWords(bytes: number, totalBytes: number | null): string {
  const stored = (bytes / 1_000_000).toFixed(1)
  return totalBytes === null ? `${stored} MB` : `${stored} of ${(totalBytes / 1_000_000).toFixed(1)} MB`
}

/** "1,000" */
export function countWords(count: number): string {
  return count.toLocaleString("en-US")
}

/** "1 take", "2 takes". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`
}

/** "Kling 3.0, Gen-4.5 and Veo 3.1". */
export function listNames(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ""
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`
}
