import Plus from "lucide-react/icons/plus"
import Link from "next/link"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { EmptyState, emptyPageClass } from "@/components/ui/empty-state"
import { ModeDot } from "@/components/ui/mode-dot"
import type { StripShot } from "@/lib/shots/schema"

type GalleryEmptyProps = {
  team: string
  path: string
  shots: readonly StripShot[]
  onNewShot: (() => unknown) | undefined
  onImport: (() => unknown) | undefined
  isAllSandbox: boolean
}

/** Before the first take: what a project is, the next steps, and the frames that will be filled; shots that wait are links. */
export function GalleryEmpty({ team, path, shots, onNewShot, onImport, isAllSandbox }: GalleryEmptyProps) {
  return (
    <section aria-label="Takes" className={cx(emptyPageClass, "min-h-0 flex-1 overflow-y-auto")}>
      <EmptyState
        title={shots.length === 0 ? "Nothing has been shot yet" : "No takes yet"}
        steps={[
          { title: "Write the shot", text: "A sentence is enough to begin." },
          { title: "Give it a first frame", text: "Without one, models invent the room." },
          { title: "Choose who makes it", text: "The price is on the button before anything is spent." },
        ]}
        actions={
          onNewShot && (
            <>
              <Button variant="primary" size="main" shortcut="N" onClick={() => void onNewShot()}>
                <Plus aria-hidden="true" />
                New shot
              </Button>
              {onImport && (
                <Button variant="quiet" size="main" onClick={onImport}>
                  Import clips
                </Button>
              )}
            </>
          )
        }
        note={
          isAllSandbox && (
            <p className="flex flex-wrap items-center gap-x-1.5">
              <ModeDot mode="sandbox" />
              Every vendor is in the sandbox: takes are free, with a watermark.
              <Link
                href={`/${team}/settings/vendors`}
                className="text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
              >
                Add a key
              </Link>
            </p>
          )
        }
      >
        A project is a list of shots. A shot is what we want to see; every vendor makes its own takes of it, and the best one is
        picked.
      </EmptyState>
      <ul aria-label="Shots" className="grid grid-cols-2 gap-4 xl:grid-cols-3">
        {shots.map(({ id, number, name }) => (
          <li key={id}>
            <Link href={`${path}/shots/${number}`} className={cx(frame, "flex hover:bg-hover", dashed)}>
              <span>{number}</span>
              <span className="absolute inset-x-2.5 bottom-2 truncate text-12 text-ink-2">{name}</span>
            </Link>
          </li>
        ))}
        {Array.from({ length: Math.max(0, 15 - shots.length) }, (_, index) => shots.length + index + 1).map((number) => (
          <li
            key={number}
            aria-hidden="true"
            className={cx(frame, "max-sm:hidden", shots.length === 0 && number === 1 ? dashed : lined)}
          >
            {number}
            {shots.length === 0 && number === 1 && (
              <span className="absolute inset-x-2.5 bottom-2 text-12 text-ink-2">The shot we want to see</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const frame = "relative aspect-video rounded-picture px-2.5 py-2 font-medium text-11 text-ink-3"
const dashed =
  "outline-1 outline-edge outline-dashed -outline-offset-1 focus-visible:outline-2 focus-visible:outline-cue focus-visible:outline-solid"
const lined = "shadow-[inset_0_0_0_1px_var(--color-line)]"

/** A filter that finds nothing, or an empty trash. */
export function NothingFound({ isTrash, onClear }: { isTrash: boolean; onClear: () => void }) {
  return (
    <div className="grid flex-1 place-items-center p-8 text-center">
      <div className="max-w-80">
        <h2 className="font-semibold text-16">{isTrash ? "The trash is empty" : "No take is like that"}</h2>
        <p className="mt-1 text-ink-2">
          {isTrash
            ? "Deleted takes wait here until they are restored."
            : "Every take of the project is there again without the filter."}
        </p>
        <Button className="mt-4" onClick={onClear}>
          {isTrash ? "Back to the gallery" : "Clear the filter"}
        </Button>
      </div>
    </div>
  )
}
