import { type LoopRange, rates, shuttle } from "@/components/player/clock"
import type { Grid } from "@/components/player/frame-table"
import { type FrameRange, Lineup } from "@/components/player/lineup"
import { Presenter } from "@/components/player/presenter"
import type { Screen } from "@/components/player/screen"

/** Where a transport begins. What lies outside the clips is brought inside. */
export type Moment = { frame: number; speed: number; loop: FrameRange | null; offsets: readonly number[] }

export type TransportState = {
  isPlaying: boolean
  /** How fast it plays when it plays; negative is backwards. */
  rate: number
  /** How fast Play plays. */
  speed: number
  /** The frame on the common time base that is on every screen. */
  frame: number
  /** The frame that each screen shows, by its own count. */
  shown: readonly number[]
  /** Null: the whole length loops. */
  loop: LoopRange | null
  /** True while it waits for a frame. */
  isWaiting: boolean
  error: unknown
}

/** One transport for several screens: everything that can be asked of them, and what they do now. A presenter does it. */
export class Transport {
  readonly #listeners = new Set<() => void>()
  readonly #presenter: Presenter
  #state: TransportState

  constructor(screens: readonly Screen[], { frame = 0, speed = 1, loop = null, offsets = [] }: Partial<Moment> = {}) {
    const lineup = new Lineup(screens, offsets)
    const at = lineup.nearest(frame)
    this.#state = {
      ...{ isPlaying: false, rate: speed, speed, frame: at, shown: [], loop: null },
      ...{ isWaiting: true, error: undefined },
    }
    this.#presenter = new Presenter(lineup, lineup.grid.times[at] ?? 0, (presented) =>
      this.#set({ ...presented, ...(presented.error !== undefined && { isPlaying: false }) }),
    )
    if (loop && lineup.nearest(loop.first) < lineup.nearest(loop.last)) this.setLoop(loop)
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  getState = () => this.#state

  /** The screens on their time base; another one whenever a take is slipped or other clips are shown. */
  getLineup = () => this.#presenter.lineup

  /** The common time base now. */
  get grid(): Grid {
    return this.#presenter.lineup.grid
  }

  play() {
    this.#run(this.#state.speed)
  }

  pause() {
    this.#presenter.stop()
    this.#set({ isPlaying: false })
  }

  toggle() {
    if (this.#state.isPlaying) this.pause()
    else this.play()
  }

  /** J (−1) and L (1): runs that way, and twice as fast with each further press. */
  shuttle(direction: 1 | -1) {
    this.#run(shuttle(this.#presenter.rate, direction))
  }

  /** Sets how fast Play plays, 0.25 to 2. */
  setSpeed(speed: number) {
    this.#set({ speed })
    if (this.#state.isPlaying) this.#run(speed)
    else this.#set({ rate: speed })
  }

  /** Plays at the next speed on offer, slower (−1) or faster (1). */
  changeSpeed(direction: 1 | -1) {
    const offered: readonly number[] = rates
    const next = offered[offered.indexOf(this.#state.speed) + direction]
    if (next !== undefined) this.setSpeed(next)
  }

  /** Goes to a frame of the common time base and stands there. */
  seekFrame(frame: number) {
    const target = this.getLineup().nearest(frame)
    this.#presenter.standAt(this.grid.times[target] ?? 0, target < this.#state.frame ? -1 : 1)
    this.#set({ isPlaying: false })
  }

  /** The frame that the person means: while it plays the one on screen; standing, the one last gone to, shown or not yet. */
  frameNow(): number {
    return this.getLineup().frameAt(this.#presenter.position)
  }

  /** Goes some frames on (negative: back) and stands there. */
  step(frames: number) {
    this.seekFrame(this.frameNow() + frames)
  }

  /** Loops between two frames of the common time base; null loops the whole length. */
  setLoop(frames: FrameRange | null) {
    const loop = frames && this.getLineup().rangeBetween(frames)
    this.#presenter.loopIn(loop ?? this.getLineup().wholeLength())
    this.#set({ loop })
  }

  /** The frames between which it loops; with no loop set, the first and the last of all. */
  loopFrames(): FrameRange {
    return this.getLineup().framesOf(this.#state.loop)
  }

  /** Moves one edge of the loop to a frame; an edge that the other one would cross goes to its end of the clip. */
  setLoopEdge(edge: "first" | "last", frame: number) {
    this.setLoop(this.getLineup().withEdge(this.loopFrames(), edge, frame))
  }

  /** Slips one screen by frames of its own, later or (negative) earlier. The others stay at the moment that they show. */
  slip(index: number, frames: number) {
    this.setOffset(index, (this.getLineup().offsets[index] ?? 0) + frames)
  }

  /** Sets by how many of its own frames a screen begins later than the others. */
  setOffset(index: number, frames: number) {
    const { screens, offsets } = this.getLineup()
    this.#arrange(new Lineup(screens, offsets.with(index, frames)))
  }

  /** Goes on with other screens of the same takes, at the same moment; what is on screen stays until they are ready. */
  exchange(screens: readonly Screen[]) {
    this.#arrange(new Lineup(screens, this.getLineup().offsets))
  }

  close() {
    this.#listeners.clear()
    this.#presenter.close()
  }

  /** Puts another lineup in place, with the loop at the same moments of its time base; that it is another one is told. */
  #arrange(next: Lineup) {
    const loop = this.#state.loop && next.rangeOf(this.getLineup(), this.#state.loop)
    const frame = this.#presenter.arrange(next, loop ?? next.wholeLength())
    this.#tell({ ...this.#state, loop, frame })
  }

  #run(rate: number) {
    this.#presenter.run(rate)
    this.#set({ isPlaying: true, rate })
  }

  #set(change: Partial<TransportState>) {
    const next = { ...this.#state, ...change }
    const isSame = (Object.keys(next) as (keyof TransportState)[]).every((key) => next[key] === this.#state[key])
    if (!isSame) this.#tell(next)
  }

  #tell(state: TransportState) {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
