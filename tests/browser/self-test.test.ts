import { describe, expect, it } from 'vitest';
import { settleDelegate } from '#adapters/mediapipe/self-test.ts';
import type { Delegate } from '#core/capture/vision-report.ts';

/** A task that takes so many milliseconds on each delegate; null: it fails there. */
function task(times: Readonly<Record<Delegate, number | null>>) {
  let delegate: Delegate = 'cpu';
  const uses: Delegate[] = [];
  return {
    uses,
    get delegate() {
      return delegate;
    },
    detect() {
      const time = times[delegate];
      if (time === null) throw new Error('no such graphics');
      uses.push(delegate);
      const end = performance.now() + time;
      while (performance.now() < end);
    },
    setDelegate(next: Delegate) {
      delegate = next;
      return Promise.resolve();
    },
  };
}

describe('the self-test of the delegates', () => {
  it('[VIS-3] takes the GPU where it is clearly faster', async () => {
    const timed = task({ cpu: 8, gpu: 2 });
    const settled = await settleDelegate(timed, ['cpu', 'gpu']);
    expect(settled.delegate).toBe('gpu');
    expect(timed.delegate).toBe('gpu');
    expect(settled.selfTest.gpu).toBeLessThan(settled.selfTest.cpu as number);
  });

  it('[VIS-3] stays with the CPU where the GPU is slower or fails', async () => {
    for (const gpu of [8, null]) {
      const timed = task({ cpu: 2, gpu });
      const settled = await settleDelegate(timed, ['cpu', 'gpu']);
      expect(settled.delegate).toBe('cpu');
      expect(timed.delegate).toBe('cpu');
    }
  });

  it('[VIS-3] tries nothing where there is no choice', async () => {
    const timed = task({ cpu: 0, gpu: 0 });
    const settled = await settleDelegate(timed, ['cpu']);
    expect(settled).toEqual({ delegate: 'cpu', selfTest: { cpu: null, gpu: null } });
    expect(timed.uses).toEqual(['cpu']);
  });
});
