import Link from "next/link"
import { buttonClass } from "@/components/ui/button"
import { plural } from "@/lib/format"

type Props = { name: string; pairs: number; judgeHref: string; reportHref: string }

/** Stands before the report of whoever may still judge: what is seen there cannot be unseen. */
export function StillJudging({ name, pairs, judgeHref, reportHref }: Props) {
  return (
    <div className="grid flex-1 place-items-center p-8">
      <section className="max-w-[432px]">
        <h1 className="mb-2 font-semibold text-20 tracking-[-0.01em]">You still judge this session</h1>
        <p className="text-ink-2">
          The report tells who made what. You have {plural(pairs, "pair")} of “{name}” left; a judge who knows the figures no
          longer judges blind.
        </p>
        <div className="mt-6 flex flex-wrap gap-2">
          <Link href={judgeHref} className={buttonClass("primary")}>
            Go on judging
          </Link>
          <Link href={reportHref} prefetch={false} className={buttonClass()}>
            Show the report all the same
          </Link>
        </div>
      </section>
    </div>
  )
}
