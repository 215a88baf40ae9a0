import { expect, it } from 'vitest';
import { steadyTimer } from '#adapters/mqtt/steady-timer.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('[CHN-19] ticks from a worker until it is cleared, and again later', async () => {
  const ticks: string[] = [];
  for (const round of ['first', 'second']) {
    const quick = steadyTimer.set(() => ticks.push(round), 500);
    const slow = steadyTimer.set(() => ticks.push('never'), 60_000);
    await expect
      .poll(() => ticks.filter((tick) => tick === round).length, { timeout: 8000 })
      .toBe(2);
    steadyTimer.clear(quick);
    steadyTimer.clear(slow);
    await wait(1500);
    expect(ticks.filter((tick) => tick === round)).toHaveLength(2);
  }
  expect(ticks).not.toContain('never');
});
