import { plural, secondsWords } from "@/lib/format"
import type { CostLine } from "@/lib/report/cost"
import { html, type Markup, table } from "@/lib/report/html/markup"
import { type FidelitySide, fidelityLines, type MeasuredTake, type Middle, measuredLines } from "@/lib/report/measured"
import { costScopeWords, fidelityWords, measuredWords, versionWords } from "@/lib/report/method"
import { type JudgeLine, leftOutWords } from "@/lib/report/raters"
import { agreementWords, inVainWords, percentWords, rateWords } from "@/lib/report/words"
import { dollars } from "@/lib/spend/rules"

const none = "–"

/** What each model costs and how long it takes. */
export function costMarkup(lines: readonly CostLine[], scope: keyof typeof costScopeWords): Markup {
  if (lines.length === 0) return html``
  return html`<section><h2>Cost and time</h2><p class="second">${costScopeWords[scope]} ${versionWords}</p>${table(lines, [
    { head: "Model", isWords: true, cell: ({ model }) => model },
    {
      head: "A second",
      cell: ({ perSecondMicros, isListPrice }) =>
        perSecondMicros === null ? none : `${rateWords(perSecondMicros)}${isListPrice ? " list price, sandbox" : ""}`,
    },
    { head: "Half done in", cell: ({ time }) => (time ? secondsWords(time.halfSeconds) : none) },
    { head: "9 of 10 in", cell: ({ time }) => (time ? secondsWords(time.nineOfTenSeconds) : none) },
    { head: "Picked", cell: ({ picked, takes }) => `${picked} of ${takes}` },
    {
      head: "Cost per pick",
      cell: ({ costPerPickMicros, chargedInVainMicros }) =>
        [
          costPerPickMicros === null ? none : dollars(costPerPickMicros),
          ...(chargedInVainMicros > 0 ? [inVainWords(chargedInVainMicros)] : []),
        ].join(" "),
    },
    {
      head: "Prompt versions until a pick",
      cell: ({ versions }) => (versions ? `${versions.mean.toFixed(1)} (${plural(versions.shots, "shot")})` : none),
    },
  ])}</section>`
}

/** What was measured of the takes, and how near first frames are to what was given. */
export function measuredMarkup(takes: readonly MeasuredTake[]): Markup {
  if (takes.length === 0) return html``
  return html`<section><h2>Measured, not felt</h2><p class="second">${measuredWords}</p>${table(measuredLines(takes), [
    { head: "Model", isWords: true, cell: ({ model }) => model },
    { head: "Measured", cell: ({ measured, takes: all }) => `${measured} of ${all}` },
    { head: "Motion", cell: ({ motion }) => figure(motion, 3) },
    { head: "Flicker, %", cell: ({ flicker }) => figure(flicker, 2) },
    { head: "Evenness", cell: ({ smoothness }) => figure(smoothness, 2) },
    {
      head: "Camera obeyed",
      cell: ({ camera }) =>
        camera ? `yes ${camera.yes}, partly ${camera.partly}, opposite ${camera.opposite}, no ${camera.no}` : "not measured",
    },
    {
      head: "Takes with faults",
      cell: ({ measured, faulty, faults }) =>
        measured === 0
          ? "not measured"
          : [String(faulty), ...faults.map(({ kind, takes: count }) => `${kind} ${count}`)].join(", "),
    },
  ])}
<h3>First-frame fidelity</h3><p class="second">${fidelityWords}</p>${table(fidelityLines(takes), [
    { head: "Model", isWords: true, cell: ({ model }) => model },
    { head: "Image-to-video, SSIM", cell: ({ image }) => side(image, image.ssim, 3) },
    { head: "ΔE00", cell: ({ image }) => side(image, image.colour, 1) },
    { head: "Text-to-video, SSIM", cell: ({ text }) => side(text, text.ssim, 3) },
    { head: "ΔE00", cell: ({ text }) => side(text, text.colour, 1) },
  ])}</section>`
}

function side({ takes, why }: FidelitySide, middle: Middle, digits: number): Markup {
  if (takes === 0) return html`no takes`
  if (middle) return html`${figure(middle, digits)}`
  return html`not measured<br><span class="second">${why.join(" ")}</span>`
}

function figure(middle: Middle, digits: number): string {
  return middle ? `${middle.value.toFixed(digits)} (${middle.takes})` : "not measured"
}

type Judges = { judges: readonly JudgeLine[]; alphas: readonly { question: string; alpha: number | undefined }[] }

/** Who judged and how; who is left out, why and by whom. */
export function judgesMarkup({ judges, alphas }: Judges): Markup {
  return html`<section><h2>Who judged</h2>${table(judges, [
    {
      head: "Judge",
      isWords: true,
      cell: (judge) =>
        html`${judge.rater}${judge.flags.map(({ reason }) => html`<br><span class="second">Flagged: ${reason}</span>`)}${
          judge.leftOut && html`<br><strong>${leftOutWords(judge)}</strong> By ${judge.leftOut.by}.`
        }`,
    },
    { head: "Ballots", cell: ({ ballots }) => String(ballots) },
    { head: "Chose left", cell: ({ leftShare }) => (leftShare === undefined ? none : percentWords(leftShare)) },
    { head: "Half answered in", cell: ({ medianSeconds }) => `${medianSeconds.toFixed(1)} s` },
    {
      head: "Same answer when swapped",
      cell: ({ selfAgreement, repeats }) =>
        selfAgreement === undefined ? "none came back" : `${percentWords(selfAgreement)} of ${repeats}`,
    },
  ])}
<ul>${alphas.map(({ question, alpha }) => html`<li>${question}: ${agreementWords(alpha)}</li>`)}</ul></section>`
}
