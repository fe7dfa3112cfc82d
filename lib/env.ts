import { z } from "zod"

function wholeNumber(least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(rule).int(rule).min(least, rule).max(most, rule)
}

function oneOf<const Choice extends string>(...choices: Choice[]) {
  return z.enum(choices, `must be one of ${choices.join(", ")}`)
}

const address = z
  .url({
    protocol: /^https?$/,
    error: "must be an address that begins with http:// or https://, as in https://rushes.example.com",
  })
  .transform((url) => url.replace(/\/+$/, ""))

const processNames = ["web", "worker", "sandbox"] as const

const processes = z
  .string()
  .default(processNames.join(","))
  .transform((list) => list.split(",").map((name) => name.trim()))
  .pipe(z.array(z.enum(processNames, `must be a list of ${processNames.join(", ")}, as in PROCESSES=web,worker`)).nonempty())

/** Every setting, its default and its cure. `npm start` fills in what it starts itself (database, sandbox, secrets). */
const schema = z
  .object({
    NODE_ENV: oneOf("development", "production", "test").default("production"),
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: wholeNumber(1, 65535).default(3000),
    DATA_DIR: z.string().min(1).default("data"),
    /** What `npm start` starts and watches over; a live-only deployment leaves the sandbox out. */
    PROCESSES: processes,
    DATABASE_URL: z
      .string("is not set: start everything with npm start, or name a Postgres of yours")
      .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://"),
    DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
    /** Where vendors reach this studio from outside; without it live vendors are polled. */
    PUBLIC_URL: address.optional(),
    /** Where processes on this machine reach the web process; the sandbox posts its callbacks there. */
    INTERNAL_URL: address.optional(),
    SANDBOX_PORT: wholeNumber(1, 65535).default(3010),
    /** Absent in a live-only deployment. */
    SANDBOX_URL: address.optional(),
    /** Signs the sandbox's callbacks of vendors that have webhook secrets. */
    SANDBOX_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
    STORAGE_DRIVER: oneOf("local", "s3").default("local"),
    STORAGE_S3_BUCKET: z.string().optional(),
    STORAGE_S3_REGION: z.string().default("us-east-1"),
    STORAGE_S3_ENDPOINT: address.optional(),
    STORAGE_S3_ACCESS_KEY_ID: z.string().optional(),
    STORAGE_S3_SECRET_ACCESS_KEY: z.string().optional(),
    /** Signs session tokens. */
    AUTH_SECRET: z
      .string("is not set: make one with `openssl rand -base64 32` and give the same to every process")
      .min(32, "must be at least 32 characters: make one with `openssl rand -base64 32`"),
    /** How many reverse proxies stand in front and append to X-Forwarded-For; 0 believes only the connection itself. */
    TRUST_PROXY: wholeNumber(0, 8).default(0),
    /** Optional further ways to sign in; each is offered when both of its halves are set. */
    AUTH_GITHUB_ID: z.string().optional(),
    AUTH_GITHUB_SECRET: z.string().optional(),
    AUTH_GOOGLE_ID: z.string().optional(),
    AUTH_GOOGLE_SECRET: z.string().optional(),
    /** Any OpenID Connect issuer, by its discovery address without /.well-known/openid-configuration. */
    AUTH_OIDC_ISSUER: address.optional(),
    AUTH_OIDC_ID: z.string().optional(),
    AUTH_OIDC_SECRET: z.string().optional(),
    /** What the button says: "Continue with NAME". */
    AUTH_OIDC_NAME: z.string().default("single sign-on"),
    /** 32 bytes, base64: encrypts vendor keys at rest. */
    ENCRYPTION_KEY: z
      .base64({
        error: ({ input }) =>
          input === undefined
            ? "is not set: make one with `openssl rand -base64 32` and give the same to every process"
            : "must be 32 bytes in base64: make one with `openssl rand -base64 32`",
      })
      .refine(
        (key) => Buffer.from(key, "base64").length === 32,
        "must be 32 bytes in base64: make one with `openssl rand -base64 32`",
      ),
    /** Vendor calls that one worker process has under way at once. */
    WORKER_CONCURRENCY: wholeNumber(1, 100).default(10),
    /** Clips that one worker process stores and measures at once; each takes a core for seconds. */
    MEDIA_CONCURRENCY: wholeNumber(1, 32).default(2),
    /** How long a cut-off submit is looked for before the person is asked. */
    UNKNOWN_SECONDS: wholeNumber(1, 86_400).default(600),
    LOG_LEVEL: oneOf("debug", "info", "warn", "error", "silent").default("info"),
  })
  .refine((settings) => settings.STORAGE_DRIVER !== "s3" || settings.STORAGE_S3_BUCKET, {
    path: ["STORAGE_S3_BUCKET"],
    error: "is not set, and STORAGE_DRIVER is s3: name the bucket",
  })

export const settingNames: readonly string[] = Object.keys(schema.shape)

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/** The settings, parsed once. Throws one Error that names each wrong setting in one line. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env))
}

/** Parses settings from a record such as process.env; an empty value counts as absent. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const problems = new Map<string, string>()
  for (const issue of result.error.issues) {
    const name = String(issue.path[0])
    if (!problems.has(name)) problems.set(name, `${name} ${issue.message}${shown(name, given[name])}.`)
  }
  throw new Error([...problems.values()].join("\n"))
}

/** What was given, for a person to recognise; never what may be or hold a secret. */
function shown(name: string, value: string | undefined): string {
  return value === undefined || /SECRET|KEY|DATABASE_URL/.test(name) ? "" : ` (it is "${value}")`
}
