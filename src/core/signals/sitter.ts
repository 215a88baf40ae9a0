import { OVERWRITTEN } from '../numeric/overwritten.ts';
import type { Captured, ImageSize } from '../units.ts';
import { addShape, SHAPE_LENGTH, SHAPE_WITHIN } from './face-shape.ts';
import type { NormalisedFace } from './normalised-face.ts';

/**
 * Why these: docs/FEATURES.md. Distances are in standard deviations of one person's own shape, root
 * mean square over its lengths.
 */
const RULES = {
  /** Shapes are compared as means over this time, of at least so many frames. */
  blockMs: 500,
  blockFrames: 3,
  /** A block whose frames lie further apart is dropped. */
  longestBlockMs: 1_500,
  /** Further away than this is somebody else, soon after the face was lost from sight … */
  far: 2,
  /** … or while it was followed, which one person's face hardly ever is … */
  farFollowed: 3,
  /** … where so many blocks in a row are. */
  blocks: 3,
  /** So many blocks are soon. */
  soon: 12,
  /** Seen less than this, there is nothing to compare with. */
  leastBlocks: 2,
  /** Only views nearer to frontal are compared; of the turn against the line of sight, degrees. */
  yaw: 25,
  pitchUp: 15,
  pitchDown: 25,
  /** The usual spread within a person counts as so many blocks against the person's own, … */
  spreadBlocks: 20,
  /** … which is not taken for less than this share of the usual one. */
  leastSpread: 0.7,
  /** The shape follows the last two minutes, so that slow change is no jump. */
  memoryBlocks: 240,
  /** Two pictures whose shapes differ by more come from different cameras. */
  aspect: 0.01,
} as const;

const DEGREES = 180 / Math.PI;
const LONGEST_STEP_S = 0.5;

/** Who sits there: the same person before the same camera, or another since just now. */
export interface Sitter {
  /**
   * One view of the chosen face, in order of time; `image` is null where its size is not known.
   * True where this view shows that it is another person or camera: then all that was learned of
   * the one before is to be forgotten.
   */
  see(face: NormalisedFace, image: ImageSize | null, moment: Captured): boolean;
  /** The face was lost from sight: whoever is seen next may be somebody else. */
  lost(): void;
  /** 0 for the first, one more with each change. */
  person(): number;
  /** It is another camera from now on. */
  changeCamera(): void;
  /** How long this one was seen, seconds. */
  seenS(): number;
  /** False while the newest views look like somebody else's. */
  isSure(): boolean;
  /** Mean shape; empty before there is one. */
  shape(): readonly number[];
  /** Goes on with what was known earlier; the next views are checked against it. */
  restore(known: {
    readonly person: number;
    readonly seenS: number;
    readonly shape: readonly number[];
  }): void;
}

