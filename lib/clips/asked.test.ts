import { expect, test } from "vitest"
import { askedOf } from "@/lib/clips/asked"
import { aRequest } from "@/lib/jobs/testing"

const five = { durationSeconds: 5, aspectRatio: "16:9", resolution: "720p" } as const

test("a clip is held to what its request says, and to nothing that nobody asked", () => {
  expect(askedOf(aRequest(five), undefined)).toEqual({ durationSeconds: 5, width: 1280, height: 720 })
  expect(askedOf(aRequest({ ...five, aspectRatio: "9:16", sound: true }), undefined)).toEqual({
    ...{ durationSeconds: 5, width: 720, height: 1280, audio: true },
  })
})

test("the size is the vendor's own where it has a table, and the usual one for a model that has left the catalogue", () => {
  const square = aRequest({ ...five, model: "seedance/seedance-2.0", aspectRatio: "1:1", resolution: "4k" })
  expect(askedOf(square, undefined)).toMatchObject({ width: 3840, height: 3840 })
  expect(askedOf(aRequest({ ...five, model: "kling/gone" }), undefined)).toMatchObject({ width: 1280, height: 720 })
})

test("a camera move that went into the prompt as words is asked all the same", () => {
  expect(askedOf(aRequest(five), "pan_left").camera).toBe("pan_left")
  const withParameter = aRequest({ ...five, camera: { motion: "push_in", strength: "slow" } })
  expect(askedOf(withParameter, "push_in").camera).toBe("push_in")
})

test("a model that speaks its prompt, or takes none, was asked for no camera move and no length", () => {
  expect(askedOf(aRequest({ ...five, model: "heygen/avatar-iv" }), "pan_left")).toEqual({ width: 1280, height: 720 })
})
