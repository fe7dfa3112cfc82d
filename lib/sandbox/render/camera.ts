import type { CameraMove } from "@/lib/sandbox/render/order"

/** Where the camera looks: magnification, shift of the view in luma pixels, turn in radians. */
export type Pose = { zoom: number; x: number; y: number; turn: number }

export const still: Pose = { zoom: 1, x: 0, y: 0, turn: 0 }

/** Beyond each edge of the frame, as a part of it, a picture must reach for every pose to stay inside. */
export const marginShare = 0.16

const words: readonly (readonly [RegExp, CameraMove])[] = [
  [
    /\b(static|locked[- ]?(off|down)?|fixed|still|tripod)\b[^.,;]{0,24}\b(camera|shot|frame)\b|\bcamera (is |stays |remains )?(static|still|fixed|locked)/,
    "static",
  ],
  [
    /\b(push(es|ing)?|doll(y|ies|ying)|zoom(s|ing)?|move[sd]?|moving|creep(s|ing)?)\b[- ]?(slowly |quickly |gently )?(in|closer|forward|towards?)\b/,
    "push_in",
  ],
  [
    /\b(pull(s|ing)?|doll(y|ies|ying)|zoom(s|ing)?|move[sd]?|moving)\b[- ]?(slowly |quickly |gently )?(out|back|away|backwards?)\b/,
    "pull_out",
  ],
  [/\b(truck|track|slid|doll|crab)\w*[- ]?(slowly |quickly |gently |to the )?left\b/, "truck_left"],
  [/\b(truck|track|slid|doll|crab)\w*[- ]?(slowly |quickly |gently |to the )?right\b/, "truck_right"],
  [/\bpan\w*[- ]?(slowly |quickly |gently |to the )?left\b/, "pan_left"],
  [/\bpan\w*[- ]?(slowly |quickly |gently |to the )?right\b/, "pan_right"],
  [/\btilt\w*[- ]?(slowly |quickly |gently )?up/, "tilt_up"],
  [/\btilt\w*[- ]?(slowly |quickly |gently )?down/, "tilt_down"],
  [/\b(pedestal|crane|boom|jib|ris)\w*[- ]?(slowly |quickly |gently )?up/, "pedestal_up"],
  [/\b(pedestal|crane|boom|jib|lower)\w*[- ]?(slowly |quickly |gently )?down/, "pedestal_down"],
  [/\broll\w*[- ]?(slowly |quickly |gently )?(left|counter)/, "roll_left"],
  [/\broll\w*[- ]?(slowly |quickly |gently )?(right|clockwise)/, "roll_right"],
  [/\b(orbit|arc|circl)\w*[^.,;]{0,20}\bleft\b/, "orbit_left"],
  [/\b(orbit|arc|circl)\w*/, "orbit_right"],
  [/\bhand[- ]?held\b/, "handheld"],
]

/** Reads a move and its strength (1 is medium) from a prompt, as a model would; a slow push in when it names none. */
export function cameraFromWords(prompt: string): { move: CameraMove; strength: number } {
  const text = prompt.toLowerCase()
  const found = words.find(([pattern]) => pattern.test(text))
  const move = found?.[1] ?? "push_in"
  const near = found ? text.slice(Math.max(0, text.search(found[0]) - 24), text.search(found[0]) + 48) : "slow"
  const strength = /\b(slow|slowly|gentle|gently|subtle|subtly)\b/.test(near)
    ? 0.6
    : /\b(fast|quick|quickly|rapid|rapidly|whip)\b/.test(near)
      ? 1.6
      : 1
  return { move, strength }
}

/** The camera after a part of the clip (0 to 1, ends included). At 0 it is exactly still, so the first frame is the still. */
export function poseAt(move: CameraMove, strength: number, part: number, width: number, height: number): Pose {
  if (part === 0 || move === "static") return still
  const eased = part - (Math.sin(2 * Math.PI * part) / (2 * Math.PI)) * 0.7
  const way = eased * strength
  const across = way * width * 0.085
  const along = way * height * 0.085
  const near = 1 + 0.04 * way
  switch (move) {
    case "push_in":
      return { ...still, zoom: 1 + 0.24 * way }
    case "pull_out":
      return { ...still, zoom: 1 / (1 + 0.16 * way) }
    case "pan_left":
      return { ...still, zoom: near, x: -across }
    case "pan_right":
      return { ...still, zoom: near, x: across }
    case "truck_left":
      return { ...still, zoom: 1 + 0.08 * way, x: -across * 1.1 }
    case "truck_right":
      return { ...still, zoom: 1 + 0.08 * way, x: across * 1.1 }
    case "tilt_up":
      return { ...still, zoom: near, y: -along }
    case "tilt_down":
      return { ...still, zoom: near, y: along }
    case "pedestal_up":
      return { ...still, zoom: 1 + 0.08 * way, y: -along * 1.1 }
    case "pedestal_down":
      return { ...still, zoom: 1 + 0.08 * way, y: along * 1.1 }
    case "roll_left":
      return { ...still, zoom: 1 + 0.1 * way, turn: 0.06 * way }
    case "roll_right":
      return { ...still, zoom: 1 + 0.1 * way, turn: -0.06 * way }
    case "orbit_left":
      return { zoom: 1 + 0.1 * way, x: -across, y: 0, turn: 0.012 * way }
    case "orbit_right":
      return { zoom: 1 + 0.1 * way, x: across, y: 0, turn: -0.012 * way }
    case "handheld":
      return handheld(part, strength, width)
  }
}

function handheld(part: number, strength: number, width: number): Pose {
  const ramp = Math.min(1, part * 6) * strength
  const sway = (a: number, b: number) => Math.sin(part * a) * 0.6 + Math.sin(part * b) * 0.4
  return {
    zoom: 1 + 0.03 * ramp,
    x: ramp * width * 0.008 * sway(11, 29),
    y: ramp * width * 0.006 * sway(13, 37),
    turn: ramp * 0.004 * sway(7, 23),
  }
}

/** The same move for a layer that is nearer (depth above 1) or farther (below 1) than the subject. */
export function parallax(pose: Pose, depth: number): Pose {
  return { zoom: pose.zoom ** depth, x: pose.x * depth, y: pose.y * depth, turn: 0 }
}
