import type { AbsenceReason, AbsentSample } from '#core/signals/face-sample.ts';
import { timestampMs } from '#core/units.ts';

const EVERY_MS = 500;
/** A camera at 10 fps is not late yet. */
const LATE_MS = 350;

/** Tells that nothing is seen, and why, for as long as nothing is. */
export interface Absences {
  /** A frame was looked at. */
  seen(): void;
  stop(): void;
}

export function watchAbsences(
  reasonNow: () => AbsenceReason | null,
  onAbsent: (sample: AbsentSample) => void,
): Absences {
  let lastSeen = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - lastSeen < LATE_MS) return;
    const reason = reasonNow();
    if (reason === null) return;
    const capturedAt = timestampMs(performance.timeOrigin + performance.now());
    onAbsent({ kind: 'absent', capturedAt, reason });
  }, EVERY_MS);
  return {
    seen() {
      lastSeen = performance.now();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
