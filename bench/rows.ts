import type { Row } from "@/bench/row"
import { row as coldLoad } from "@/bench/rows/cold-load"
import { row as compare } from "@/bench/rows/compare"
import { row as compareDifference } from "@/bench/rows/compare-difference"
import { row as gallery } from "@/bench/rows/gallery"
import { row as generate } from "@/bench/rows/generate"
import { row as live } from "@/bench/rows/live"
import { row as media } from "@/bench/rows/media"
import { row as ranges } from "@/bench/rows/ranges"
import { row as renderer } from "@/bench/rows/renderer"
import { row as start } from "@/bench/rows/start"
import { row as webhooks } from "@/bench/rows/webhooks"

/** In the order in which they run and are printed. */
export const rows: readonly Row[] = [
  start,
  webhooks,
  live,
  generate,
  coldLoad,
  gallery,
  compare,
  compareDifference,
  media,
  ranges,
  renderer,
]
