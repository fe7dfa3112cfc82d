import type { FalField, FalModel } from "@/lib/sandbox/fal/fields"
import type { Json, JsonObject } from "@/lib/sandbox/job"

/** One entry of fal's `detail`, in pydantic's words. */
export type FalIssue = { loc: (string | number)[]; msg: string; type: string; input?: Json; ctx?: JsonObject; url?: string }

/** The issues of an input, empty when the model takes it. */
export function findIssues(model: FalModel, input: JsonObject): FalIssue[] {
  return Object.entries(model.fields).flatMap(([name, field]) => {
    const value = input[name]
    if (value === undefined || value === null)
      return isRequired(field) ? [issue([name], "Field required", "missing", input)] : []
    return issuesOf([name], field, value)
  })
}

/** The value of a field, or its default where the client left it out. */
export function given(model: FalModel, input: JsonObject, name: string): Json | undefined {
  const field = model.fields[name]
  const value = input[name]
  if (value !== undefined && value !== null) return field ? value : undefined
  return field && "standard" in field ? (field.standard ?? undefined) : undefined
}

function isRequired(field: FalField): boolean {
  return (field.kind === "images" && field.optional !== true) || ("required" in field && field.required === true)
}

function issue(loc: (string | number)[], msg: string, type: string, input: Json, ctx?: JsonObject): FalIssue {
  return { loc: ["body", ...loc], msg, type, input, ...(ctx && { ctx }) }
}

function issuesOf(loc: string[], field: FalField, value: Json): FalIssue[] {
  switch (field.kind) {
    case "text":
      if (typeof value !== "string") return [issue(loc, "Input should be a valid string", "string_type", value)]
      if (field.required && value.trim() === "") {
        return [issue(loc, "String should have at least 1 character", "string_too_short", value, { min_length: 1 })]
      }
      if (value.length > (field.maxCharacters ?? Number.POSITIVE_INFINITY)) {
        const max = field.maxCharacters ?? 0
        return [issue(loc, `String should have at most ${max} characters`, "string_too_long", value, { max_length: max })]
      }
      return []
    case "choice": {
      if (field.values.some((allowed) => allowed === value)) return []
      const expected = listed(field.values.map((allowed) => (typeof allowed === "string" ? `'${allowed}'` : String(allowed))))
      return [issue(loc, `Input should be ${expected}`, "literal_error", value, { expected })]
    }
    case "switch":
      return typeof value === "boolean" ? [] : [issue(loc, "Input should be a valid boolean", "bool_type", value)]
    case "integer":
      return Number.isInteger(value) ? [] : [issue(loc, "Input should be a valid integer", "int_type", value)]
    case "number":
      if (typeof value !== "number") return [issue(loc, "Input should be a valid number", "float_type", value)]
      if (value > field.max)
        return [issue(loc, `Input should be less than or equal to ${field.max}`, "less_than_equal", value, { le: field.max })]
      if (value < field.min)
        return [
          issue(loc, `Input should be greater than or equal to ${field.min}`, "greater_than_equal", value, { ge: field.min }),
        ]
      return []
    case "image":
    case "video":
      return typeof value === "string" ? [] : [issue(loc, "Input should be a valid string", "string_type", value)]
    case "images":
      if (!Array.isArray(value)) return [issue(loc, "Input should be a valid list", "list_type", value)]
      if (value.length < field.min)
        return [
          issue(loc, `List should have at least ${field.min} item after validation, not ${value.length}`, "too_short", value),
        ]
      if (value.length > field.max)
        return [
          issue(loc, `List should have at most ${field.max} items after validation, not ${value.length}`, "too_long", value),
        ]
      return []
  }
}

function listed(values: string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`
}
