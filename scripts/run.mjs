// Every npm script passes through here, on whatever Node the machine has: it brings node_modules and the Prisma client up
// to date, then runs the TypeScript script on the Node of package.json. Plain JavaScript without packages, on purpose.
const oldestNode = 20
if (Number(process.versions.node.split(".")[0]) < oldestNode) {
  console.error(
    `Rushes needs Node ${oldestNode} or newer; this is ${process.version}. Install a newer one from https://nodejs.org.`,
  )
  process.exit(1)
}

const { launch } = await import("./setup/launch.mjs")
await launch(process.argv[2] ?? "start", process.argv.slice(3))
