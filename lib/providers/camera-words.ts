import type { Camera, CameraMotion } from "@/lib/providers/provider"

const moves: Record<CameraMotion, string> = {
  static: "the camera stays locked off",
  push_in: "the camera pushes in",
  pull_out: "the camera pulls out",
  pan_left: "the camera pans left",
  pan_right: "the camera pans right",
  tilt_up: "the camera tilts up",
  tilt_down: "the camera tilts down",
  truck_left: "the camera trucks left",
  truck_right: "the camera trucks right",
  pedestal_up: "the camera rises straight up",
  pedestal_down: "the camera sinks straight down",
  roll_left: "the camera rolls to the left",
  roll_right: "the camera rolls to the right",
  orbit_left: "the camera orbits to the left around the subject",
  orbit_right: "the camera orbits to the right around the subject",
  handheld: "the camera is handheld",
}

const strengths = {
  slow: { move: "slowly", handheld: "with a slight sway" },
  medium: { move: "steadily", handheld: "with a natural sway" },
  fast: { move: "fast", handheld: "with a strong shake" },
} satisfies Record<Camera["strength"], { move: string; handheld: string }>

/** The camera move as one sentence for a prompt, e.g. "Camera: the camera pushes in, slowly." A locked camera has no strength. */
export function cameraWords(camera: Camera): string {
  const move = moves[camera.motion]
  if (camera.motion === "static") return `Camera: ${move}.`
  const { move: speed, handheld } = strengths[camera.strength]
  return `Camera: ${move}, ${camera.motion === "handheld" ? handheld : speed}.`
}

/** How strong a move is that is itself a parameter, e.g. "Camera: slowly."; empty for a locked camera, which has no strength. */
export function strengthWords({ motion, strength }: Camera): string {
  if (motion === "static") return ""
  return `Camera: ${motion === "handheld" ? strengths[strength].handheld : strengths[strength].move}.`
}
