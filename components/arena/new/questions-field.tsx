"use client"

import Plus from "lucide-react/icons/plus"
import X from "lucide-react/icons/x"
import { Button } from "@/components/ui/button"
import { inputClass } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { maxQuestions } from "@/lib/arena/schema"

type QuestionsFieldProps = {
  questions: readonly string[]
  /** What is wrong with one of them, by its place; or with the list, under "questions". */
  errors: Readonly<Record<string, string>>
  onQuestions: (questions: readonly string[]) => void
}

/** What is asked of each pair: one to four questions, in this order. */
export function QuestionsField({ questions, errors, onQuestions }: QuestionsFieldProps) {
  const change = (place: number, words: string) => onQuestions(questions.map((each, index) => (index === place ? words : each)))
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-ink-2">Questions</legend>
      {questions.map((question, index) => {
        const error = errors[`questions.${index}`]
        return (
          <div key={index} className="grid gap-1">
            <div className="flex gap-1">
              <input
                aria-label={`Question ${index + 1}`}
                className={inputClass}
                value={question}
                maxLength={60}
                aria-invalid={error ? true : undefined}
                onChange={(event) => change(index, event.target.value)}
              />
              {questions.length > 1 && (
                <IconButton
                  label={`Remove question ${index + 1}`}
                  onClick={() => onQuestions(questions.filter((_, place) => place !== index))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              )}
            </div>
            {error && <p className="text-12 text-stop">{error}</p>}
          </div>
        )
      })}
      {errors.questions && <p className="text-12 text-stop">{errors.questions}</p>}
      {questions.length < maxQuestions && (
        <Button variant="quiet" size="compact" className="justify-self-start" onClick={() => onQuestions([...questions, ""])}>
          <Plus aria-hidden="true" />
          Add a question
        </Button>
      )}
    </fieldset>
  )
}
