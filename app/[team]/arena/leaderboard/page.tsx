import type { Metadata } from "next"
import Link from "next/link"
import { teamNav } from "@/components/projects/team-nav"
import { Agreement } from "@/components/report/agreement"
import { AllJudges } from "@/components/report/all-judges"
import { ExportMenu } from "@/components/report/export-menu"
import { ReportBar } from "@/components/report/report-bar"
import { ReportView } from "@/components/report/report-view"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { buttonClass } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { plural } from "@/lib/format"
import { listProjects } from "@/lib/projects/data"
import { agreementPerQuestion } from "@/lib/report/agreement"
import { chosenGroup, chosenQuestion, groupMenus, projectMenu, questionLinks } from "@/lib/report/choices"
import { questionReport, questionsOf } from "@/lib/report/question-report"
import { leftOutJudges } from "@/lib/report/raters"
import { readTeamReport } from "@/lib/report/read"
import { choiceQuery, reportChoice } from "@/lib/report/schema"
import { loadTeam } from "@/lib/teams/access"

export const metadata: Metadata = { title: "Leaderboard" }

type Props = { params: Promise<{ team: string }>; searchParams: Promise<Record<string, unknown>> }

export default async function Page({ params, searchParams }: Props) {
  const { teamId, team, user } = await loadTeam((await params).team)
  const projects = await listProjects(teamId)
  const asked = reportChoice.parse(await searchParams)
  const project = projects.find(({ slug }) => slug === asked.project)
  const choice = { ...asked, project: project?.slug, knowing: undefined }
  const group = chosenGroup(choice)
  const data = await readTeamReport(teamId, { projectId: project?.id ?? null, ...group })
  const arena = `/${team.slug}/arena`
  const path = `${arena}/leaderboard`
  const crumbs = [{ label: team.name, href: `/${team.slug}` }, { label: "Arena", href: arena }, { label: "Leaderboard" }]
  const top = <TopBar crumbs={crumbs} nav={teamNav(team.slug, "arena")} viewer={user} />
  const questions = questionsOf(data.ballots)
  const question = chosenQuestion(questions, choice)
  if (question === undefined && project === undefined) {
    return (
      <PageFrame surface="panel" top={top}>
        <div className="grid flex-1 place-items-center p-8">
          <EmptyState
            title="No ballots yet"
            actions={
              <Link href={arena} className={buttonClass("primary", "main")}>
                Open the Arena
              </Link>
            }
          >
            Here stands which model is best for this team, by its own blind votes on its own shots, with how sure that is and
            what it costs.
          </EmptyState>
        </div>
      </PageFrame>
    )
  }
  const report = questionReport(data.ballots, question ?? "", group, data.costs)
  const ofQuestion = data.ballots.filter((ballot) => ballot.question === question)
  const sessions = new Set(data.ballots.map(({ sessionId }) => sessionId)).size
  return (
    <PageFrame scroll surface="panel" top={top}>
      <h1 className="sr-only print:not-sr-only print:font-semibold print:text-20">Leaderboard of {team.name}</h1>
      <ReportBar
        questions={questionLinks(path, choice, questions)}
        menus={[projectMenu(path, choice, projects), ...groupMenus(path, choice, ofQuestion)]}
        facts={`${plural(report.table?.ballots ?? 0, "ballot")}, ${plural(report.judges, "judge")}, ${plural(sessions, "session")}`}
        actions={
          <ExportMenu
            folder="/api/arena/reports/all"
            query={choiceQuery({ team: team.slug, project: choice.project, tag: choice.tag, mode: choice.mode })}
          />
        }
      />
      <ReportView
        report={report}
        costs={data.costs}
        takes={data.takes}
        vendorOf={data.vendorOf}
        notes={[]}
        scope="team"
        judges={
          <>
            <AllJudges judges={report.judges} sessions={sessions} leftOut={leftOutJudges(data)} arena={arena} />
            <Agreement alphas={agreementPerQuestion(data.ballots)} />
          </>
        }
      />
    </PageFrame>
  )
}
