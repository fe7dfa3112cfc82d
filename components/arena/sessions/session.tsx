"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { SessionJudges } from "@/components/arena/sessions/session-judges"
import { SessionTakes } from "@/components/arena/sessions/session-takes"
import { mayJudgeNow, ownWords, statusWords } from "@/components/arena/sessions/status-words"
import { Moment } from "@/components/settings/moment"
import { useAct } from "@/components/settings/use-act"
import { useCommands } from "@/components/shell/commands"
import { Button, buttonClass } from "@/components/ui/button"
import { AlertDialog } from "@/components/ui/dialog"
import { InlineName } from "@/components/ui/inline-name"
import { toastFailure } from "@/components/ui/toast"
import { closeSession, renameSession, reopenSession } from "@/lib/arena/actions"
import { arenaKeys, sessionQuery } from "@/lib/arena/queries"
import type { SessionView } from "@/lib/arena/schema"
import { plural } from "@/lib/format"

type SessionProps = { team: string; initial: SessionView }

/** One session: where it stands, who judged how much, and what it is made of. */
export function Session({ team, initial }: SessionProps) {
  const client = useQueryClient()
  const { data: session } = useQuery({ ...sessionQuery(team, initial.id), initialData: initial })
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [isClosing, setClosing] = useState(false)
  const path = `/${team}/arena/${session.id}`
  const refresh = () => void client.invalidateQueries({ queryKey: arenaKeys.all(team) })
  const close = () => act("The session is still open", () => closeSession({ team, sessionId: session.id }), refresh)
  const reopen = () => act("The session is still closed", () => reopenSession({ team, sessionId: session.id }), refresh)
  const rename = async (name: string) => {
    const result = await renameSession({ team, sessionId: session.id, name }).catch(() => null)
    if (!result?.ok)
      toastFailure("The session keeps its name", result?.error.message ?? "The studio did not answer. Try again.")
    refresh()
    router.refresh()
    return result?.ok === true
  }
  const isMine = mayJudgeNow(session)
  useCommands([
    ...(isMine ? [{ label: "Judge this session", group: "Arena", run: () => location.assign(`${path}/judge`) }] : []),
    { label: "Report of this session", group: "Arena", run: () => location.assign(`${path}/report`) },
  ])
  return (
    <div className="w-full max-w-[1200px] px-4 pb-8 lg:px-6">
      <header className="flex flex-wrap items-start gap-x-6 gap-y-3 py-5">
        <div className="min-w-60 flex-1">
          <h1 className="-ml-1.5 font-semibold text-20 tracking-[-0.01em]">
            <InlineName
              label="Name of the session"
              name={session.name}
              maxLength={80}
              disabled={!session.mayManage}
              onRename={rename}
              className="h-8! w-full! font-semibold"
            >
              {session.name}
            </InlineName>
          </h1>
          <p role="status" className="text-ink-2">
            {statusWords(session)}, {plural(session.votes, "vote")} of everybody. For you {ownWords(session)}.
          </p>
          <p className="text-12 text-ink-3">
            {session.projectName}, made by {session.createdBy}, <Moment iso={session.createdAt} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {session.mayManage && (
            <Button variant="quiet" disabled={isBusy} onClick={session.status === "closed" ? reopen : () => setClosing(true)}>
              {session.status === "closed" ? "Reopen" : "Close"}
            </Button>
          )}
          <Link href={`${path}/report`} className={buttonClass()}>
            Report
          </Link>
          {isMine && (
            <a href={`${path}/judge`} className={buttonClass("primary")}>
              {session.own && session.own.voted > 0 ? "Go on judging" : "Judge"}
            </a>
          )}
        </div>
      </header>
      <section aria-labelledby="standing" className="border-line border-t py-4">
        <h2 id="standing" className="mb-1 font-semibold text-16">
          Where it stands
        </h2>
        <ul className="text-ink-2">
          {session.words.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
      <SessionJudges session={session} />
      <section aria-labelledby="asked" className="border-line border-t py-4">
        <h2 id="asked" className="mb-1 font-semibold text-16">
          What is asked
        </h2>
        <ol className="text-ink-2">
          {session.questions.map((question, index) => (
            <li key={question}>
              <span className="inline-block w-5 text-ink-3">{index + 1}</span>
              {question}
            </li>
          ))}
        </ol>
        <p className="mt-2 text-12 text-ink-3">
          All clips at {session.clipFps} fps, sound at one loudness.{" "}
          {session.coversMarks
            ? "The lower edge is covered on each."
            : "The lower edge is not covered: marks there may tell who made it."}
        </p>
      </section>
      <SessionTakes session={session} />
      {isClosing && (
        <AlertDialog
          title="Close the session?"
          confirmLabel="Close it"
          cancelLabel="Keep it open"
          onCancel={() => setClosing(false)}
          onConfirm={() => {
            setClosing(false)
            close()
          }}
        >
          Nobody can vote until it is opened again. Every ballot that was stored counts.
        </AlertDialog>
      )}
    </div>
  )
}
