import Link from "next/link"
import { buttonClass } from "@/components/ui/button"
import { EmptyState, emptyPageClass } from "@/components/ui/empty-state"

/** The Arena before its first session: what it is for, and the pair of empty frames that will be filled. */
export function NoSessions({ team, mayCreate }: { team: string; mayCreate: boolean }) {
  return (
    <div className={emptyPageClass}>
      <EmptyState
        title="Judge takes blind, in pairs"
        steps={[
          { title: "Choose shots and models", text: "The newest take of each stands ready; any of them can be exchanged." },
          {
            title: "Judge pairs, alone or with the team",
            text: "Two takes of one shot in step, sides by lot, a key per answer.",
          },
          { title: "Read what is best for you", text: "Ratings with their uncertainty, by question and by kind of shot." },
        ]}
        actions={
          mayCreate ? (
            <>
              <Link href={`/${team}/arena/new`} className={buttonClass("primary", "main")}>
                New session
              </Link>
              <Link href={`/${team}/arena/drills`} className={buttonClass("quiet", "main")}>
                Drills
              </Link>
            </>
          ) : (
            <p className="text-ink-2">A member or an owner makes the first session.</p>
          )
        }
      >
        Public rankings judge for everyone but you. Here the team compares its own takes of its own shots.
      </EmptyState>
      <div aria-hidden="true" className="grid grid-cols-2 gap-4 max-sm:hidden">
        {["Left", "Right"].map((side) => (
          <span
            key={side}
            className="aspect-video rounded-picture px-2.5 py-2 text-12 text-ink-3 outline-1 outline-edge -outline-offset-1 outline-dashed"
          >
            {side}
          </span>
        ))}
      </div>
    </div>
  )
}
