import { listNames, plural } from "@/lib/format"
import { agreementPerQuestion } from "@/lib/report/agreement"
import type { GroupFilter } from "@/lib/report/groups"
import { groupCounts, inGroup, modeGroupNames } from "@/lib/report/groups"
import { costMarkup, judgesMarkup, measuredMarkup } from "@/lib/report/html/facts"
import { html, type Markup } from "@/lib/report/html/markup"
import { type GroupReport, questionMarkup } from "@/lib/report/html/question"
import { reportStyle } from "@/lib/report/html/style"
import { caveatSentences, methodSentences } from "@/lib/report/method"
import { type QuestionReport, questionReport, questionsOf } from "@/lib/report/question-report"
import { judgeLines, leftOutJudges, leftOutWords } from "@/lib/report/raters"
import type { ReportData } from "@/lib/report/read"
import { shotTagNames } from "@/lib/shots/tags"

export type ReportDocument = {
  team: string
  /** The session's or the leaderboard's name. */
  title: string
  scope: "session" | "team"
  /** ISO. */
  madeAt: string
  data: ReportData
  group: GroupFilter
  /** data: addresses of reduced posters, by take id. */
  stills: ReadonlyMap<string, string>
}

/**
 * The whole report as one HTML file: every question with its tables, prices, measures, judges, stills, method and caveats.
 * It names no address and runs no script. Rating many tables takes seconds, so other requests get their turn in between.
 */
export async function reportDocument(report: ReportDocument): Promise<string> {
  const { team, title, scope, madeAt, data, group, stills } = report
  const questions: Markup[] = []
  for (const question of questionsOf(data.ballots)) {
    const whole = await nextTurn(() => questionReport(data.ballots, question, group, data.costs))
    questions.push(questionMarkup(whole, await groupReports(data, question, group)))
  }
  const counted = inGroup(data.ballots, group).filter(({ weight }) => weight > 0)
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}, ${team}</title><style>${{ markup: reportStyle }}</style></head><body>
<header><h1>${title}</h1><p>${team}, ${dateWords(madeAt)}. ${plural(counted.length, "ballot")} of ${listNames(namesOf(counted, "rater"))} on
${plural(namesOf(counted, "shot").length, "shot")}, ${sessionsWords(data)}.</p>
${groupWords(group)}${leftOutJudges(data).map((line) => html`<p><strong>${leftOutWords(line)}</strong></p>`)}</header>
${questions}
${costMarkup(data.costs, scope)}
${measuredMarkup(data.takes)}
${judgesMarkup({ judges: judgeLines(data.ballots, scope === "session" ? data.exclusions : []), alphas: agreementPerQuestion(data.ballots) })}
${stillsMarkup(data, stills)}
<section><h2>Method</h2><ul>${methodSentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
<p>The exported ballots give the same ratings without the studio: npm run ratings -- ballots.csv</p>
<h3>What this does not say</h3><ul>${caveatSentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>
</body></html>
`
  return page.markup
}

async function groupReports(data: ReportData, question: string, group: GroupFilter): Promise<GroupReport[]> {
  const own = inGroup(
    data.ballots.filter((ballot) => ballot.question === question && ballot.weight > 0),
    group,
  )
  const { tags, modes } = groupCounts(own)
  const wanted: { name: string; group: GroupFilter }[] = [
    ...(group.mode === null && modes.length > 1 ? modes.map(({ mode, name }) => ({ name, group: { ...group, mode } })) : []),
    ...(group.tag === null ? tags.map(({ tag, name }) => ({ name, group: { ...group, tag } })) : []),
  ]
  const reports: GroupReport[] = []
  for (const { name, group: narrowed } of wanted) {
    const report: QuestionReport = await nextTurn(() => questionReport(data.ballots, question, narrowed, data.costs))
    reports.push({ name, report })
  }
  return reports
}

function nextTurn<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work())
      } catch (error) {
        reject(error)
      }
    })
  })
}

function stillsMarkup({ takes }: ReportData, stills: ReadonlyMap<string, string>): Markup {
  const shots = [...new Map(takes.map(({ shot, project }) => [shot.id, { shot, project }])).values()]
  return html`<section><h2>Takes</h2>${shots.map(
    ({ shot, project }) =>
      html`<h3>${project.name}, shot ${shot.number}: ${shot.name}</h3><div class="stills">${takes
        .filter((take) => take.shot.id === shot.id)
        .map((take) => {
          const address = stills.get(take.id)
          return html`<figure>${address ? html`<img alt="Still of take ${take.number}, ${take.model}" src="${address}">` : html`<p class="second">No still</p>`}
<figcaption>${take.number} ${take.model}${take.isPicked && ", picked"}<br><span class="second">${take.hasFirstFrame ? modeGroupNames.image : modeGroupNames.text}</span></figcaption></figure>`
        })}</div>`,
  )}</section>`
}

function sessionsWords({ sessionOf }: ReportData): string {
  const names = [...sessionOf.values()]
  return names.length > 3 ? plural(names.length, "session") : `session ${listNames(names)}`
}

function groupWords({ tag, mode }: GroupFilter): Markup | null {
  const words = [mode && modeGroupNames[mode], tag && `tag ${shotTagNames[tag]}`].filter(Boolean)
  return words.length > 0 ? html`<p><strong>Only: ${words.join(", ")}.</strong></p>` : null
}

function namesOf(ballots: ReportData["ballots"], key: "rater" | "shot"): string[] {
  return [...new Set(ballots.map((ballot) => ballot[key]))].sort()
}

function dateWords(iso: string): string {
  return new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
}
