"use client"

import { Button } from "@/components/ui/button"

/** Ends this browser's session and leads to `next`, a path of this studio. */
export function SignOutButton({ next = "/sign-in" }: { next?: string }) {
  const leave = async () => {
    const { signOut } = await import("next-auth/react")
    await signOut({ callbackUrl: next })
  }
  return (
    <Button size="main" className="w-full" onClick={leave}>
      Sign out
    </Button>
  )
}
