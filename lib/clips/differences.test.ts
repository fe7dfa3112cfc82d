import { expect, test } from "vitest"
import { type Delivered, differences } from "@/lib/clips/differences"
import { aRequest } from "@/lib/jobs/testing"

const asked = { durationSeconds: 5, aspectRatio: "16:9", resolution: "720p" } as const
const exact: Delivered = { width: 1280, height: 720, durationSeconds: 5, fps: 24, hasAudio: false }
const sourceClip = {
  clipId: "c",
  sha256: "c".repeat(64),
  mime: "video/mp4",
  width: 1280,
  height: 720,
  bytes: 9000,
  durationSeconds: 3,
  fps: 24,
}

test.each<[string, object, Partial<Delivered>]>([
  ["the asked", {}, {}],
  ["121 frames for five seconds", {}, { durationSeconds: 121 / 24 }],
  ["half a frame less at a low rate", {}, { durationSeconds: 4.96, fps: 12 }],
  ["a model's own idea of 480p", { resolution: "480p" }, { width: 864, height: 496 }],
  ["a model's own idea of 21:9", { aspectRatio: "21:9" }, { width: 1584, height: 672 }],
  ["a square with the pixels of 720p", { aspectRatio: "1:1" }, { width: 960, height: 960 }],
  ["a square with the edge of 720p", { aspectRatio: "1:1" }, { width: 720, height: 720 }],
  ["sound that nobody spoke of", { sound: undefined }, { hasAudio: true }],
  ["the asked sound", { sound: true }, { hasAudio: true }],
  ["a speech that took longer than was guessed", { model: "heygen/avatar-iv" }, { durationSeconds: 6.2 }],
  ["the silence of a silent source", { model: "runway/aleph2", sourceClip, sound: true }, { durationSeconds: 3 }],
  [
    "a vendor's own square 4k",
    { model: "seedance/seedance-2.0", aspectRatio: "1:1", resolution: "4k" },
    { width: 3840, height: 3840 },
  ],
])("%s is no difference", (_, request, delivered) => {
  expect(differences(aRequest({ ...asked, ...request }), { ...exact, ...delivered })).toEqual([])
})

test.each<[string, object, Partial<Delivered>, object]>([
  ["a longer clip", {}, { durationSeconds: 6.04 }, { what: "durationSeconds", asked: "5 s", delivered: "6 s" }],
  ["a shorter clip", {}, { durationSeconds: 4.5 }, { what: "durationSeconds", asked: "5 s", delivered: "4.5 s" }],
  ["another shape", {}, { width: 720, height: 1280 }, { what: "size", asked: "1280 × 720", delivered: "720 × 1280" }],
  ["fewer pixels", {}, { width: 854, height: 480 }, { what: "size", asked: "1280 × 720", delivered: "854 × 480" }],
  ["more pixels", {}, { width: 1920, height: 1080 }, { what: "size", asked: "1280 × 720", delivered: "1920 × 1080" }],
  ["missing sound", { sound: true }, {}, { what: "audio", asked: "sound", delivered: "no sound" }],
  ["unasked sound", { sound: false }, { hasAudio: true }, { what: "audio", asked: "no sound", delivered: "sound" }],
])("%s is told", (_, request, delivered, difference) => {
  expect(differences(aRequest({ ...asked, ...request }), { ...exact, ...delivered })).toEqual([difference])
})
