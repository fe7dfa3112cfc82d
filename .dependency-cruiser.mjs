/**
 * The arrows of docs and style guide, as rules: app → components → lib; in lib: actions → jobs → providers and
 * … → data/mutations → db. A `using` declaration is more than the swc visitor below knows: it stops the run with the file's name.
 */
const tests = String.raw`\.test\.tsx?$|(^|/)testing(/|[-.])`
const product = "^(app|components|lib|proxy\\.ts|instrumentation\\.ts)"
const frameworks = "node_modules/(next|next-auth|react|react-dom|@prisma|pg|graphile-worker)/"
const pureRooms = "^lib/(providers|media|judging|sandbox)/"

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    rule(
      "no-cycle",
      "Two files that need each other are one, or lack a third.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule("resolvable", "Every import exists.", {}, { couldNotResolve: true }),
    rule(
      "lib-stands-alone",
      "lib is what is true without a screen.",
      { path: "^lib/" },
      { path: "^(app|components|scripts|e2e|bench)/" },
    ),
    rule(
      "components-below-app",
      "Components serve pages, never the other way.",
      { path: "^components/" },
      { path: "^(app|scripts|e2e|bench)/" },
    ),
    rule("app-imports-no-scripts", "Scripts start the product.", { path: "^app/" }, { path: "^(scripts|e2e|bench)/" }),
    rule(
      "ui-knows-no-noun",
      "components/ui could ship in another product.",
      { path: "^components/ui/" },
      { path: "^(components/(?!ui/)|lib/(?!format))" },
    ),
    rule(
      "components-stay-in-the-browser",
      "Of lib, components import what is safe in a browser, and actions by reference.",
      { path: "^components/", pathNot: tests },
      {
        path: "^lib/(db|env|log|route|action|database/|jobs/|storage/|media/|sandbox/(?!rehearsals\\.ts)|webhooks/|.*/(data|mutations|loaders)\\.ts$)",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "requests-do-not-query",
      "Pages, components and the request's half of a room (actions, loaders) leave Prisma to the core: data.ts, mutations.ts and their like.",
      { path: `^(app|components)/|^proxy\\.ts|^lib/.*/(actions|loaders|rules|schema|queries)\\.ts$`, pathNot: tests },
      { path: "^lib/(db\\.ts|generated/prisma/client)", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "pure-rooms",
      "Providers, media, judging and sandbox know no database, no Next, no React, and no room above them.",
      { path: pureRooms, pathNot: tests },
      {
        path: `^lib/(db|env|action|route|auth/|database/|generated/|jobs/|events/|teams/|vendors/|storage/|.*/(data|mutations|loaders|actions)\\.ts$)|${frameworks}`,
      },
    ),
    rule(
      "sandbox-apart-from-providers",
      "They meet on the wire alone.",
      { path: "^lib/sandbox/", pathNot: tests },
      { path: "^lib/providers/" },
    ),
    rule(
      "providers-apart-from-sandbox",
      "They meet on the wire alone.",
      { path: "^lib/providers/", pathNot: tests },
      { path: "^lib/sandbox/" },
    ),
    rule(
      "actions-on-top",
      "Nothing in lib calls an action or a loader but their own kind: they are the request's half.",
      { path: "^lib/", pathNot: `${tests}|/(actions|loaders)\\.ts$` },
      { path: "^lib/.*/(actions|loaders)\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "core-below-jobs",
      "Reads, writes and rules know no job.",
      { path: "^lib/(?!jobs/).*/(data|rules|schema)\\.ts$" },
      { path: "^lib/jobs/" },
    ),
    rule(
      "no-dev-packages-in-the-product",
      "What the product imports is among its dependencies.",
      { path: product, pathNot: tests },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    ),
  ],
  options: {
    // typescript 7 has no API to parse with.
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules|^lib/generated" },
    exclude: { path: "(^|/)testing/" },
    enhancedResolveOptions: { conditionNames: ["react-server", "import", "node", "default"], exportsFields: ["exports"] },
  },
}

function rule(name, comment, from, to) {
  return { name, comment, severity: "error", from, to }
}
