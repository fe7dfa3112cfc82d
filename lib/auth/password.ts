import "server-only"
import { argon2 as argon2Callback, randomBytes, timingSafeEqual } from "node:crypto"
import { promisify } from "node:util"

const argon2 = promisify(argon2Callback)

/** OWASP's first choice for argon2id (password storage cheat sheet, read 2026-11): 19 MiB, 2 passes, 1 lane. */
const current = { memory: 19_456, passes: 2, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Hashes a password with argon2id, in PHC form: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(saltBytes)
  const tag = await argon2("argon2id", {
    ...current,
    message: Buffer.from(password.normalize("NFKC")),
    nonce,
    tagLength: tagBytes,
  })
  const { memory, passes, parallelism } = current
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

/** Whether the password is the one that was hashed; false for anything that is not a hash of ours. Compares in constant time. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, expected] = phc.exec(hash) ?? []
  if (salt === undefined || expected === undefined) return false
  const expectedTag = Buffer.from(expected, "base64")
  const tag = await argon2("argon2id", {
    message: Buffer.from(password.normalize("NFKC")),
    nonce: Buffer.from(salt, "base64"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expectedTag.length,
  })
  return timingSafeEqual(tag, expectedTag)
}

/** A hash of a password that nobody knows, so that an unknown email takes as long as a wrong password. */
export const nobodysHash = hashPassword(randomBytes(32).toString("base64"))

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "")
}
