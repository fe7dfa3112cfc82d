import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { isInstalled } from "@/scripts/setup/install.mjs"

type Packages = Record<string, { version: string; optional?: boolean }>

function clone(locked: Packages, installed: Packages | null) {
  const root = mkdtempSync(join(tmpdir(), "rushes-install-"))
  lock(root, locked)
  if (installed) {
    mkdirSync(join(root, "node_modules", ".bin"), { recursive: true })
    writeFileSync(join(root, "node_modules", ".bin", "node"), "")
    writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }))
  }
  return root
}

function lock(root: string, packages: Packages) {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": { version: "0" }, ...packages } }))
}

const one = { "node_modules/a": { version: "1.0.0" } }

test("a bare clone is not installed", () => {
  expect(isInstalled(clone(one, null))).toBe(false)
})

test("what npm recorded as installed counts, also without our own stamp", () => {
  expect(isInstalled(clone(one, one))).toBe(true)
})

test("a newer lock file, a missing package and an install that was cut off are stale", () => {
  const root = clone(one, one)
  expect(isInstalled(root)).toBe(true)
  lock(root, { "node_modules/a": { version: "1.0.1" } })
  expect(isInstalled(root)).toBe(false)
  expect(isInstalled(clone({ ...one, "node_modules/b": { version: "1.0.0" } }, one))).toBe(false)
  const cut = clone(one, one)
  rmSync(join(cut, "node_modules", ".package-lock.json"))
  expect(isInstalled(cut)).toBe(false)
})

test("a package for another system is not missed", () => {
  expect(isInstalled(clone({ ...one, "node_modules/mac": { version: "1.0.0", optional: true } }, one))).toBe(true)
})
