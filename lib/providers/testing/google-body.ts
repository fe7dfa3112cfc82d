type Body = Record<string, unknown>

/** A body of one of Google's APIs in the words that most vendors use, read without the adapters' code; null for others. */
export function plainGoogleBody(body: Body): Body | null {
  if (Array.isArray(body.instances)) return plainVeo(body)
  return body.response_format === undefined || body.input === undefined ? null : plainOmni(body)
}

function plainVeo({ instances, parameters }: Body): Body {
  const [instance = {}] = instances as Body[]
  const { aspectRatio, resolution, durationSeconds, seed, generateAudio, negativePrompt } = parameters as Body
  const references = (instance.referenceImages ?? []) as { image: unknown }[]
  return {
    prompt: instance.prompt,
    negative_prompt: negativePrompt,
    aspect_ratio: aspectRatio,
    resolution,
    duration: durationSeconds,
    seed,
    generate_audio: generateAudio,
    image_url: instance.image,
    end_image_url: instance.lastFrame,
    image_urls: references.map(({ image }) => image),
  }
}

/** Roles are declared in the text: "[# Sources <FIRST_FRAME>@Image1]", "[# References <IMAGE_REF_0>@Image1]". */
function plainOmni({ input, response_format }: Body): Body {
  const parts = typeof input === "string" ? [{ type: "text", text: input }] : (input as { type: string; text?: string }[])
  const images = parts.filter(({ type }) => type === "image")
  const words = parts.find(({ type }) => type === "text")?.text ?? ""
  const declaration = images.length === 0 ? "" : (/^\[# (?:Sources|References) [^\]]*\] /.exec(words)?.[0] ?? "")
  const imageOf = (tag: string) => {
    const number = new RegExp(`<${tag}>@Image(\\d+)`).exec(declaration)?.[1]
    return number === undefined ? undefined : images[Number(number) - 1]
  }
  const references = declaration.match(/<IMAGE_REF_\d+>@Image\d+/g) ?? []
  return {
    ...(response_format as Body),
    prompt: words.slice(declaration.length),
    // Omni always makes sound, and has no field for it.
    generate_audio: true,
    image_url: imageOf("FIRST_FRAME"),
    end_image_url: imageOf("LAST_FRAME"),
    image_urls: references,
  }
}
