import { readFileSync, writeFileSync } from "node:fs"
import { withCatalogue } from "@/lib/providers/catalogue-docs"
import { vendors } from "@/lib/providers/vendors"

/** `npm run docs`: writes the catalogue's tables into docs/providers.md. */
const path = "docs/providers.md"
writeFileSync(path, withCatalogue(readFileSync(path, "utf8"), vendors))
console.log(`Wrote the catalogue's tables into ${path}.`)
