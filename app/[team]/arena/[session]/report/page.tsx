import type { Metadata } from "next"
import Link from "next/link"
import { notFound } from "next/navigation"
import { teamNav } from "@/components/projects/team-nav"
import { Agreement } from "@/components/report/agreement"
import { ExportMenu } from "@/components/report/export-menu"
import { JudgesTable } from "@/components/report/judges-table"
import { ReportBar } from "@/components/report/report-bar"
import { ReportView } from "@/components/report/report-view"
import { StillJudging } from "@/components/report/still-judging"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { buttonClass } from "@/components/ui/button"
import { plural } from "@/lib/format"
import { agreementPerQuestion } from "@/lib/report/agreement"
import { chosenGroup, chosenQuestion, groupMenus, questionLinks } from "@/lib/report/choices"
import { pairsLeft } from "@/lib/report/data"
import { questionReport, questionsOf } from "@/lib/report/question-report"
import { judgeLines, leftOutFinding } from "@/lib/report/raters"
import { readSessionReport } from "@/lib/report/read"
import { choiceQuery, reportChoice } from "@/lib/report/schema"
import { loadTeam } from "@/lib/teams/access"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "Report" }

type Props = { params: Promise<{ team: string; session: string }>; searchParams: Promise<Record<string, unknown>> }

export default async function Page({ params, searchParams }: Props) {
  const { team: slug, session: sessionId } = await params
  const { teamId, team, user, role } = await loadTeam(slug)
  const { session, data } = (await readSessionReport(teamId, sessionId)) ?? notFound()
  const choice = reportChoice.parse(await searchParams)
  const left = await pairsLeft(teamId, session.id, user.id)
  const home = `/${team.slug}/arena/${session.id}`
  const judging = `${home}/judge`
  const path = `${home}/report`
  const crumbs = [
    { label: team.name, href: `/${team.slug}` },
    { label: "Arena", href: `/${team.slug}/arena` },
    { label: session.name, href: home },
    { label: "Report" },
  ]
  const top = <TopBar crumbs={crumbs} nav={teamNav(team.slug, "arena")} viewer={user} />
  if (left > 0 && choice.knowing !== user.id) {
    return (
      <PageFrame surface="panel" top={top}>
        <StillJudging
          name={session.name}
          pairs={left}
          judgeHref={judging}
          reportHref={path + choiceQuery({ ...choice, knowing: user.id })}
        />
      </PageFrame>
    )
  }
  const judges = judgeLines(data.ballots, data.exclusions)
  const questions = questionsOf(data.ballots)
  const question = chosenQuestion(questions, choice) ?? session.questions[0] ?? ""
  const report = questionReport(data.ballots, question, chosenGroup(choice), data.costs)
  const asked = data.ballots.filter((ballot) => ballot.question === question)
  const counted = report.table?.ballots ?? 0
  const { tag, mode } = choice
  return (
    <PageFrame scroll surface="panel" top={top}>
      <h1 className="sr-only print:not-sr-only print:font-semibold print:text-20">Report of {session.name}</h1>
      <ReportBar
        questions={questionLinks(path, choice, questions)}
        menus={groupMenus(path, choice, asked)}
        facts={`${plural(counted, "ballot")}, ${plural(report.judges, "judge")}, ${plural(report.shots, "shot")}`}
        actions={
          <>
            <ExportMenu
              folder={`/api/arena/reports/${session.id}`}
              query={choiceQuery({ team: team.slug, tag, mode, knowing: choice.knowing })}
            />
            {left > 0 && (
              <Link href={judging} className={buttonClass("primary")}>
                Judge {left} more
              </Link>
            )}
          </>
        }
      />
      <ReportView
        report={report}
        costs={data.costs}
        takes={data.takes}
        vendorOf={data.vendorOf}
        notes={judges.filter(({ leftOut }) => leftOut !== null).map(leftOutFinding)}
        scope="session"
        judges={
          <>
            <JudgesTable
              team={team.slug}
              sessionId={session.id}
              judges={judges}
              mayManage={mayActAs(role, "owner") || (mayActAs(role, "member") && session.createdById === user.id)}
            />
            <Agreement alphas={agreementPerQuestion(data.ballots)} />
          </>
        }
      />
    </PageFrame>
  )
}
