"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { createBatch } from "@/lib/generations/mutations"
import { policyFacts } from "@/lib/policies/data"
import { isAuto } from "@/lib/policies/schema"
import { findProject } from "@/lib/projects/data"
import { batchItems, frameKeys, versionContent } from "@/lib/shots/batch"
import { findPress, findShotById } from "@/lib/shots/data"
import {
  attachFrame,
  createShot,
  removeFrame,
  renameShot,
  restoreFrames,
  saveDraft,
  swapFrames,
  tagShot,
} from "@/lib/shots/mutations"
import { shotDraft } from "@/lib/shots/schema"
import { shotTags } from "@/lib/shots/tags"
import { vendorModes, vendorsElsewhere } from "@/lib/vendors/data"

const shotId = z.uuid()

/** A new shot at the end of a project; returns its number, for its address. */
export const createShotAction = teamAction(z.object({ project: z.string() }), async ({ project }, { teamId, user }) => {
  const found = await findProject(teamId, project)
  if (!found) throw new AppError("not_found", "This project no longer exists.")
  return createShot(teamId, { projectId: found.id, userId: user.id })
})

/** Saves the form against the revision that it was changed from. A newer one is handed back instead of overwritten. */
export const saveDraftAction = teamAction(
  z.object({ shotId, revision: z.number().int().min(0), draft: shotDraft }),
  async (input, { teamId }) => saveDraft(teamId, input),
)

export const renameShotAction = teamAction(
  z.object({ shotId, title: z.string().trim().max(120, "A title has at most 120 characters.") }),
  async (input, { teamId }) => renameShot(teamId, input.shotId, input.title),
)

export const tagShotAction = teamAction(
  z.object({ shotId, tag: z.enum(shotTags), isSet: z.boolean() }),
  async (input, { teamId }) => tagShot(teamId, input.shotId, input.tag, input.isSet),
)

/** Puts an uploaded still, or a clip to work on, into the form. */
export const attachFrameAction = teamAction(
  z.object({ shotId, role: z.enum(["first", "last", "reference", "source"]), clipId: z.uuid() }),
  async (input, { teamId }) => attachFrame(teamId, input.shotId, { role: input.role, clipId: input.clipId }),
)

export const removeFrameAction = teamAction(z.object({ shotId, frameId: z.uuid() }), async (input, { teamId }) =>
  removeFrame(teamId, input.shotId, input.frameId),
)

export const swapFramesAction = teamAction(z.object({ shotId }), async (input, { teamId }) => swapFrames(teamId, input.shotId))

/** Brings back the frames of an older version; its words are put into the form by the browser. */
export const restoreFramesAction = teamAction(z.object({ shotId, versionId: z.uuid() }), async (input, { teamId }) =>
  restoreFrames(teamId, input.shotId, input.versionId),
)

const press = z.object({
  shotId,
  /** Minted in the browser for one intent to generate. */
  submitKey: z.string().min(16).max(200),
  draft: shotDraft,
  /** The frames that stood in the wells, "role:clipId". */
  frames: z.array(z.string()).max(32),
  /** What the button promised. */
  shown: z.record(
    z.string(),
    z.object({ mode: z.enum(["sandbox", "live"]), micros: z.number().int().min(0), modelId: z.string().optional() }),
  ),
  /** A sandbox directive, "[[sandbox: …]]". */
  rehearsal: z
    .string()
    .regex(/^\[\[sandbox: [a-z0-9 =.-]{1,80}\]\]$/)
    .optional(),
})
export type Press = z.input<typeof press>

/**
 * Generate: one press becomes one batch, however often it arrives. Checks again what the browser showed; a price that
 * has changed is refused with the new one, and nothing is sent or charged.
 */
export const generateTakes = teamAction(press, async (input, access) => {
  const { teamId } = access
  // An answer that was lost on its way is asked for again: what the press made then stands, whatever has changed since.
  const before = await findPress(teamId, input.submitKey)
  if (before) return before
  const shot = await findShotById(teamId, input.shotId)
  if (!shot) throw new AppError("not_found", "This shot no longer exists. Nothing was sent.")
  const shownFrames = [...input.frames].sort()
  if (frameKeys(shot.frames).join() !== shownFrames.join()) {
    throw new AppError(
      "conflict",
      "The frames were changed elsewhere. Nothing was sent and nothing charged. Look and press again.",
    )
  }
  const [modes, elsewhere] = await Promise.all([vendorModes(teamId), vendorsElsewhere(teamId)])
  const { draft, shown, rehearsal } = input
  const policies = draft.modelIds.some(isAuto) ? await policyFacts(teamId, modes, draft.modelIds) : undefined
  const items = batchItems({ draft, frames: shot.frames, modes, elsewhere, shown, rehearsal, ...(policies && { policies }) })
  const { batchId, takeIds } = await createBatch(access, {
    shotId: input.shotId,
    submitKey: input.submitKey,
    version: versionContent(draft, shot.frames),
    items,
    takesPerModel: draft.takesPerModel,
  })
  return { batchId, takeIds }
})
