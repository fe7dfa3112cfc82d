import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Judge } from "@/components/arena/judge/judge"
import { loadJudgedSession } from "@/lib/arena/loaders"

export const metadata: Metadata = { title: "Judge" }

type Props = { params: Promise<{ team: string; session: string }> }

/** The blind page: it is sent a session's name and nothing else; the pairs are asked for by the browser. */
export default async function JudgePage({ params }: Props) {
  const { team, session: sessionId } = await params
  const session = (await loadJudgedSession(team, sessionId)) ?? notFound()
  return <Judge team={team} sessionId={session.id} name={session.name} />
}
