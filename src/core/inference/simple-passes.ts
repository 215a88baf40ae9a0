import type { LayerSpec } from '../models/layer-spec.ts';
import { activate } from './activate.ts';
import { addProduct, packPanels, paddedRow } from './panels.ts';
import type { Pass, Stage } from './pass.ts';

/** Rows in which every value is `maskValue` become zeros that recurrent layers pass over. */
export function openMasking(maskValue: number, input: Stage): Pass {
  const { values, steps, width } = input;
  const seen = new Uint8Array(steps);
  const kept = new Float32Array(values.length);
  const masked = Math.fround(maskValue);
  return {
    output: { ...input, values: kept, seen },
    run: () => {
      for (let step = 0; step < steps; step++) {
        const from = step * width;
        let any = 0;
        for (let i = from; i < from + width; i++) if (values[i] !== masked) any = 1;
        seen[step] = any;
        for (let i = from; i < from + width; i++) kept[i] = any * (values[i] as number);
      }
    },
  };
}

/** The same weights for each step. `weights`: kernel, then the bias if it has one. */
export function openDense(
  { units, activation }: Extract<LayerSpec, { kind: 'dense' }>,
  [kernel = new Float32Array(), bias]: readonly Float32Array[],
  input: Stage,
): Pass {
  const { values, steps, width } = input;
  const panels = packPanels(kernel, width, units);
  const start = paddedRow(bias, 0, units);
  const row = new Float32Array(panels.stride);
  const out = new Float32Array(steps * units);
  return {
    output: { ...input, values: out, width: units },
    run: () => {
      for (let step = 0; step < steps; step++) {
        addProduct(panels, values, step * width, start, 0, row, 0);
        activate(activation, row, 0, units);
        const to = step * units;
        for (let unit = 0; unit < units; unit++) out[to + unit] = row[unit] as number;
      }
    },
  };
}
