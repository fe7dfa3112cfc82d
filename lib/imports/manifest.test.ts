import { expect, test } from "vitest"
import { readManifest } from "@/lib/imports/manifest"
import { bareName, rowFor } from "@/lib/imports/manifest-rows"
import { modelSlug } from "@/lib/imports/schema"

test("a CSV is read by its head line, whatever the order, case and separator", () => {
  const row = { file: "boat.mp4", prompt: 'A boat, "slowly"', model: "sora-2", seed: 0 }
  expect(readManifest('Prompt,File,Seed,Model\n"A boat, ""slowly""",clips/Boat.MP4,0,sora-2\n')).toEqual([row])
  expect(readManifest("\uFEFFfile;prompt\nboat.mp4;A boat\n")).toMatchObject([
    { file: "boat.mp4", prompt: "A boat", seed: null },
  ])
})

test("JSON is read as a list, or as an export that holds one", () => {
  const list = [{ id: "video_1", prompt: "A lamp falls", extra: { deep: true } }]
  expect(readManifest(JSON.stringify(list))).toMatchObject([{ file: "video_1", prompt: "A lamp falls", model: "" }])
  expect(readManifest(JSON.stringify({ exported: "2026", videos: list }))).toHaveLength(1)
})

test.each([
  ["", "empty"],
  ["{not json", "JSON"],
  ['{"a": 1}', "no list"],
  ["file,size\na.mp4,3\n", "no column of prompts"],
  [`file,prompt\n${"a.mp4,x\n".repeat(5001)}`, "5000"],
])("%j is refused in words", (text, words) => {
  expect(() => readManifest(text)).toThrow(words)
})

test("a row is found by the file's bare name, with or without its ending", () => {
  const rows = readManifest("file,prompt\nvideo_1,One\nTWO.mov,Two\n")
  expect(rowFor(rows, "some/where/Video_1.mp4")?.prompt).toBe("One")
  expect(rowFor(rows, "two.mov")?.prompt).toBe("Two")
  expect(rowFor(rows, "three.mp4")).toBeUndefined()
  expect(bareName("C:\\clips\\A.MP4")).toBe("a.mp4")
})

test("a model's words become a bare name as our ids have them", () => {
  expect(["Sora 2 Pro", "openai/sora-2", "veo-3.1", "  "].map(modelSlug)).toEqual([
    "sora-2-pro",
    "sora-2",
    "veo-3.1",
    "unknown-model",
  ])
})
