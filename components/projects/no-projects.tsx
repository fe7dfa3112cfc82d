import Link from "next/link"
import { NewProject } from "@/components/projects/new-project"
import { OpenSample } from "@/components/projects/open-sample"
import { cx } from "@/components/ui/cx"
import { EmptyState, emptyPageClass } from "@/components/ui/empty-state"
import { ModeDot } from "@/components/ui/mode-dot"

type Props = { team: string; mayCreate: boolean; hasSample: boolean; isAllSandbox: boolean }

/** The team's first page before there is anything: what a project is, and the frames it will fill. */
export function NoProjects({ team, mayCreate, hasSample, isAllSandbox }: Props) {
  return (
    <div className={emptyPageClass}>
      <EmptyState
        title="Nothing is being shot yet"
        steps={[
          { title: "Name a project", text: "A film, a campaign, a test: whatever its shots belong to." },
          { title: "Write its first shot", text: "A sentence is enough to begin." },
          { title: "See who makes it best", text: "Every vendor makes its own takes, and the best one is picked." },
        ]}
        actions={
          mayCreate ? (
            <>
              <NewProject team={team} size="main" />
              {hasSample && <OpenSample team={team} size="main" />}
            </>
          ) : (
            <p className="text-ink-2">An owner or a member makes the first project.</p>
          )
        }
        note={
          isAllSandbox && (
            <p>
              <span className="mr-1.5 inline-block align-middle">
                <ModeDot mode="sandbox" />
              </span>
              Every vendor is in the sandbox: takes are free, with a watermark.{" "}
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
        A project is a list of shots. A shot is what we want to see.
      </EmptyState>
      <ul aria-hidden="true" className="grid grid-cols-2 gap-4 max-sm:hidden xl:grid-cols-3">
        {Array.from({ length: 15 }, (_, index) => (
          <li
            key={index}
            className={cx(
              "relative aspect-video rounded-picture px-2.5 py-2 font-medium text-11 text-ink-3",
              index === 0
                ? "outline-1 outline-edge -outline-offset-1 outline-dashed"
                : "shadow-[inset_0_0_0_1px_var(--color-line)]",
            )}
          >
            {index + 1}
          </li>
        ))}
      </ul>
    </div>
  )
}
