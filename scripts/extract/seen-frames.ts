import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { ImageSize } from '#core/units.ts';

const MS_PER_S = 1000;

/** What is only known of a source once its frames have come. */
export class SeenFrames {
  #image: ImageSize | null = null;
  #sizes = 0;
  #first = 0;
  #last = 0;
  #count = 0;

  *watch(frames: Iterable<FaceFrame>): Generator<FaceFrame> {
    for (const frame of frames) {
      if (this.#count++ === 0) this.#first = frame.capturedAt;
      this.#last = frame.capturedAt;
      const { width, height } = frame.image;
      if (this.#image?.width !== width || this.#image.height !== height) {
        this.#image = { width, height };
        this.#sizes++;
      }
      yield frame;
    }
  }

  get count(): number {
    return this.#count;
  }

  /** null where frames differ in size. */
  get image(): ImageSize | null {
    return this.#sizes === 1 ? this.#image : null;
  }

  /** On average; null for fewer than two frames. */
  get fps(): number | null {
    const seconds = (this.#last - this.#first) / MS_PER_S;
    return seconds > 0 ? Number(((this.#count - 1) / seconds).toFixed(3)) : null;
  }
}
