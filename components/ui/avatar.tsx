/** A person as initials. Decorative: say the name beside it or on the button around it. */
export function Avatar({ name }: { name: string }) {
  const words = name.trim().split(/\s+/)
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "").join("")
  return (
    <span
      aria-hidden="true"
      className="inline-grid size-6 flex-none place-items-center rounded-full bg-selected font-semibold text-[10px] text-ink uppercase"
    >
      {initials}
    </span>
  )
}