/** Causal; nothing is allocated per view. */
export function createSitter(): Sitter {
  const mean = new Float64Array(SHAPE_LENGTH);
  /** Sums of squared deviations over the remembered blocks. */
  const squares = new Float64Array(SHAPE_LENGTH);
  const block = new Float64Array(SHAPE_LENGTH);
  const strangers = new Float64Array(SHAPE_LENGTH);
  let person = 0;
  const time = { seenS: OVERWRITTEN, lastAt: Number.NaN, blockFrom: OVERWRITTEN };
  time.seenS = 0;
  let width = 0;
  let height = 0;
  let blocks = 0;
  let strangerBlocks = 0;
  let blockFrames = 0;
  /** Blocks since the face was lost from sight. */
  let followedBlocks: number = RULES.soon;

  const forget = (): void => {
    person++;
    time.seenS = 0;
    blocks = 0;
    strangerBlocks = 0;
    blockFrames = 0;
    squares.fill(0);
  };

  const learn = (): void => {
    blocks++;
    const share = 1 / Math.min(blocks, RULES.memoryBlocks);
    const kept = blocks > RULES.memoryBlocks ? 1 - share : 1;
    for (let i = 0; i < SHAPE_LENGTH; i++) {
      const off = (block[i] as number) - (mean[i] as number);
      mean[i] = (mean[i] as number) + share * off;
      squares[i] =
        kept * (squares[i] as number) + off * ((block[i] as number) - (mean[i] as number));
    }
  };

  const isFar = (): boolean => {
    const far = followedBlocks <= RULES.soon ? RULES.far : RULES.farFollowed;
    const own = Math.min(blocks, RULES.memoryBlocks) - 1;
    let sum = 0;
    for (let i = 0; i < SHAPE_LENGTH; i++) {
      const usual = (SHAPE_WITHIN[i] as number) ** 2;
      const mixed =
        (RULES.spreadBlocks * usual + (squares[i] as number)) / (RULES.spreadBlocks + own);
      const variance = Math.max(mixed, RULES.leastSpread ** 2 * usual) * (1 + 1 / (own + 1));
      sum += ((block[i] as number) - (mean[i] as number)) ** 2 / variance;
    }
    return sum > far ** 2 * SHAPE_LENGTH;
  };

  /** The finished block is `block`; true where it is the last that was needed. */
  const judge = (): boolean => {
    followedBlocks++;
    if (blocks < RULES.leastBlocks || !isFar()) {
      strangerBlocks = 0;
      learn();
      return false;
    }
    strangerBlocks++;
    // The first of them may have begun with the one before.
    if (strangerBlocks === 1) strangers.fill(0);
    else {
      for (let i = 0; i < SHAPE_LENGTH; i++) {
        strangers[i] = (strangers[i] as number) + (block[i] as number) / (RULES.blocks - 1);
      }
    }
    if (strangerBlocks < RULES.blocks) return false;
    forget();
    mean.set(strangers);
    blocks = RULES.blocks - 1;
    return true;
  };

  const add = (face: NormalisedFace): boolean => {
    const at = time.lastAt;
    const q = face.rotation;
    const yaw = Math.asin(Math.min(1, Math.max(-1, q[6] as number))) * DEGREES;
    const pitch = Math.atan2(-(q[7] as number), q[8] as number) * DEGREES;
    if (Math.abs(yaw) > RULES.yaw || pitch < -RULES.pitchUp || pitch > RULES.pitchDown)
      return false;
    if (blockFrames === 0 || at - time.blockFrom > RULES.longestBlockMs) {
      block.fill(0);
      blockFrames = 0;
      time.blockFrom = at;
    }
    addShape(face.places, block);
    blockFrames++;
    if (blockFrames < RULES.blockFrames || at - time.blockFrom < RULES.blockMs) return false;
    for (let i = 0; i < SHAPE_LENGTH; i++) block[i] = (block[i] as number) / blockFrames;
    blockFrames = 0;
    return judge();
  };

  const isOtherCamera = (image: ImageSize): boolean => {
    const before = width / height;
    const changed = width > 0 && Math.abs(image.width / image.height / before - 1) > RULES.aspect;
    width = image.width;
    height = image.height;
    return changed;
  };

  return {
    see(face, image, { capturedAt }) {
      const isFirst = Number.isNaN(time.lastAt);
      const step = isFirst ? 0 : capturedAt - time.lastAt;
      time.lastAt = capturedAt;
      const camera = image !== null && isOtherCamera(image);
      if (camera) forget();
      time.seenS += Math.min(LONGEST_STEP_S, step / 1000);
      return add(face) || camera;
    },
    lost() {
      if (blocks >= RULES.leastBlocks) followedBlocks = 0;
    },
    person: () => person,
    changeCamera: forget,
    seenS: () => time.seenS,
    isSure: () => strangerBlocks === 0,
    shape: () => (blocks < RULES.leastBlocks ? [] : [...mean]),
    restore(known) {
      person = known.person;
      time.seenS = known.seenS;
      if (known.shape.length !== SHAPE_LENGTH) return;
      mean.set(known.shape);
      blocks = RULES.spreadBlocks;
      followedBlocks = 0;
      for (let i = 0; i < SHAPE_LENGTH; i++) {
        squares[i] = (RULES.spreadBlocks - 1) * (SHAPE_WITHIN[i] as number) ** 2;
      }
    },
  };
}
