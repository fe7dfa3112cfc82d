import { FiguresTable, NoFigure } from "@/components/ui/figures-table"
import { plural, secondsWords } from "@/lib/format"
import type { CostLine } from "@/lib/report/cost"
import { inVainWords, rateWords } from "@/lib/report/words"
import { dollars } from "@/lib/spend/rules"

/** What each model costs, how long it takes, and what it takes until one take is picked. */
export function CostTable({ lines }: { lines: readonly CostLine[] }) {
  return (
    <FiguresTable
      label="Cost and time"
      heads={[
        "Model",
        "A second",
        "Half done in",
        "9 of 10 in",
        "Takes per pick",
        "Cost per pick",
        "Prompt versions until a pick",
      ]}
    >
      {lines.map((line) => (
        <tr key={line.model}>
          <th scope="row">{line.model}</th>
          <td>
            {line.perSecondMicros === null ? <NoFigure /> : rateWords(line.perSecondMicros)}
            {line.isListPrice && <span className="block text-12 text-ink-3">list price, sandbox</span>}
          </td>
          <td>{line.time ? secondsWords(line.time.halfSeconds) : <NoFigure />}</td>
          <td>
            {line.time ? secondsWords(line.time.nineOfTenSeconds) : <NoFigure />}
            {line.time && <span className="block text-12 text-ink-3">{plural(line.time.takes, "take")}</span>}
          </td>
          <td>
            {line.takesPerPick === null ? <NoFigure>none picked</NoFigure> : line.takesPerPick.toFixed(1)}
            <span className="block text-12 text-ink-3">
              {line.picked} of {line.takes}
            </span>
          </td>
          <td className="font-medium">
            {line.costPerPickMicros === null ? <NoFigure /> : dollars(line.costPerPickMicros)}
            {line.chargedInVainMicros > 0 && (
              <span className="block font-normal text-12 text-stop">{inVainWords(line.chargedInVainMicros)}</span>
            )}
          </td>
          <td>{line.versions ? <Versions versions={line.versions} /> : <NoFigure />}</td>
        </tr>
      ))}
    </FiguresTable>
  )
}

function Versions({ versions }: { versions: NonNullable<CostLine["versions"]> }) {
  const { mean, least, most, shots } = versions
  return (
    <>
      {mean.toFixed(1)}
      <span className="block text-12 text-ink-3">
        {least === most ? "" : `${least} to ${most}, `}
        {plural(shots, "shot")}
      </span>
    </>
  )
}
