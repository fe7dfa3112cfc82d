import type { QualityNote } from "@/lib/providers/catalogue"

/*
 * What others have published about how good models are, by our best finds on 2026-11-21. All third party, and dated: a team's
 * own blind judging outweighs them. Grade 5: the source names it first for this; 4: among the first.
 */

const readOn = "2026-11-21"

export const veo31Physics: QualityNote = {
  of: "physics",
  grade: 5,
  words: "Held by most independent evaluators to be first for physically accurate, realistic motion.",
  source: { evidence: "[T] lumichats.com, guide of 21 March 2026", readOn },
}

export const kling30Physics: QualityNote = {
  of: "physics",
  grade: 4,
  words: "The leader for realistic, physically accurate clips in one studio's test of three models over hundreds of prompts.",
  source: { evidence: "[T] frontiernews.ai on Everypixel's test, 2026", readOn },
}

export const gen45Physics: QualityNote = {
  of: "physics",
  grade: 4,
  words: "Named best for motion, for its physical accuracy.",
  source: { evidence: "[T] github.com/yzavyas/claude-1337, decision framework of January 2026", readOn },
}

export const gen45Character: QualityNote = {
  of: "character_consistency",
  grade: 4,
  words: "Leans into one character over several shots, which the source calls its main bet.",
  source: { evidence: "[T] aipulled.com, comparison of 28 April 2026", readOn },
}

export const klingO1Character: QualityNote = {
  of: "character_consistency",
  grade: 5,
  words: "Named best for keeping a character from its references.",
  source: { evidence: "[T] github.com/yzavyas/claude-1337, decision framework of January 2026", readOn },
}
