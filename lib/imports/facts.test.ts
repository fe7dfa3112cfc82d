import { expect, test } from "vitest"
import { splitFacts } from "@/lib/imports/facts"

const chunked = (bytes: Buffer, size: number) => {
  let from = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (from < bytes.length) controller.enqueue(Uint8Array.from(bytes.subarray(from, from + size)))
      else controller.close()
      from += size
    },
  })
}

test.each([1, 7, 1000])("a body of chunks of %i bytes parts into what is said and the file", async (size) => {
  const said = Buffer.from(JSON.stringify({ prompt: "纸船 🛶" }))
  const clip = Buffer.from(Array.from({ length: 100 }, (_, index) => index))
  const { facts, file } = await splitFacts(chunked(Buffer.concat([said, clip]), size), said.length)
  expect(facts).toEqual({ prompt: "纸船 🛶" })
  expect(Buffer.from(await new Response(file as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer())).toEqual(clip)
})

test("nothing said leaves the body as it is; what breaks off or is no JSON is refused", async () => {
  const body = chunked(Buffer.from("clip"), 4)
  expect(await splitFacts(body, 0)).toEqual({ facts: {}, file: body })
  await expect(splitFacts(chunked(Buffer.from("{"), 4), 10)).rejects.toMatchObject({ code: "invalid_input" })
  await expect(splitFacts(chunked(Buffer.from("no json"), 4), 7)).rejects.toMatchObject({ code: "invalid_input" })
})
