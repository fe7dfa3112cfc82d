import { stateRule } from "@/lib/judging/ratings/state"

/* How to read each part, as the page and the exported report print it. */

export const priceWords =
  "US dollars a second of delivered clip, by factors. Whoever is not on the line is beaten on price and rating both."
export const noFrontWords = "Drawn when there are enough ballots, of models with a known price."
export const matrixWords = "Ties and “both bad” are half a win each. Repeats do not count."
export const costScopeWords = {
  session:
    "What these models were charged in the shots of this session, failures included; times are from all of the team's takes.",
  team: "What these models were charged in all shots chosen here, failures included; times are from all of the team's takes.",
} as const
export const versionWords =
  "Prompt versions: with how many wordings a model had been asked until its take was picked. Sandbox takes cost nothing; the list price stands for them, and is never added to live money."
export const measuredWords =
  "Medians over the judged takes, measured when they came in. Motion: mean way of the picture's parts in widths of the picture a second. Flicker: on still parts, in % of full scale. Evenness: 1 is a motion that never changes from frame to frame. Looks and identity cannot be measured here; they are left to the ballots."
export const fidelityWords =
  "The clip's first frame against the still it was given. SSIM: 1 is equal. ΔE00: mean colour difference, 1 is just visible. A clip from words alone has nothing to be held to unless it was measured against a frame."

/** How the ratings are made, one sentence each. */
export const methodSentences: readonly string[] = [
  "Judged blind: until a vote is stored, nothing that reaches the browser tells the model. Sides are random, and a share of the pairs comes back swapped to check the judge.",
  "Bradley–Terry per question; ties and “both bad” are half a win each; ridge 0.1; 400 points are odds of ten to one, 1000 is the average of the models in the table.",
  "Ballots are weighted by one over the chance with which their pair of models was drawn.",
  "95 % intervals by a sandwich over ballots, judges and shots; below 200 ballots the wider of it and a bootstrap over judges and shots.",
  "A rank is 1 plus the number of models whose whole interval lies above; equal ranks are shared. Pairs are called at 5 % after Holm's correction.",
  stateRule.words,
]

/** What the figures cannot say. */
export const caveatSentences: readonly string[] = [
  "These are the tastes of the people named here, on these shots; other people and shots may answer otherwise.",
  "With few judges or shots whose tastes differ a lot, the intervals hold the truth in about 90 % of cases, not 95.",
  "Questions, tags and modes each have a table of their own; a table over several modes says so.",
]
