import type { Captured, ImageSize } from '../units.ts';
import { ACTION_UNIT_FIT } from './action-unit-fit.ts';
import type { ActionUnitFit } from './action-units.ts';
import type { ActionUnitReader } from './action-unit-reader.ts';
import { ACTION_UNIT_FORMULAS } from './action-units.ts';
import type { BaselineSnapshot } from './baseline-snapshot.ts';
import type { RunningQuantile } from './baseline.ts';
import { FACE_SIGNAL } from './face-signal.ts';
import type { NormalisedFace } from './normalised-face.ts';
import { createSitter } from './sitter.ts';

/** Seen for less, a person's baseline is not spoken of. */
const STANDS_AFTER_S = 3;
/** An earlier baseline counts as what was seen then, but as no more than this. */
const MOST_RESTORED_S = 30;

/** Whose baselines they are: begins them anew for another sitter, and tells and restores them. */
export interface BaselineKeeper {
  /** Before the frame's values are added. `image` is null where its size is not known. */
  see(face: NormalisedFace, image: ImageSize | null, moment: Captured): void;
  /** The face was lost from sight. */
  lost(): void;
  person(): number;
  changeCamera(): void;
  /** See `FaceSample.baselineShift`; worked out once a second. */
  shift(): number | null;
  snapshot(): BaselineSnapshot | null;
  restore(snapshot: BaselineSnapshot): void;
}

/** Nothing is allocated per frame. */
export function createBaselineKeeper({
  baselines,
  quantiles,
}: Pick<ActionUnitReader, 'baselines' | 'quantiles'>): BaselineKeeper {
  const sitter = createSitter();
  const fits = ACTION_UNIT_FORMULAS.map(({ unit }): ActionUnitFit => ACTION_UNIT_FIT.units[unit]);
  const populations = Float64Array.from(fits, ({ population }) => population);
  const between = Float64Array.from(fits, ({ prior }) => prior.between);
  let shift: number | null = null;
  let shiftAtS = 0;

  const forget = (): void => {
    for (const baseline of baselines) baseline.reset();
    shift = null;
    shiftAtS = 0;
  };

  const shiftNow = (): number => {
    let sum = 0;
    for (let i = 0; i < baselines.length; i++) {
      const off = (quantiles[i] as number) - (populations[i] as number);
      sum += Math.abs(off) / (between[i] as number);
    }
    return sum / baselines.length;
  };

  return {
    see(face, image, moment) {
      if (sitter.see(face, image, moment)) forget();
    },
    lost: () => {
      sitter.lost();
    },
    person: () => sitter.person(),
    changeCamera() {
      sitter.changeCamera();
      forget();
    },
    shift() {
      const wholeS = Math.floor(sitter.seenS());
      if (wholeS >= STANDS_AFTER_S && wholeS !== shiftAtS) {
        shift = shiftNow();
        shiftAtS = wholeS;
      }
      return shift;
    },
    snapshot() {
      if (sitter.seenS() < STANDS_AFTER_S || !sitter.isSure()) return null;
      return {
        signalVersion: FACE_SIGNAL.version,
        person: sitter.person(),
        seenS: sitter.seenS(),
        quantiles: Object.fromEntries(
          ACTION_UNIT_FORMULAS.map(({ unit }, i): [string, number] => [
            unit,
            (baselines[i] as RunningQuantile).value(),
          ]),
        ),
        shape: sitter.shape(),
      };
    },
    restore(snapshot) {
      if (snapshot.signalVersion !== FACE_SIGNAL.version) return;
      const weightMs = Math.round(1000 * Math.min(snapshot.seenS, MOST_RESTORED_S));
      if (weightMs < 1) return;
      sitter.restore(snapshot);
      ACTION_UNIT_FORMULAS.forEach(({ unit }, i) => {
        const quantile = snapshot.quantiles[unit];
        if (quantile !== undefined) (baselines[i] as RunningQuantile).restore(quantile, weightMs);
      });
    },
  };
}
