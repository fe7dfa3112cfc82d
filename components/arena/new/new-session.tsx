"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useState, useTransition } from "react"
import { firstChoice, judgedTakes, type TakeChoice } from "@/components/arena/new/choice"
import { JudgesField, type Person } from "@/components/arena/new/judges-field"
import { planOf } from "@/components/arena/new/plan-words"
import { QuestionsField } from "@/components/arena/new/questions-field"
import { TakeGrid } from "@/components/arena/new/take-grid"
import { FormFailure } from "@/components/auth/form-failure"
import type { Failure } from "@/components/auth/use-submit"
import { Button } from "@/components/ui/button"
import { Field, inputClass, TextField } from "@/components/ui/field"
import { Switch } from "@/components/ui/switch"
import { createSession } from "@/lib/arena/actions"
import type { Candidates } from "@/lib/arena/candidates-schema"
import { defaultQuestions, maxSessionTakes } from "@/lib/arena/schema"

type NewSessionProps = {
  team: string
  projects: readonly { id: string; slug: string; name: string }[]
  projectId: string
  candidates: Candidates
  /** Takes that were selected elsewhere; none lets the grid choose. */
  picked: readonly string[]
  people: readonly Person[]
  suggestedName: string
}

/** What is judged, what is asked, who judges; and how much work that makes, before it is asked of anybody. */
export function NewSession(props: NewSessionProps) {
  const { team, projects, projectId, candidates, picked, people, suggestedName } = props
  const router = useRouter()
  const [name, setName] = useState(suggestedName)
  const [choice, setChoice] = useState<TakeChoice>(() => firstChoice(candidates, picked))
  const [questions, setQuestions] = useState<readonly string[]>(defaultQuestions)
  const [judgeIds, setJudgeIds] = useState<readonly string[] | null>(null)
  const [coversMarks, setCoversMarks] = useState(true)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, start] = useTransition()
  const takes = judgedTakes(candidates, choice)
  const plan = planOf(takes, judgeIds?.length ?? people.length)
  const isTooMany = takes.length > maxSessionTakes

  const create = (event: FormEvent) => {
    event.preventDefault()
    start(async () => {
      const takeIds = takes.map(({ takeId }) => takeId)
      const asked = { projectId, name, questions: [...questions], takeIds, judgeIds: judgeIds && [...judgeIds], coversMarks }
      const result = await createSession({ team, ...asked }).catch(() => null)
      if (result?.ok) return router.push(`/${team}/arena/${result.value.sessionId}`)
      setFailure(result?.error ?? { message: "The server did not answer. Nothing was made; what you chose is still here." })
    })
  }
  const errors = failure?.fields ?? {}
  return (
    <form method="post" onSubmit={create} noValidate className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto lg:grid lg:grid-cols-[344px_minmax(0,1fr)]">
        <div className="grid flex-none content-start gap-6 border-line bg-panel p-4 max-lg:border-b lg:overflow-y-auto lg:border-r">
          <Field label="Project">
            {(control) => (
              <select
                {...control}
                className={inputClass}
                value={projectId}
                onChange={(event) => {
                  const project = projects.find(({ id }) => id === event.target.value)
                  if (project) router.push(`/${team}/arena/new?project=${project.slug}`)
                }}
              >
                {projects.map((project) => (
                  <option key={project.id} value={project.id}>
                    {project.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField
            label="Name"
            value={name}
            maxLength={80}
            error={errors.name}
            hint="Judges read it, so name no model in it."
            onChange={(event) => setName(event.target.value)}
          />
          <QuestionsField questions={questions} errors={errors} onQuestions={setQuestions} />
          <JudgesField people={people} judgeIds={judgeIds} error={errors.judgeIds} onJudges={setJudgeIds} />
          <label htmlFor="covers-marks" className="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-1">
            <span>Cover the lower edge</span>
            <Switch
              id="covers-marks"
              className="mt-0.5"
              checked={coversMarks}
              onChange={(event) => setCoversMarks(event.target.checked)}
            />
            <span className="col-span-2 text-12 text-ink-3">
              Vendors and the sandbox put their marks there. Covered on every clip alike, they tell nobody who made it.
            </span>
          </label>
        </div>
        <div className="flex min-w-0 flex-col p-4 lg:overflow-y-auto">
          <h2 className="mb-1 font-semibold text-16">Takes to judge</h2>
          {candidates.takes.length > 0 ? (
            <>
              <p className="mb-2 text-ink-2">
                {picked.length > 0
                  ? "The takes you selected. Press a picture"
                  : "The newest take of each model. Press a picture"}{" "}
                for another take, or to leave it out.
              </p>
              <TakeGrid candidates={candidates} choice={choice} onChoice={setChoice} />
            </>
          ) : (
            <p className="max-w-96 text-ink-2">
              No shot of this project has finished takes of two models yet. Make some in the studio, or choose another project.
            </p>
          )}
        </div>
      </div>
      <footer className="flex flex-none flex-wrap items-center gap-x-6 gap-y-2 border-line border-t bg-panel px-4 py-3">
        <div role="status" className="min-w-60 flex-1">
          {plan.what && <p className="font-medium">{plan.what}</p>}
          <p className="text-ink-2">
            {isTooMany ? `One session holds at most ${maxSessionTakes} clips. Leave some out.` : plan.work}
          </p>
        </div>
        <FormFailure failure={failure} />
        <Button
          type="submit"
          variant="primary"
          size="main"
          className="max-sm:w-full"
          disabled={isBusy || takes.length === 0 || isTooMany}
        >
          Create session
        </Button>
      </footer>
    </form>
  )
}
