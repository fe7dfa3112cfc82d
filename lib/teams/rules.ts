import type { Role } from "@/lib/generated/prisma/enums"

const rank = { reviewer: 0, member: 1, owner: 2 } satisfies Record<Role, number>

/** Whether a role may do what asks for `needed`: an owner may everything, a reviewer only looks and votes. */
export function mayActAs(role: Role, needed: Role): boolean {
  return rank[role] >= rank[needed]
}

/** As screens say it. */
export const roleNames = { owner: "Owner", member: "Member", reviewer: "Reviewer" } satisfies Record<Role, string>
