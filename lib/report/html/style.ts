/** The report's look: paper, ink, no colour; it prints as it stands. Only system fonts, since nothing may be fetched. */
export const reportStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 32px 24px 64px; background: #fff; color: #1c1c1c;
  font: 400 13px/20px "Hanken Grotesk", system-ui, sans-serif; font-variant-numeric: tabular-nums lining-nums;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1 { margin: 0 0 4px; font-size: 26px; line-height: 34px; letter-spacing: -0.01em; }
h2 { margin: 36px 0 6px; padding-top: 12px; border-top: 1px solid #bbb; font-size: 18px; line-height: 26px; }
h3 { margin: 20px 0 4px; font-size: 14px; line-height: 20px; }
p { margin: 4px 0; max-width: 76ch; }
ul { margin: 4px 0; padding-left: 18px; max-width: 76ch; }
.second { color: #555; font-size: 12px; line-height: 16px; }
table { width: 100%; border-collapse: collapse; margin: 6px 0 4px; }
th { padding: 4px 10px 4px 0; color: #555; font-size: 12px; font-weight: 400; text-align: left; vertical-align: bottom; }
td { padding: 5px 10px 5px 0; border-top: 1px solid #ddd; vertical-align: top; }
.figure { text-align: right; }
th:last-child, td:last-child { padding-right: 0; }
td.chart { width: 40%; padding: 0 24px; vertical-align: middle; }
th.chart { width: 40%; padding: 4px 24px; }
svg { display: block; overflow: visible; }
svg text { font: 11px "Hanken Grotesk", system-ui, sans-serif; }
.matrix td { text-align: center; border: 2px solid #fff; }
.matrix { width: auto; }
.matrix th, .matrix td { padding: 3px 6px; vertical-align: middle; white-space: nowrap; }
.matrix thead th { white-space: normal; vertical-align: bottom; text-align: center; }
.group, .whole { break-inside: avoid; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 32px; align-items: start; }
.pair { display: grid; grid-template-columns: 2fr 3fr; gap: 0 32px; align-items: start; }
.pair > :only-child { grid-column: 1 / -1; }
.stills { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; margin: 8px 0 0; }
figure { margin: 0; break-inside: avoid; }
figure img { display: block; width: 100%; height: auto; border-radius: 3px; background: #ddd; }
figcaption { margin-top: 4px; font-size: 12px; line-height: 16px; }
section { break-inside: auto; }
.two > *, .pair > * { min-width: 0; }
@media screen { .wide { overflow-x: auto; } }
@media (max-width: 700px) { body { padding: 16px 12px 48px; } .two, .pair { grid-template-columns: 1fr; } td.chart, th.chart { min-width: 220px; } }
@page { size: A4; margin: 14mm 12mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 11px; line-height: 16px; }
  h2, h3, h2 + p, h3 + p { break-after: avoid; }
  table, figure, svg, tr, p, li { break-inside: avoid; }
  .pair { display: block; }
  .pair svg { width: 420px !important; }
  th, td { padding-right: 6px; }
  .group td:first-child, .group th { white-space: nowrap; }
  .matrix th, .matrix td { padding: 2px 4px; }
}
`
