/** The product's mark: a gate with a frame in it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className}>
      <circle cx="10" cy="10" r="8.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <rect x="5.5" y="7.25" width="9" height="5.5" rx="1" fill="currentColor" />
    </svg>
  )
}
