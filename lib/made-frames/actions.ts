"use server"

import { teamAction } from "@/lib/action"
import { makeFrames } from "@/lib/made-frames/mutations"
import { makeFramesInput } from "@/lib/made-frames/schema"

/** Asks one model for stills of a shot. */
export const makeFramesAction = teamAction(makeFramesInput, (input, access) => makeFrames(access, input))
