import { z } from "zod"
import { emailAddress, teamName } from "@/lib/auth/schema"

const role = z.enum(["owner", "member", "reviewer"])

/** Dollars as they are typed, "250" or "1,250.50"; empty for no limit. Stored as micro-dollars. */
const budget = z
  .string()
  .trim()
  .transform((text) => text.replaceAll(/[$,\s]/g, ""))
  .refine((text) => text === "" || /^\d{1,7}(\.\d{1,2})?$/.test(text), "Write dollars, like 250 or 1250.50, or leave it empty.")
  .transform((text) => (text === "" ? null : BigInt(Math.round(Number(text) * 100)) * 10_000n))

export const teamSettingsInput = z.object({ name: teamName, monthlyBudget: budget })
export const inviteInput = z.object({ email: emailAddress, role })
export const invitationInput = z.object({ invitationId: z.uuid() })
export const memberInput = z.object({ userId: z.uuid() })
export const memberRoleInput = z.object({ userId: z.uuid(), role })

export type MemberView = {
  userId: string
  name: string
  email: string
  role: z.infer<typeof role>
  joinedAt: string
  isYou: boolean
}
export type InvitationView = { id: string; email: string; role: z.infer<typeof role>; invitedBy: string; expiresAt: string }
