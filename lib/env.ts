import { z } from "zod"

const port = z.coerce.number().int().min(1).max(65535)
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""))

/** Every setting, its default and its cure. `npm start` fills in what it starts itself (database, sandbox, secrets). */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: port.default(3000),
  DATA_DIR: z.string().min(1).default("data"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  /** Where vendors reach this studio from outside; without it live vendors are polled. */
  PUBLIC_URL: address.optional(),
  /** Where processes on this machine reach the web process; the sandbox posts its callbacks there. */
  INTERNAL_URL: address.optional(),
  SANDBOX_PORT: port.default(3010),
  /** Absent in a live-only deployment. */
  SANDBOX_URL: address.optional(),
  /** Signs the sandbox's Kling callbacks, as Kling's console secret would. */
  SANDBOX_KLING_WEBHOOK_SECRET: z.string().startsWith("whsec_").optional(),
  STORAGE_DRIVER: z.enum(["local", "s3"]).default("local"),
  STORAGE_S3_BUCKET: z.string().optional(),
  STORAGE_S3_REGION: z.string().default("us-east-1"),
  STORAGE_S3_ENDPOINT: address.optional(),
  STORAGE_S3_ACCESS_KEY_ID: z.string().optional(),
  STORAGE_S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Signs session tokens. */
  AUTH_SECRET: z.string().min(32),
  /** How many reverse proxies stand in front and append to X-Forwarded-For; 0 believes only the connection itself. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(8).default(0),
  /** Optional further ways to sign in; each is offered when both of its halves are set. */
  AUTH_GITHUB_ID: z.string().optional(),
  AUTH_GITHUB_SECRET: z.string().optional(),
  AUTH_GOOGLE_ID: z.string().optional(),
  AUTH_GOOGLE_SECRET: z.string().optional(),
  /** Any OpenID Connect issuer, by its discovery address without /.well-known/openid-configuration. */
  AUTH_OIDC_ISSUER: address.optional(),
  AUTH_OIDC_ID: z.string().optional(),
  AUTH_OIDC_SECRET: z.string().optional(),
  /** What the button says: "Sign in with NAME". */
  AUTH_OIDC_NAME: z.string().default("single sign-on"),
  /** 32 bytes, base64: encrypts vendor keys at rest. */
  ENCRYPTION_KEY: z.base64().refine((key) => Buffer.from(key, "base64").length === 32, "must be 32 bytes in base64"),
  /** Vendor calls that one worker process has under way at once. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(10),
  /** Clips that one worker process stores and measures at once; each takes a core for seconds. */
  MEDIA_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
  /** How long a cut-off submit is looked for before the person is asked. */
  UNKNOWN_SECONDS: z.coerce.number().int().min(1).max(86_400).default(600),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
})

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
  throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"))
}
