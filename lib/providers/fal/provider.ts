import { ProviderError } from "@/lib/providers/errors"
import type { ProviderSettings, VideoProvider } from "@/lib/providers/provider"

/** First landing: the shape alone, so that others can build on it; the calls follow. */
export function createFal(_settings: ProviderSettings): VideoProvider {
  const notYet = async () => {
    throw new ProviderError({ provider: "fal", kind: "unavailable", acceptance: "no", message: "not built yet" })
  }
  return {
    id: "fal",
    polling: { firstCheckAfterSeconds: 6, everySeconds: 6, maxEverySeconds: 30, giveUpAfterSeconds: 7200 },
    submit: notYet,
    check: notYet,
    testCredential: notYet,
  }
}
