/**
 * Runs in the dashboard's page before the app: notes when each message comes off its WebSocket and
 * when the page has drawn that many. The app has no hook for it: what is drawn is told by the
 * number of messages that stands in the document.
 */
import type { ProbedScope, ProbeFindings } from './dashboard-probe.ts';

{
  const scope = globalThis as ProbedScope;
  const saidAt = new Float64Array(scope.probeMessages);
  const arrivedAt = new Float64Array(scope.probeMessages);
  const last = new Int32Array(scope.probeStudents);
  const frameAt: number[] = [];
  /** In pairs: a number of messages, and when a frame with them was done. */
  const drawings: number[] = [];
  const decoder = new TextDecoder();
  let arrived = 0;
  let missing = 0;
  let again = 0;
  let rest = new Uint8Array(0);

  const now = (): number => performance.timeOrigin + performance.now();

  /** A state within an MQTT PUBLISH, found by its own words. */
  const STATE = /\/s\/b-(\d+)\/now[^]*"number":(\d+),"at":(\d+)/;

  function note(packet: Uint8Array, at: number): void {
    const [, student, number, said] = STATE.exec(decoder.decode(packet)) ?? [];
    if (student === undefined || number === undefined || said === undefined) return;
    saidAt[arrived] = Number(said);
    arrivedAt[arrived] = at;
    arrived++;
    const before = last[Number(student)] ?? 0;
    const step = Number(number) - before;
    if (step <= 0) again++;
    else {
      missing += step - 1;
      last[Number(student)] = Number(number);
    }
  }

  /** Packets may lie across messages of the WebSocket (MQTT 5, section 6). */
  function hear(data: ArrayBuffer, at: number): void {
    let bytes = new Uint8Array(data);
    if (rest.length > 0) {
      const joined = new Uint8Array(rest.length + bytes.length);
      joined.set(rest);
      joined.set(bytes, rest.length);
      bytes = joined;
    }
    let start = 0;
    for (;;) {
      let length = 0;
      let place = start + 1;
      let shift = 0;
      let byte = 0x80;
      while (byte >= 0x80 && place < bytes.length) {
        byte = bytes[place] ?? 0;
        length += (byte & 0x7f) << shift;
        shift += 7;
        place++;
      }
      const end = place + length;
      if (byte >= 0x80 || end > bytes.length) break;
      if ((bytes[start] ?? 0) >> 4 === 3) note(bytes.subarray(place, end), at);
      start = end;
    }
    rest = bytes.slice(start);
  }

  const Socket = scope.WebSocket;
  scope.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      rest = new Uint8Array(0);
      this.addEventListener('message', ({ data }) => {
        if (data instanceof ArrayBuffer) hear(data, now());
      });
    }
  };

  let counted = 0;
  let told = 0;
  new MutationObserver((records) => {
    for (const { target } of records) {
      if (target instanceof HTMLElement) counted = Number(target.dataset['messages'] ?? 0);
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-messages'] });

  const tasks: PerformanceEntry[] = [];
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries());
  }).observe({ type: 'longtask' });

  // A message posted within a frame is answered when the frame is done.
  const afterFrame = new MessageChannel();
  afterFrame.port2.onmessage = ({ data }: MessageEvent<number>) => {
    drawings.push(data, now());
  };
  const eachFrame = (): void => {
    frameAt.push(now());
    if (counted !== told) afterFrame.port1.postMessage(counted);
    told = counted;
    requestAnimationFrame(eachFrame);
  };
  requestAnimationFrame(eachFrame);

  function findings(from: number, to: number): ProbeFindings {
    const received: number[] = [];
    const rendered: number[] = [];
    let drawing = 0;
    for (let i = 0; i < arrived; i++) {
      while (drawing < drawings.length && (drawings[drawing] ?? 0) <= i) drawing += 2;
      const said = saidAt[i] ?? 0;
      if (said < from || said >= to) continue;
      received.push((arrivedAt[i] ?? 0) - said);
      const done = drawings[drawing + 1];
      if (done !== undefined) rendered.push(done - said);
    }
    const within = frameAt.filter((at) => at >= from && at < to);
    return {
      arrived,
      drawn: counted,
      last: Array.from(last),
      missing,
      again,
      received,
      rendered,
      frames: within.slice(1).map((at, i) => at - (within[i] ?? 0)),
      longTasks: tasks
        .filter(({ startTime }) => {
          const at = performance.timeOrigin + startTime;
          return at >= from && at < to;
        })
        .map(({ duration }) => duration),
    };
  }
  Object.assign(scope, { dashboardProbe: { findings } });
}
