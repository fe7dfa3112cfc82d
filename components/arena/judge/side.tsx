/** What a side is called: beside each other Left and Right, on a phone, where they stand above each other, Top and Bottom. */
export function SideName({ side }: { side: "left" | "right" }) {
  return (
    <>
      <span className="max-sm:hidden">{side === "left" ? "Left" : "Right"}</span>
      <span className="sm:hidden">{side === "left" ? "Top" : "Bottom"}</span>
    </>
  )
}
