import type { TwoTeams } from "@/lib/testing/two-teams"

/** Said of what proves no team: why it needs to prove none. */
export type Open = { open: string }

type PageCall = { params: Record<string, string>; searchParams?: Record<string, string> }
type RouteCall = { query?: string; params?: Record<string, string>; body?: unknown }
type World = TwoTeams & { team: string }

/**
 * Everything that answers a browser, and how a stranger would call it for the other team's things. `team` is the other team's
 * slug in one round; in the next it is the stranger's own, and only the ids are the other team's. A page, route method or
 * action that is missing here fails app/tenancy.test.ts.
 */
export const pages: Record<string, Open | ((world: World) => PageCall)> = {
  "app/page.tsx": { open: "leads to the person's own last place" },
  "app/(auth)/setup/page.tsx": { open: "before anybody exists" },
  "app/(auth)/sign-in/page.tsx": { open: "before anybody is signed in" },
  "app/(auth)/join/[token]/page.tsx": { open: "the token of the link is the proof" },
  "app/[team]/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/[project]/page.tsx": ({ team, theirs }) => ({ params: { team, project: theirs.project } }),
  "app/[team]/[project]/compare/page.tsx": ({ team, theirs }) => ({
    params: { team, project: theirs.project },
    searchParams: { takes: `${theirs.takeId},${theirs.openTakeId}` },
  }),
  "app/[team]/[project]/shots/[number]/page.tsx": ({ team, theirs }) => ({
    params: { team, project: theirs.project, number: "1" },
  }),
  "app/[team]/arena/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/arena/new/page.tsx": ({ team, theirs }) => ({
    params: { team },
    searchParams: { project: theirs.project, takes: `${theirs.takeId},${theirs.openTakeId}` },
  }),
  "app/[team]/arena/[session]/page.tsx": ({ team, theirs }) => ({ params: { team, session: theirs.sessionId } }),
  "app/[team]/arena/[session]/judge/page.tsx": ({ team, theirs }) => ({ params: { team, session: theirs.sessionId } }),
  "app/[team]/arena/[session]/report/page.tsx": ({ team, theirs }) => ({ params: { team, session: theirs.sessionId } }),
  "app/[team]/arena/leaderboard/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/arena/drills/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/arena/drills/new/page.tsx": ({ team, theirs }) => ({
    params: { team },
    searchParams: { project: theirs.project },
  }),
  "app/[team]/arena/drills/[drill]/page.tsx": ({ team, theirs }) => ({ params: { team, drill: theirs.drillId } }),
  "app/[team]/settings/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/settings/people/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/settings/vendors/page.tsx": ({ team }) => ({ params: { team } }),
  "app/[team]/settings/spend/page.tsx": ({ team }) => ({ params: { team } }),
}

/** Keys are "file METHOD". */
export const routes: Record<string, Open | ((world: World) => RouteCall)> = {
  "app/[team]/[project]/shots/[number]/state/route.ts GET": ({ team, theirs }) => ({
    params: { team, project: theirs.project, number: "1" },
  }),
  "app/[team]/[project]/shots/[number]/history/route.ts GET": ({ team, theirs }) => ({
    params: { team, project: theirs.project, number: "1" },
  }),
  "app/[team]/[project]/shots/[number]/reuse/route.ts GET": ({ team, theirs }) => ({
    params: { team, project: theirs.project, number: "1" },
  }),
  "app/[team]/arena/drills/[drill]/state/route.ts GET": ({ team, theirs }) => ({ params: { team, drill: theirs.drillId } }),
  "app/api/auth/[...nextauth]/route.ts GET": { open: "signing in" },
  "app/api/auth/[...nextauth]/route.ts POST": { open: "signing in" },
  "app/api/health/route.ts GET": { open: "for the host's monitoring, tells nothing of a team" },
  "app/api/ready/route.ts GET": { open: "for the host's monitoring, tells nothing of a team" },
  "app/api/webhooks/[provider]/route.ts POST": { open: "for vendors: a token and a signature are the proof" },
  "app/api/clips/[id]/route.ts GET": ({ theirs }) => ({ params: { id: theirs.clipId } }),
  "app/api/clips/[id]/route.ts HEAD": ({ theirs }) => ({ params: { id: theirs.clipId } }),
  "app/api/arena/clips/[token]/route.ts GET": ({ theirs }) => ({ params: { token: theirs.blindToken } }),
  "app/api/arena/stills/[id]/route.ts GET": ({ theirs }) => ({ params: { id: theirs.showingId } }),
  "app/api/arena/next/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&session=${theirs.sessionId}` }),
  "app/api/arena/reports/[session]/[file]/route.ts GET": ({ team, theirs }) => ({
    params: { session: theirs.sessionId, file: "ballots.csv" },
    query: `team=${team}`,
  }),
  "app/api/arena/sessions/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&session=${theirs.sessionId}` }),
  "app/api/imports/route.ts POST": ({ theirs }) => ({ query: `team=${theirs.team}&project=${theirs.projectId}&name=a.mp4` }),
  "app/api/made-frames/route.ts GET": ({ theirs }) => ({ query: `team=${theirs.team}&shot=${theirs.shotId}` }),
  "app/api/uploads/route.ts POST": ({ theirs }) => ({ query: `team=${theirs.team}` }),
  "app/api/events/route.ts GET": ({ theirs }) => ({ query: `team=${theirs.team}` }),
  "app/api/spend/route.ts GET": ({ theirs }) => ({ query: `team=${theirs.team}&mode=live` }),
  "app/api/takes/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&ids=${theirs.takeId}` }),
  "app/api/takes/comments/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&ids=${theirs.takeId}` }),
  "app/api/takes/facets/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&project=${theirs.projectId}` }),
  "app/api/takes/measures/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&ids=${theirs.takeId}` }),
  "app/api/takes/totals/route.ts GET": ({ team, theirs }) => ({ query: `team=${team}&project=${theirs.projectId}` }),
}

