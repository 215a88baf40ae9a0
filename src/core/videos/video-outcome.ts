/** What came of opening and decoding a video file. Times in microseconds, as the container has them. */

export interface VideoFound {
  readonly kind: 'video';
  /** Estimated from the first frames. */
  readonly expectedFrames: number;
}

/** Why a file gives no frames; `detail` is in the browser's words. */
export interface NoVideo {
  readonly kind: 'empty' | 'avi' | 'unknown_format' | 'no_video' | 'cannot_decode' | 'damaged';
  readonly detail: string;
}

/** Reading stopped where the file should have gone on. */
export interface CutOff {
  readonly kind: 'cut_off';
  readonly at: number;
  readonly detail: string;
}

/** A picture, or all pictures between two times, that could not be decoded. */
export interface Undecoded {
  readonly from: number;
  readonly frames: number;
  readonly why: string;
}
