/** At most this long is waited for an idle page. */
const PATIENCE_MS = 30_000;
/** Browsers without idle callbacks are given a pause instead. */
const PAUSE_MS = 2000;

/** Calls once when the page has nothing to do. Returns what gives it up. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: PATIENCE_MS });
    return () => {
      cancelIdleCallback(handle);
    };
  }
  const timer = setTimeout(work, PAUSE_MS);
  return () => {
    clearTimeout(timer);
  };
}

interface Battery {
  readonly charging: boolean;
  /** 0..1 */
  readonly level: number;
}
/** As far as the battery goes before nothing that can wait is done on it. */
const LOW = 0.3;

/** Whether the device runs on a battery that is low; false where the browser doesn't tell. */
export async function isLowOnPower(): Promise<boolean> {
  const device: Navigator & { readonly getBattery?: () => Promise<Battery> } = navigator;
  try {
    const battery = await device.getBattery?.();
    return battery !== undefined && !battery.charging && battery.level < LOW;
  } catch {
    return false;
  }
}