const drillPrice = { "kling/kling-3.0": { mode: "sandbox", micros: 0 } }
const drillPrices = { words: drillPrice, frame: drillPrice }

/** Keys are "file name". What is returned is the action's input without `team`. */
export const actions: Record<string, Open | ((world: World) => Record<string, unknown>)> = {
  "lib/auth/actions.ts setUp": { open: "only while nobody exists" },
  "lib/auth/actions.ts join": { open: "the token of the link is the proof" },
  "lib/auth/actions.ts acceptInvitation": { open: "the token of the link is the proof, and it names one email" },
  "lib/arena/actions.ts createSession": ({ theirs }) => ({
    ...{ projectId: theirs.projectId, name: "Stranger", questions: ["Look"], takeIds: [theirs.takeId, theirs.openTakeId] },
    judgeIds: null,
  }),
  "lib/arena/actions.ts closeSession": ({ theirs }) => ({ sessionId: theirs.sessionId }),
  "lib/arena/actions.ts reopenSession": ({ theirs }) => ({ sessionId: theirs.sessionId }),
  "lib/arena/actions.ts renameSession": ({ theirs }) => ({ sessionId: theirs.sessionId, name: "Stranger" }),
  "lib/arena/actions.ts leaveOutJudge": ({ theirs }) => ({
    ...{ sessionId: theirs.sessionId, judgeId: theirs.userId, reason: "Stranger" },
  }),
  "lib/arena/actions.ts readmitJudge": ({ theirs }) => ({ sessionId: theirs.sessionId, judgeId: theirs.userId }),
  "lib/arena/actions.ts playedPair": ({ theirs }) => ({ showingId: theirs.showingId }),
  "lib/arena/actions.ts castVotes": ({ theirs }) => ({ showingId: theirs.showingId, answers: ["left"] }),
  "lib/arena/actions.ts undoVote": ({ theirs }) => ({ sessionId: theirs.sessionId }),
  "lib/policies/actions.ts saveTeamPolicy": () => ({ weights: { price: 5 } }),
  "lib/comments/actions.ts addComment": ({ theirs }) => ({
    ...{ commentKey: "c".repeat(32), takeId: theirs.takeId, frame: 0, text: "Stranger" },
  }),
  "lib/comments/actions.ts setCommentDone": ({ theirs }) => ({ id: theirs.commentId, isDone: true }),
  "lib/comments/actions.ts removeComment": ({ theirs }) => ({ id: theirs.commentId }),
  "lib/comparisons/actions.ts decideAction": ({ theirs }) => ({
    ...{ decisionKey: "d".repeat(32), takeIds: [theirs.takeId], scores: [], note: "Stranger", pickedTakeId: theirs.takeId },
  }),
  "lib/lanes/actions.ts sendHeldTakes": ({ theirs }) => ({ batchId: theirs.batchId, provider: "fal" }),
  "lib/lanes/actions.ts stopHeldTakes": ({ theirs }) => ({ batchId: theirs.batchId, provider: "fal" }),
  "lib/projects/actions.ts createProject": () => ({ name: "Stranger" }),
  "lib/samples/actions.ts openSample": () => ({}),
  "lib/shots/actions.ts createShotAction": ({ theirs }) => ({ project: theirs.project }),
  "lib/shots/actions.ts saveDraftAction": ({ theirs }) => ({ shotId: theirs.shotId, revision: 0, draft: { text: "Stranger" } }),
  "lib/shots/actions.ts renameShotAction": ({ theirs }) => ({ shotId: theirs.shotId, title: "Stranger" }),
  "lib/shots/actions.ts tagShotAction": ({ theirs }) => ({ shotId: theirs.shotId, tag: "physics", isSet: true }),
  "lib/shots/actions.ts attachFrameAction": ({ theirs }) => ({ shotId: theirs.shotId, role: "last", clipId: theirs.clipId }),
  "lib/shots/actions.ts removeFrameAction": ({ theirs }) => ({ shotId: theirs.shotId, frameId: theirs.frameId }),
  "lib/shots/actions.ts swapFramesAction": ({ theirs }) => ({ shotId: theirs.shotId }),
  "lib/shots/actions.ts restoreFramesAction": ({ theirs }) => ({ shotId: theirs.shotId, versionId: theirs.versionId }),
  "lib/shots/actions.ts generateTakes": ({ theirs }) => ({
    shotId: theirs.shotId,
    submitKey: "a-stranger-presses",
    draft: { text: "Stranger", modelIds: ["kling/kling-3.0"] },
    frames: [`first:${theirs.clipId}`],
    shown: { "kling/kling-3.0": { mode: "sandbox", micros: 0 } },
  }),
  "lib/takes/actions.ts pickTake": ({ theirs }) => ({ takeId: theirs.takeId }),
  "lib/takes/actions.ts unpickTake": ({ theirs }) => ({ takeId: theirs.takeId }),
  "lib/takes/actions.ts rateTake": ({ theirs }) => ({ takeId: theirs.takeId, rating: 1 }),
  "lib/takes/actions.ts restoreTake": ({ theirs }) => ({ takeId: theirs.takeId }),
  "lib/takes/actions.ts restoreTakes": ({ theirs }) => ({ takeIds: [theirs.takeId] }),
  "lib/takes/actions.ts submitTakeAgain": ({ theirs }) => ({ takeId: theirs.openTakeId }),
  "lib/takes/actions.ts trashTake": ({ theirs }) => ({ takeId: theirs.takeId }),
  "lib/takes/actions.ts trashTakes": ({ theirs }) => ({ takeIds: [theirs.takeId] }),
  "lib/takes/actions.ts continueFromLastFrame": ({ theirs }) => ({ takeId: theirs.takeId }),
  "lib/takes/actions.ts cancelTake": ({ theirs }) => ({ takeId: theirs.openTakeId }),
  "lib/teams/actions.ts invite": () => ({ email: "stranger@example.com", role: "owner" }),
  "lib/teams/actions.ts revokeInvitation": ({ theirs }) => ({ invitationId: theirs.invitationId }),
  "lib/teams/actions.ts changeRole": ({ theirs }) => ({ userId: theirs.userId, role: "reviewer" }),
  "lib/teams/actions.ts removeMember": ({ theirs }) => ({ userId: theirs.userId }),
  "lib/teams/actions.ts updateTeam": () => ({ name: "Stranger", monthlyBudget: "" }),
  "lib/vendors/actions.ts addVendorKey": () => ({ provider: "kling", apiKey: "short" }),
  "lib/imports/actions.ts readManifestAction": () => ({ text: "file,prompt\na.mp4,A lamp" }),
  "lib/successors/actions.ts offerSuccessors": ({ theirs }) => ({ takeId: theirs.takeId }),
  "lib/successors/actions.ts trySuccessor": ({ theirs }) => ({
    ...{ takeId: theirs.takeId, modelId: "kling/kling-3.0", submitKey: "k".repeat(32), shown: { mode: "sandbox", micros: 0 } },
  }),
  "lib/vendors/actions.ts checkPublicAddress": () => ({}),
  "lib/made-frames/actions.ts makeFramesAction": ({ theirs }) => ({
    ...{ shotId: theirs.shotId, submitKey: "k".repeat(32), modelId: "none/none", prompt: "A lamp", aspectRatio: "16:9" },
    ...{ size: "1k", count: 1, withReferences: false, shown: { mode: "sandbox", micros: 0 } },
  }),
  "lib/vendors/actions.ts testVendorKey": () => ({ provider: "kling" }),
  "lib/vendors/actions.ts setVendorMode": () => ({ provider: "kling", mode: "sandbox" }),
  "lib/drills/actions.ts runDrill": ({ theirs }) => ({
    ...{ projectId: theirs.projectId, name: "Stranger", frameClipId: theirs.clipId, tags: [], submitKey: "k".repeat(32) },
    draft: { text: "Stranger", modelIds: ["kling/kling-3.0"] },
    shown: drillPrices,
  }),
  "lib/drills/actions.ts runDrillAgain": ({ theirs }) => ({
    ...{ drillId: theirs.drillId, submitKey: "k".repeat(32), shown: drillPrices },
  }),
  "lib/vendors/actions.ts removeVendorKey": () => ({ provider: "kling" }),
  "lib/vendors/actions.ts setVendorWebhookSecret": () => ({ provider: "kling", secret: "" }),
}
