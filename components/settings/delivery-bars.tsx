const height = 16

/** One bar per hour, the newest on the right. A drawing of the numbers beside it: screen readers skip it. */
export function DeliveryBars({ perHour }: { perHour: readonly number[] }) {
  const most = Math.max(1, ...perHour)
  return (
    <svg width={perHour.length * 4} height={height} aria-hidden="true" className="flex-none">
      {perHour.map((count, hour) => {
        const bar = count === 0 ? 1 : Math.max(3, Math.round((count / most) * height))
        return (
          <rect
            key={hour}
            x={hour * 4}
            y={height - bar}
            width={2}
            height={bar}
            className={count === 0 ? "fill-line-strong" : "fill-ink-3"}
          />
        )
      })}
    </svg>
  )
}
