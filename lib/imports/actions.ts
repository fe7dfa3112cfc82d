"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { ManifestError, readManifest } from "@/lib/imports/manifest"

/** Reads a list of prompts that comes beside a folder of clips. */
export const readManifestAction = teamAction(
  z.object({ text: z.string().max(900_000, "This list is larger than 900 KB.") }),
  async ({ text }) => {
    try {
      return readManifest(text)
    } catch (cause) {
      if (cause instanceof ManifestError) throw new AppError("invalid_input", cause.message, { cause })
      throw cause
    }
  },
)
