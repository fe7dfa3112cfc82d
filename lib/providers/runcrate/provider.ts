import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { createHttp, type Http, type HttpReply, type HttpRequest } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { openFile } from "@/lib/providers/open-file"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  JobRef,
  JobReport,
  PollingPlan,
  ProviderSettings,
  Submission,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"
import { refusalKind, runcrateCreated, runcrateJob, toReport, wordsOf } from "@/lib/providers/runcrate/reply"
import { toRuncrate } from "@/lib/providers/runcrate/request"

/** "5 to 10 s". A resold model that is gone may stay queued for ever, so we give up sooner than elsewhere. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 15,
  everySeconds: 8,
  maxEverySeconds: 30,
  giveUpAfterSeconds: 3600,
}

const storedJob = z.object({ id: z.string().min(1) })

/** An id that no job has: whoever may ask gets 404 for it. */
const nobody = "vid_none"

type Context = { http: Http; api: string }

/**
 * Runcrate, one API in front of other vendors' models, by plain HTTP: its SDK repeats billable POSTs and reads local files.
 * It has no callbacks, no cancelling and no list, so a submit whose answer was lost cannot be found again.
 */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const access = {
    provider: "runcrate",
    keyUrls: [api],
    authorization: `Bearer ${settings.apiKey}`,
    fetch: settings.fetch,
    now: settings.now,
  } as const
  const context: Context = { http: createHttp(access), api }
  return {
    id: "runcrate",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    check: (job, call) => check(context, job, call),
    download: (_job, key, { signal }) =>
      openFile({
        ...access,
        url: `${api}/videos/${encodeURIComponent(key)}/download`,
        keyHeaders: { authorization: access.authorization },
        redirectHosts: [],
        signal,
      }),
    testCredential: async (call) => {
      await find(context, nobody, call)
    },
  }
}

async function submit({ http, api }: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const json = toRuncrate(request)
  if (json === null) throw unsupportedModel("runcrate", request.model)
  const sent = { method: "POST", url: `${api}/videos`, body: { json }, signal: call.signal, isSubmit: true } as const
  const reply = await http.send(sent)
  if (!isGood(reply)) throw failure(http, reply, sent)
  const created = runcrateCreated.safeParse(reply.json)
  if (!created.success) throw unreadableReply("runcrate", reply, "No job id", sent)
  return { jobRef: { id: created.data.id }, vendorJobId: created.data.id }
}

function isGood({ status }: HttpReply): boolean {
  return status >= 200 && status < 300
}

/** By the status; what was turned down as a bad request may be a refusal, which only the words tell. */
function failure(http: Http, reply: HttpReply, sent: Pick<HttpRequest, "isSubmit">): ProviderError {
  const byStatus = http.failure(reply, sent)
  const refusal = byStatus.kind === "invalid_request" ? refusalKind(wordsOf(reply.json)) : null
  if (refusal === null) return byStatus
  const { provider, message, acceptance, httpStatus } = byStatus
  return new ProviderError({ provider, kind: refusal, acceptance, message, httpStatus })
}

/** The reply about one job; null when this key has none of that id. */
async function find({ http, api }: Context, id: string, call: Call): Promise<HttpReply | null> {
  const reply = await http.send({ method: "GET", url: `${api}/videos/${encodeURIComponent(id)}`, signal: call.signal })
  if (reply.status === 404) return null
  if (!isGood(reply)) throw http.failure(reply, {})
  return reply
}

async function check(context: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const stored = storedJob.safeParse(jobRef)
  if (!stored.success) return lost("The stored job reference is not one of Runcrate's.")
  const reply = await find(context, stored.data.id, call)
  if (reply === null) return lost(`Runcrate finds no job ${stored.data.id}.`)
  const job = runcrateJob.safeParse(reply.json)
  if (!job.success) throw unreadableReply("runcrate", reply, "Not a job", { isSubmit: false })
  // A status of tomorrow is a job that still lives: keep looking.
  return toReport(reply.json, job.data) ?? { status: "running" }
}
