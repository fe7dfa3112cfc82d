"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { openSampleProject } from "@/lib/samples/mutations"

/** Makes the sample project, or finds it, and returns its shot's address. */
export const openSample = teamAction(z.looseObject({}), async (_, access) => ({ path: await openSampleProject(access) }))
