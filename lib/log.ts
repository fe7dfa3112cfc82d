import pino, { type Logger } from "pino"

/** Keys whose value never belongs in a log, wherever in an event they stand (up to three levels down). */
const secretKeys = [
  "apiKey",
  "authorization",
  "Authorization",
  "cookie",
  "password",
  "secret",
  "secretCipher",
  "accessKey",
  "secretKey",
  "token",
  "callbackToken",
]

/**
 * The log: one JSON line per event on standard output. Say what happened in the message, as a constant, and put ids and
 * durations (`…Ms`) in the object: `log().info({ generationId, durationMs }, "generation submitted")`.
 * LOG_LEVEL sets the level; values under a key that names a secret are replaced.
 */
export function log(): Logger {
  return (kept ??= createLog(process.env.LOG_LEVEL || "info"))
}

let kept: Logger | undefined

/** A log of its own: for tests, and for a process that names itself in every line. */
export function createLog(level: string, destination?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: { process: process.env.RUSHES_PROCESS, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[secret]" },
      serializers: { error: pino.stdSerializers.err },
    },
    destination,
  )
}
