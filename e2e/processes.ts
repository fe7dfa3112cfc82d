import { execFileSync } from "node:child_process"

/** What the supervisor runs, by the words that its command line has. */
const marks = {
  web: /next(\/dist\/bin\/next)?[- ](start|server)|web\.ts/,
  worker: /scripts\/worker/,
  sandbox: /scripts\/sandbox/,
}
export type ProcessName = keyof typeof marks

/** SIGKILL to one process of the studio whose data folder this is. False when it is not up at the moment. */
export function killProcess(name: ProcessName, dataFolder: string): boolean {
  const pids = processesOf(dataFolder).filter(({ command }) => marks[name].test(command))
  for (const { pid } of pids) process.kill(pid, "SIGKILL")
  return pids.length > 0
}

/** Every process that was started with this DATA_DIR in its environment (`ps e` prints it, on Linux and macOS alike). */
function processesOf(dataFolder: string) {
  const listing = execFileSync("ps", ["axeww", "-o", "pid=,command="], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
  return listing
    .split("\n")
    .filter((line) => line.includes(`DATA_DIR=${dataFolder}`))
    .map((line) => {
      const [, pid = "", command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
      return { pid: Number(pid), command: command.split(" DATA_DIR=")[0] ?? "" }
    })
}
