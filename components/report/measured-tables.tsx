import { FiguresTable, NoFigure } from "@/components/ui/figures-table"
import type { FidelityLine, FidelitySide, MeasuredLine, Middle } from "@/lib/report/measured"

/** What was measured of each model's takes: medians, and counts of takes. */
export function MeasuredTable({ lines }: { lines: readonly MeasuredLine[] }) {
  return (
    <FiguresTable
      label="Measured facts"
      heads={[
        "Model",
        "Measured",
        "Motion, widths a second",
        "Flicker",
        "Evenness of motion",
        "Camera obeyed",
        "Takes with faults",
      ]}
    >
      {lines.map((line) => (
        <tr key={line.model}>
          <th scope="row">{line.model}</th>
          <td>
            {line.measured} of {line.takes}
          </td>
          <td>
            <Figure of={line.motion} digits={3} />
          </td>
          <td>
            <Figure of={line.flicker} digits={2} unit=" %" />
          </td>
          <td>
            <Figure of={line.smoothness} digits={2} />
          </td>
          <td>
            <CameraWords camera={line.camera} />
          </td>
          <td className="whitespace-normal">
            {line.measured === 0 ? <NoFigure>not measured</NoFigure> : line.faulty}
            <span className="block text-12 text-ink-3">
              {line.faults.map(({ kind, takes }) => `${kind} ${takes}`).join(", ")}
            </span>
          </td>
        </tr>
      ))}
    </FiguresTable>
  )
}

function CameraWords({ camera }: { camera: MeasuredLine["camera"] }) {
  if (!camera) return <NoFigure>not measured</NoFigure>
  const asked = camera.yes + camera.partly + camera.opposite + camera.no
  const others = [
    [camera.partly, "partly"],
    [camera.opposite, "opposite"],
    [camera.no, "not"],
  ].flatMap(([count, word]) => (count ? [`${count} ${word}`] : []))
  return (
    <>
      {camera.yes} of {asked}
      <span className="block text-12 text-ink-3">{others.join(", ")}</span>
    </>
  )
}

/** How near the first frame of a clip is to the still it was given, beside clips that were given none. */
export function FidelityTable({ lines }: { lines: readonly FidelityLine[] }) {
  return (
    <FiguresTable
      label="First-frame fidelity"
      heads={["Model", "Image-to-video, SSIM", "Image-to-video, ΔE00", "Text-to-video, SSIM", "Text-to-video, ΔE00"]}
    >
      {lines.map(({ model, image, text }) => (
        <tr key={model}>
          <th scope="row">{model}</th>
          {[image, text].flatMap((side, place) => [
            <td key={`${place} ssim`}>
              <Side side={side} of={side.ssim} digits={3} />
            </td>,
            <td key={`${place} colour`}>
              <Side side={side} of={side.colour} digits={1} />
            </td>,
          ])}
        </tr>
      ))}
    </FiguresTable>
  )
}

function Side({ side, of, digits }: { side: FidelitySide; of: Middle; digits: number }) {
  if (side.takes === 0) return <NoFigure>no takes</NoFigure>
  if (of) return <Figure of={of} digits={digits} />
  return (
    <>
      <NoFigure>not measured</NoFigure>
      <span className="ml-auto block max-w-[28ch] whitespace-normal text-12 text-ink-3">{side.why.join(" ")}</span>
    </>
  )
}

function Figure({ of, digits, unit = "" }: { of: Middle; digits: number; unit?: string }) {
  if (!of) return <NoFigure>not measured</NoFigure>
  return (
    <>
      {of.value.toFixed(digits)}
      {unit}
      <span className="block text-12 text-ink-3">
        {of.takes} {of.takes === 1 ? "take" : "takes"}
      </span>
    </>
  )
}
