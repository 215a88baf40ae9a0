import type { CellGrid } from './cell-grid.ts';

/** Mean square of second differences, `step` cells wide, along rows or columns. */
function detail({ cells, columns, rows }: CellGrid, step: number, along: 'row' | 'column'): number {
  const stride = along === 'row' ? step : step * columns;
  const x0 = along === 'row' ? step : 0;
  const y0 = along === 'row' ? 0 : step;
  let sum = 0;
  for (let y = y0; y < rows - y0; y++) {
    for (let x = x0; x < columns - x0; x++) {
      const at = y * columns + x;
      const difference =
        2 * (cells[at] as number) - (cells[at - stride] as number) - (cells[at + stride] as number);
      sum += difference * difference;
    }
  }
  return sum / ((columns - 2 * x0) * (rows - 2 * y0));
}

/** Below this there is no detail of any size that could be blurred. */
const FLAT = 1;

/**
 * Fine detail against coarse, as an amplitude: (D₂ − D₁) / (D₄ − D₂), Dₛ the energy of second
 * differences s cells wide. Blur takes the fine first (cf. Crété et al., SPIE 6492, 2007, who blur
 * again and compare). White noise adds the same to every Dₛ and so cancels, contrast divides out. A
 * ramp gives ¼, its limit, a sharp face 0.5 to 0.9; the blurrier of the two directions counts.
 */
export function sharpnessOf(grid: CellGrid): number {
  let least = 1;
  for (let i = 0; i < 2; i++) {
    const along = i === 0 ? 'row' : 'column';
    const fine = detail(grid, 1, along);
    const middle = detail(grid, 2, along);
    const coarse = detail(grid, 4, along) - middle;
    if (coarse < FLAT) continue;
    least = Math.min(least, Math.sqrt(Math.max(0, middle - fine) / coarse));
  }
  return least;
}
