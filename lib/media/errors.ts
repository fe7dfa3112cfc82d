/** Why a vendor's result could not be taken in. */
export type MediaFailureReason =
  /** The address is not one we may read: not https, or it leads inside a network. */
  | "blocked_address"
  /** The link has expired or never led anywhere. */
  | "not_found"
  | "too_large"
  /** The bytes end too early, or frames are missing or broken. */
  | "truncated"
  /** Reading it brought the process down that read it, and again. */
  | "crashed"
  | "not_a_video"
  | "not_an_image"
  | "timeout"
  | "network"

const words = {
  blocked_address: "The vendor's result lies at an address that may not be read.",
  not_found: "The vendor's link to the result has expired.",
  too_large: "The vendor's clip is larger than this studio accepts.",
  truncated: "The clip arrived incomplete.",
  crashed: "The vendor's clip could not be read.",
  not_a_video: "The vendor's result is not a video.",
  not_an_image: "The vendor's result is not a picture.",
  timeout: "The vendor's clip took too long to arrive.",
  network: "The vendor's clip could not be fetched.",
} satisfies Record<MediaFailureReason, string>

/**
 * A clip that could not be fetched or read. `message` is for the person; `detail` (addresses, codes, FFmpeg's text) is
 * for the log alone.
 */
export class MediaError extends Error {
  override readonly name = "MediaError"
  readonly reason: MediaFailureReason
  readonly detail: string

  constructor(reason: MediaFailureReason, detail: string, options: { cause?: unknown } = {}) {
    super(words[reason], options)
    this.reason = reason
    this.detail = detail
  }
}
