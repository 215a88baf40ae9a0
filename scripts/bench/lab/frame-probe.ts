/** Runs in the page before the app: notes each animation frame and each long task. */
import type { FrameScope, PageFrames } from './page-frames.ts';

{
  const frameAt: number[] = [];
  const tasks: PerformanceEntry[] = [];
  const now = (): number => performance.timeOrigin + performance.now();

  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries());
  });
  observer.observe({ type: 'longtask' });
  const eachFrame = (): void => {
    frameAt.push(now());
    requestAnimationFrame(eachFrame);
  };
  requestAnimationFrame(eachFrame);

  /** The gap in which the stretch begins is part of it, as is the one in which it ends. */
  const framesWithin = (from: number, to: number): PageFrames => {
    tasks.push(...observer.takeRecords());
    const gaps: number[] = [];
    for (let i = 1; i < frameAt.length; i++) {
      const [before, at] = [frameAt[i - 1] ?? 0, frameAt[i] ?? 0];
      if (at >= from && before < to) gaps.push(at - before);
    }
    const longTasks = tasks.filter(({ startTime, duration }) => {
      const began = performance.timeOrigin + startTime;
      return began + duration >= from && began < to;
    });
    return { gaps, longTasks: longTasks.map(({ duration }) => duration) };
  };
  Object.assign(globalThis as FrameScope, { framesWithin });
}
