import { answer, Refusal } from "@/lib/sandbox/wire"

/** An error as Replicate words it: title, detail and the status once more. */
export function fail(status: number, title: string, detail: string, headers: Record<string, string> = {}): Response {
  return answer(status, { title, detail, status }, headers)
}

export const notFound = () => fail(404, "Not Found", "The requested resource could not be found.")

export const wrongMethod = () => fail(405, "Method Not Allowed", "Method not allowed.")

/** Ends a handler because the input is not what the model takes. */
export function refuseInput(issues: readonly { field: string; description: string }[]): never {
  const detail = issues.map(({ field, description }) => `- ${field}: ${description}\n`).join("")
  throw new Refusal(
    answer(422, {
      title: "Input validation failed",
      detail,
      status: 422,
      invalid_fields: issues.map((issue) => ({ type: "invalid", ...issue })),
    }),
  )
}
