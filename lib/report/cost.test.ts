import { expect, test } from "vitest"
import { costLines, type ModelMoney, priceFront } from "@/lib/report/cost"

const money: ModelMoney = {
  ...{ model: "A", mode: "live", takes: 4, deliveredSeconds: 20, deliveredMicros: 2_000_000, chargedMicros: 2_300_000 },
  ...{ picked: 2, versionsUntilPick: [1, 4] },
}

test("a second costs what its takes were charged; a picked take also what the others and the failures were", () => {
  expect(costLines([money], [])).toMatchObject([
    { model: "A", isListPrice: false, perSecondMicros: 100_000, costPerPickMicros: 1_150_000, takesPerPick: 2, time: null },
  ])
  expect(costLines([money], [])[0]?.versions).toEqual({ mean: 2.5, least: 1, most: 4, shots: 2 })
})

test("test money is never added to live money, and stands alone only where nothing live was finished", () => {
  const sandbox: ModelMoney = { ...money, mode: "sandbox", deliveredMicros: 9_000_000 }
  expect(costLines([sandbox, money], [])).toMatchObject([{ isListPrice: false, perSecondMicros: 100_000 }])
  expect(costLines([sandbox, { ...money, takes: 0, deliveredSeconds: 0 }], [])).toMatchObject([
    { isListPrice: true, perSecondMicros: 450_000, chargedInVainMicros: 2_300_000 },
  ])
  expect(costLines([sandbox, money], [])).toMatchObject([{ chargedInVainMicros: 0 }])
})

test("a model without a take, or without a picked one, has no figure instead of a nought", () => {
  const none = { ...money, takes: 0, deliveredSeconds: 0, deliveredMicros: 0, picked: 0, versionsUntilPick: [] }
  expect(costLines([none], [])).toMatchObject([{ perSecondMicros: null, costPerPickMicros: null, versions: null }])
})

test("on the front is who nobody beats on both price and rating", () => {
  const point = (model: string, perSecondMicros: number, rating: number) => ({
    ...{ model, perSecondMicros, rating, low: rating - 20, high: rating + 20 },
  })
  const points = [point("dear", 200, 1070), point("good", 84, 1050), point("worse", 120, 1004), point("cheap", 60, 950)]
  expect(priceFront(points).map(({ model, isOnFront }) => [model, isOnFront])).toEqual([
    ["cheap", true],
    ["good", true],
    ["worse", false],
    ["dear", true],
  ])
  expect(priceFront([point("one", 50, 1000), point("same", 50, 1000)]).map(({ isOnFront }) => isOnFront)).toEqual([true, true])
})
