/** What the lab's bench finds out inside the page; see frame-probe.ts. */
export interface PageFrames {
  /** Between animation frames, milliseconds. */
  readonly gaps: readonly number[];
  /** Tasks of the page over 50 ms (W3C Long Tasks), milliseconds. */
  readonly longTasks: readonly number[];
}

export type FrameScope = typeof globalThis & {
  /** Of a stretch of time; both by the machine's clock, milliseconds. */
  readonly framesWithin: (from: number, to: number) => PageFrames;
};
