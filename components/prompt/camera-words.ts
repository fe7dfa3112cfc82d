import type { Camera, CameraMotion } from "@/lib/providers/provider"

/** Camera moves in the order of the menu, as people say them. */
export const cameraNames: Record<CameraMotion, string> = {
  static: "Still",
  push_in: "Push in",
  pull_out: "Pull out",
  pan_left: "Pan left",
  pan_right: "Pan right",
  tilt_up: "Tilt up",
  tilt_down: "Tilt down",
  truck_left: "Truck left",
  truck_right: "Truck right",
  pedestal_up: "Pedestal up",
  pedestal_down: "Pedestal down",
  roll_left: "Roll left",
  roll_right: "Roll right",
  orbit_left: "Orbit left",
  orbit_right: "Orbit right",
  handheld: "Handheld",
}

export const strengthNames: Record<Camera["strength"], string> = { slow: "Slow", medium: "Medium", fast: "Fast" }

/** "Push in, slow"; "Model's choice" without one. */
export function cameraName(camera: Camera | null): string {
  if (!camera) return "Model’s choice"
  if (camera.motion === "static") return cameraNames.static
  return `${cameraNames[camera.motion]}, ${strengthNames[camera.strength].toLowerCase()}`
}
