"use server"

import { randomInt } from "node:crypto"
import { teamAction } from "@/lib/action"
import { findDrillContent } from "@/lib/drills/data"
import { drillItems } from "@/lib/drills/items"
import { createDrill, findDrillOfPress, repeatDrill } from "@/lib/drills/mutations"
import { findStill } from "@/lib/drills/report-data"
import { drillRound, newDrill } from "@/lib/drills/schema"
import { AppError } from "@/lib/errors"
import { maxSeed, shotDraft } from "@/lib/shots/schema"
import { vendorModes, vendorsElsewhere } from "@/lib/vendors/data"

const noStill = () => new AppError("not_found", "The first frame is not stored here any more. Add it again. Nothing was sent.")

/**
 * Runs a new drill: one press becomes two shots with a batch each, however often it arrives. Checks again what the browser
 * showed; a model that cannot do both halves, or a price that has changed, is refused, and nothing is sent or charged.
 */
export const runDrill = teamAction(newDrill, async ({ submitKey, shown, ...drill }, access) => {
  const { teamId } = access
  // An answer that was lost on its way is asked for again: what the press made then stands, whatever has changed since.
  const before = await findDrillOfPress(teamId, submitKey)
  if (before) return { drillId: before }
  const frame = await findStill(teamId, drill.frameClipId)
  if (!frame) throw noStill()
  const [modes, elsewhere] = await Promise.all([vendorModes(teamId), vendorsElsewhere(teamId)])
  const draft = { ...drill.draft, modelIds: [...new Set(drill.draft.modelIds)] }
  const items = drillItems({ draft, frame, modes, elsewhere, shown })
  const { drillId } = await createDrill(access, { ...drill, draft, submitKey, items })
  return { drillId }
})

/** One more round of a drill, of the models that the button named: the same wording, and another seed where one was set. */
export const runDrillAgain = teamAction(drillRound, async ({ drillId, submitKey, shown }, access) => {
  const { teamId } = access
  const content = await findDrillContent(teamId, drillId)
  if (!content) throw new AppError("not_found", "This drill no longer exists. Nothing was sent.")
  const { words, frame } = content.versions
  const still = await findStill(teamId, frame.frames[0]?.clipId ?? "")
  if (!still) throw noStill()
  const [modes, elsewhere] = await Promise.all([vendorModes(teamId), vendorsElsewhere(teamId)])
  const settings = { ...words.settings, seed: words.settings.seed === null ? null : randomInt(maxSeed) }
  const modelIds = content.modelIds.filter((id) => id in shown.words)
  const draft = shotDraft.parse({ ...words, settings, modelIds })
  const items = drillItems({ draft, frame: still, modes, elsewhere, shown })
  const versions = { words: { ...words, settings }, frame: { ...frame, settings } }
  await repeatDrill(access, { ...content, versions }, { submitKey, items })
  return {}
})
