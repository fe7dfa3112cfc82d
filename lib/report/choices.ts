import type { CountedBallot } from "@/lib/arena/schema"
import { type GroupFilter, groupCounts, inGroup } from "@/lib/report/groups"
import { choiceQuery, type ReportChoice } from "@/lib/report/schema"

/** A choice among the tables of a report, with the address that makes it. */
export type ChoiceLink = { label: string; href: string; isChosen: boolean; ballots?: number }

/** The question that is shown: the one asked for, else the first. Undefined when nothing was asked yet. */
export function chosenQuestion(questions: readonly string[], { question }: ReportChoice): string | undefined {
  return questions.find((each) => each === question) ?? questions[0]
}

export function chosenGroup({ tag, mode }: ReportChoice): GroupFilter {
  return { tag: tag ?? null, mode: mode ?? null }
}

/** One link per question, keeping the tag and mode. */
export function questionLinks(path: string, choice: ReportChoice, questions: readonly string[]): ChoiceLink[] {
  const chosen = chosenQuestion(questions, choice)
  return questions.map((question) => ({
    label: question,
    href: path + choiceQuery({ ...choice, question }),
    isChosen: question === chosen,
  }))
}

/** The menus of modes and tags that the shown question's counted ballots are in; all of them first. */
export function groupMenus(
  path: string,
  choice: ReportChoice,
  ballots: readonly CountedBallot[],
): { name: string; options: ChoiceLink[] }[] {
  const counted = ballots.filter(({ weight }) => weight > 0)
  const group = chosenGroup(choice)
  const { modes } = groupCounts(inGroup(counted, { ...group, mode: null }))
  const { tags } = groupCounts(inGroup(counted, { ...group, tag: null }))
  const link = (change: Partial<ReportChoice>, label: string, isChosen: boolean, count?: number): ChoiceLink => ({
    ...{ label, isChosen, href: path + choiceQuery({ ...choice, ...change }) },
    ...(count !== undefined && { ballots: count }),
  })
  return [
    {
      name: "Mode",
      options: [
        link({ mode: undefined }, "Any mode", group.mode === null),
        ...modes.map(({ mode, name, ballots: count }) => link({ mode }, name, group.mode === mode, count)),
      ],
    },
    {
      name: "Tag",
      options: [
        link({ tag: undefined }, "Any tag", group.tag === null),
        ...tags.map(({ tag, name, ballots: count }) => link({ tag }, name, group.tag === tag, count)),
      ],
    },
  ]
}

/** The menu of projects, all first. */
export function projectMenu(
  path: string,
  choice: ReportChoice,
  projects: readonly { slug: string; name: string }[],
): { name: string; options: ChoiceLink[] } {
  const link = (project: string | undefined, label: string): ChoiceLink => ({
    label,
    href: path + choiceQuery({ ...choice, project }),
    isChosen: choice.project === project,
  })
  return { name: "Project", options: [link(undefined, "Any project"), ...projects.map(({ slug, name }) => link(slug, name))] }
}
