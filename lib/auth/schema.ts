import { z } from "zod"

const minPasswordCharacters = 12

const name = z.string().trim().min(1, "Give your name.").max(80, "80 characters or fewer.")
const email = z.email("This is not an email address.").max(254).trim().toLowerCase()
/** Long enough to be safe as an argon2id hash; the bound keeps one request's work small. */
const password = z
  .string()
  .min(minPasswordCharacters, `${minPasswordCharacters} characters or more.`)
  .max(512, "512 characters or fewer.")

export const teamName = z.string().trim().min(1, "Give the team a name.").max(60, "60 characters or fewer.")
export const emailAddress = z.preprocess((value) => (typeof value === "string" ? value.trim() : value), email)

export const setUpInput = z.object({ name, email: emailAddress, password, teamName })
export const joinInput = z.object({ token: z.string().min(20).max(100), name, password })
export const acceptInput = z.object({ token: z.string().min(20).max(100) })
/** What the sign-in form sends: nothing is said about what a good password looks like. */
export const signInInput = z.object({ email: emailAddress, password: z.string().min(1).max(512) })
