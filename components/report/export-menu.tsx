"use client"

import Download from "lucide-react/icons/download"
import { buttonClass } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"

type Props = {
  /** The address of the files' folder, and what of the choice they carry: "/api/arena/reports/ID", "?team=…". */
  folder: string
  query: string
}

/** The report as a page of its own, as files of numbers, and on paper. */
export function ExportMenu({ folder, query }: Props) {
  const file = (name: string) => `${folder}/${name}${query}`
  const print = () => {
    const page = window.open(file("report.html"))
    page?.addEventListener("load", () => page.print())
  }
  return (
    <Menu
      label="Export"
      align="end"
      trigger={(props) => (
        <button type="button" {...props} className={buttonClass()}>
          <Download aria-hidden="true" />
          Export
        </button>
      )}
      entries={[
        { label: "Report, one HTML file", href: file("report.html"), download: "" },
        { label: "Print or save as PDF", onSelect: print },
        { kind: "separator" },
        { label: "Ballots, CSV", href: file("ballots.csv"), download: "" },
        { label: "Metrics, CSV", href: file("metrics.csv"), download: "" },
      ]}
    />
  )
}
