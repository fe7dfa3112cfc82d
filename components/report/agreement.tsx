import { agreementWords } from "@/lib/report/words"

/** How far the judges agree, question by question, in words. */
export function Agreement({ alphas }: { alphas: readonly { question: string; alpha: number | undefined }[] }) {
  return (
    <dl className="mt-3 grid gap-1">
      {alphas.map(({ question, alpha }) => (
        <div key={question} className="grid gap-x-3 sm:grid-cols-[160px_1fr]">
          <dt className="text-ink-3">{question}</dt>
          <dd className="text-ink-2">{agreementWords(alpha)}</dd>
        </div>
      ))}
    </dl>
  )
}
