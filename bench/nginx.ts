import { spawn } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { freePort } from "@/lib/database/ports"

/** An nginx of our own that serves `folder` as it comes, with one worker: our web process is one process too. */
export async function startNginx(home: string, folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  mkdirSync(home, { recursive: true })
  const port = await freePort()
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${home}/${name};`)
  const configuration = `
    ${process.getuid?.() === 0 ? "user root;" : ""}
    worker_processes 1;
    pid ${home}/pid;
    error_log ${home}/error.log;
    events { worker_connections 256; }
    http {
      ${temporary.join("\n")}
      access_log off;
      sendfile on;
      keepalive_requests 1000000;
      types { video/mp4 mp4; }
      server { listen 127.0.0.1:${port}; root ${folder}; }
    }`
  const file = join(home, "nginx.conf")
  writeFileSync(file, configuration)
  const child = spawn("nginx", ["-p", home, "-c", file, "-g", "daemon off;"], { stdio: "ignore" })
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(url).catch(() => null)) break
    await sleep(50)
  }
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM")
      await ended
    },
  }
}
