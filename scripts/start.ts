import { runScript } from "@/scripts/supervisor/failure"
import { startStudio } from "@/scripts/supervisor/start"

await runScript(() => startStudio("production"))
