import { defineConfig } from "prisma/config"

/** Read by `prisma generate`, and by `prisma migrate` for whoever has its engine binary. */
export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
})
