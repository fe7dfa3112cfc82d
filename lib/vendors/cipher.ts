import "server-only"
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto"
import type { ProviderId } from "@/lib/providers/provider"

/** Layout, in base64: version (1 byte) · key id (4) · nonce (12) · tag (16) · ciphertext. */
const version = 1
const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + keyIdBytes

/** What a ciphertext belongs to: moved to another team, vendor or column it does not open. */
export type SecretPlace = { teamId: string; provider: ProviderId; field: "secret" | "webhookSecret" }

/** A stored secret could not be opened: another ENCRYPTION_KEY, or the row was changed. */
export class SecretUnreadableError extends Error {
  override readonly name = "SecretUnreadableError"
}

/** Encrypts with AES-256-GCM under `encryptionKey` (32 bytes, base64). */
export function encryptSecret(text: string, place: SecretPlace, encryptionKey: string): string {
  const key = Buffer.from(encryptionKey, "base64")
  const head = Buffer.concat([Buffer.of(version), keyId(key)])
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(associatedData(head, place))
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]).toString("base64")
}

/** The text that `encryptSecret` was given for the same place under the same key. Throws SecretUnreadableError. */
export function decryptSecret(stored: string, place: SecretPlace, encryptionKey: string): string {
  const key = Buffer.from(encryptionKey, "base64")
  const bytes = Buffer.from(stored, "base64")
  const head = bytes.subarray(0, headBytes)
  if (bytes.length < headBytes + nonceBytes + tagBytes || head[0] !== version)
    throw new SecretUnreadableError("not a stored secret")
  if (!head.subarray(1).equals(keyId(key))) throw new SecretUnreadableError("stored under another ENCRYPTION_KEY")
  const nonce = bytes.subarray(headBytes, headBytes + nonceBytes)
  const tag = bytes.subarray(headBytes + nonceBytes, headBytes + nonceBytes + tagBytes)
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes })
      .setAAD(associatedData(head, place))
      .setAuthTag(tag)
    const sealed = bytes.subarray(headBytes + nonceBytes + tagBytes)
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8")
  } catch (cause) {
    throw new SecretUnreadableError("the stored secret was changed", { cause })
  }
}

/** Tells keys apart without telling the key. */
function keyId(key: Buffer): Buffer {
  return createHash("sha256").update("rushes key id\0").update(key).digest().subarray(0, keyIdBytes)
}

function associatedData(head: Buffer, { teamId, provider, field }: SecretPlace): Buffer {
  return Buffer.concat([head, Buffer.from(`\0${teamId}\0${provider}\0${field}`)])
}
