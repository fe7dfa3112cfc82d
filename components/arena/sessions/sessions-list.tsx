"use client"

import { useQuery } from "@tanstack/react-query"
import Plus from "lucide-react/icons/plus"
import Link from "next/link"
import { NoSessions } from "@/components/arena/sessions/no-sessions"
import { mayJudgeNow, ownWords, statusWords } from "@/components/arena/sessions/status-words"
import { Moment } from "@/components/settings/moment"
import { buttonClass } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { sessionsQuery } from "@/lib/arena/queries"
import type { SessionItem } from "@/lib/arena/schema"
import { plural } from "@/lib/format"

type SessionsListProps = { team: string; initial: SessionItem[]; mayCreate: boolean }

const row =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-line border-t py-2.5 lg:grid-cols-[minmax(0,1fr)_176px_176px_88px_88px]"

/** The team's blind sessions, newest first. Links that lead to judging open a fresh page, which has seen no names. */
export function SessionsList({ team, initial, mayCreate }: SessionsListProps) {
  const { data: sessions } = useQuery({ ...sessionsQuery(team), initialData: initial })
  const path = `/${team}/arena`
  if (sessions.length === 0) return <NoSessions team={team} mayCreate={mayCreate} />
  return (
    <div className="w-full max-w-[1200px] px-4 pb-8 lg:px-6">
      <header className="flex min-h-16 flex-wrap items-center gap-3 py-2">
        <h1 className="font-semibold text-20 tracking-[-0.01em]">Arena</h1>
        <span className="flex-1 text-ink-3">{plural(sessions.length, "session")}</span>
        <Link href={`${path}/leaderboard`} className={buttonClass("quiet")}>
          Leaderboard
        </Link>
        <Link href={`${path}/drills`} className={buttonClass("quiet")}>
          Drills
        </Link>
        {mayCreate && (
          <Link href={`${path}/new`} className={buttonClass("primary")}>
            <Plus aria-hidden="true" />
            New session
          </Link>
        )}
      </header>
      <ul aria-label="Sessions">
        {sessions.map((session) => (
          <li key={session.id} className={row}>
            <span className="min-w-0">
              <Link href={`${path}/${session.id}`} className="block truncate font-medium hover:underline touch:py-1">
                {session.name}
              </Link>
              <span className="block truncate text-12 text-ink-3">
                {session.projectName}, {plural(session.shots, "shot")}, {plural(session.models, "model")}, by{" "}
                {session.createdBy}, <Moment iso={session.createdAt} />
              </span>
            </span>
            <span className={cx("max-lg:order-3", session.status === "open" ? "text-ink" : "text-ink-2")}>
              {statusWords(session)}
            </span>
            <span className="text-ink-2 max-lg:order-4">{ownWords(session)}</span>
            <span className="text-ink-2 max-lg:hidden">{plural(session.votes, "vote")}</span>
            <span className="justify-self-end max-lg:order-2">
              {mayJudgeNow(session) ? (
                <a href={`${path}/${session.id}/judge`} className={buttonClass()} aria-label={`Judge ${session.name}`}>
                  Judge
                </a>
              ) : (
                session.votes > 0 && (
                  <Link
                    href={`${path}/${session.id}/report`}
                    className={buttonClass("quiet")}
                    aria-label={`Report of ${session.name}`}
                  >
                    Report
                  </Link>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
