import { randomBytes } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { readAsset } from "@/lib/sandbox/heygen/assets"
import { fail, refuse } from "@/lib/sandbox/heygen/envelope"
import { type HeygenBody, videoBody } from "@/lib/sandbox/heygen/schema"
import { identityOf } from "@/lib/sandbox/identity"
import type { StoredImage } from "@/lib/sandbox/images"
import { withoutImages } from "@/lib/sandbox/images"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import { ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** POST /v3/videos. An Idempotency-Key is taken and means nothing: that HeyGen minds it here is not proven. */
export async function createVideo(world: World, request: Request, account: string): Promise<Response> {
  const given = await readObject(request)
  if (!given) return fail("validation_error", "Request body must be a JSON object")
  const words = given.script ?? given.prompt
  const plan = world.plan("heygen", typeof words === "string" ? words : "")
  const shown = withoutImages(given)
  const identity = identityOf("heygen", account, shown)
  if (plan["no-credit"] !== undefined) return fail("insufficient_credit")
  if (world.strikes("rate-limit", plan, identity))
    return fail("rate_limit_exceeded", undefined, undefined, { "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) return fail("rate_limit_exceeded")
  if (world.strikes("error-before", plan, identity)) return fail("service_unavailable")

  const parsed = videoBody.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return fail("validation_error", issue?.message, issue?.path.join("."))
  }
  const body = parsed.data
  checkCast(body)
  const face = body.type === "image" ? await readAsset(world, account, body.image, "image") : undefined
  if (body.type === "cinematic_avatar") {
    if (body.references.length + body.avatar_id.length > 9) refuse("validation_error", "At most 9 images in all", "references")
    for (const reference of body.references) await readAsset(world, account, reference, "references")
  }
  const isSpoken = body.type !== "cinematic_avatar"
  const seconds = isSpoken ? speechSeconds(body.script ?? "") : body.duration
  const callback = isSpoken ? body.callback_url : undefined
  const job = world.accept({
    id: randomBytes(16).toString("hex"),
    vendor: "heygen",
    model: body.type === "avatar" ? body.engine.type : body.type,
    account,
    externalId: null,
    callbackUrl: callback !== undefined && isCallbackAddress(callback) ? callback : null,
    request: shown,
    order: compose(
      {
        name: body.type === "avatar" ? body.engine.type : body.type,
        size: chooseSize(body, face),
        seconds,
        // A script is heard, not seen: whoever speaks it sits before a camera that does not move.
        ...(isSpoken && { fps: 25, camera: { move: "static", strength: 1 } as const }),
        prompt: isSpoken ? (body.script ?? "") : body.prompt,
        sound: true,
        firstFrame: face?.sha256,
      },
      plan,
    ),
    plan,
    doom: doomOf(plan),
    price: seconds,
  })
  const instead = await afterAcceptance(world, job, plan, () => fail("internal_error"))
  return instead ?? answer(200, { data: { video_id: job.id, status: "waiting", output_format: "mp4" } })
}

/** The sandbox knows every look and voice whose id begins with its own name, and what goes together. */
function checkCast(body: HeygenBody): void {
  const looks = body.type === "image" ? [] : [body.avatar_id].flat()
  for (const look of looks) if (!look.startsWith("sandbox")) refuse("not_found", `Avatar look ${look} not found`, "avatar_id")
  if (body.type === "cinematic_avatar") return
  const { script, voice_id: voice, audio_url: url, audio_asset_id: asset } = body
  if (voice !== undefined && !voice.startsWith("sandbox")) refuse("not_found", `Voice ${voice} not found`, "voice_id")
  if (url !== undefined || asset !== undefined) refuse("validation_error", "This sandbox speaks scripts only", "audio_url")
  if (script === undefined) refuse("validation_error", "script is required", "script")
  if (body.type === "image" && voice === undefined) refuse("validation_error", "voice_id is required", "voice_id")
  if (body.type !== "avatar") return
  const engine = body.engine.type
  if (engine === "avatar_v" && body.expressiveness !== undefined)
    refuse("validation_error", "expressiveness is not supported by avatar_v", "expressiveness")
  if (engine !== "avatar_v" && body.motion_prompt !== undefined)
    refuse("validation_error", "motion_prompt is not supported for this avatar", "motion_prompt")
}

/** Calm English speech has about 150 words a minute; nothing is said in less than a second. */
export function speechSeconds(script: string): number {
  const words = script.trim().split(/\s+/).filter(Boolean).length
  return Math.max(1, Math.ceil((words * 60) / 150))
}

function chooseSize(body: HeygenBody, face: StoredImage | undefined): Size {
  const own = face === undefined ? 16 / 9 : face.width / face.height
  return sizeOf(shortSideOf(body.resolution), body.aspect_ratio === "auto" ? own : ratioOf(body.aspect_ratio))
}
