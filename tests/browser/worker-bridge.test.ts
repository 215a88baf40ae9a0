import { afterEach, describe, expect, it } from 'vitest';
import { BridgeError } from '#protocol/bridge.ts';
import { bridgeTo, type WorkerBridge } from '#protocol/worker-bridge.ts';

interface Protocol {
  readonly commands: {
    readonly echo: { readonly args: string; readonly result: string };
    readonly slow: { readonly args: string; readonly result: string };
    readonly refuse: { readonly args: null; readonly result: null };
    readonly crash: { readonly args: null; readonly result: null };
  };
  readonly toWorker: { readonly ping: number };
  readonly fromWorker: { readonly pong: number };
}

// A worker written by hand, so that the messages themselves are what is tested.
const SOURCE = `
let running = 0;
onmessage = async ({ data }) => {
  if (data.kind === 'notice') {
    postMessage({ kind: 'notice', notice: { pong: data.notice.ping } });
    return;
  }
  const { id, name, args } = data;
  if (name === 'crash') { setTimeout(() => { throw new Error('burnt down'); }); return; }
  if (name === 'refuse') {
    const error = { code: 'assets_missing', message: 'no model', stack: null };
    postMessage({ kind: 'failure', id, error });
    return;
  }
  running++;
  const atOnce = running;
  if (name === 'slow') await new Promise((resolve) => setTimeout(resolve, 30));
  running--;
  postMessage({ kind: 'result', id, value: args + ' ' + atOnce });
};`;

const bridges: WorkerBridge<Protocol>[] = [];

function started() {
  const pongs: number[] = [];
  const failures: BridgeError[] = [];
  const url = URL.createObjectURL(new Blob([SOURCE], { type: 'text/javascript' }));
  const bridge = bridgeTo<Protocol>(new Worker(url), {
    onNotice: ({ pong }) => pongs.push(pong),
    onFailure: (error) => failures.push(error),
  });
  bridges.push(bridge);
  return { bridge, pongs, failures };
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'resolved',
    (error: unknown) => (error instanceof BridgeError ? error.code : String(error)),
  );

afterEach(() => {
  for (const bridge of bridges.splice(0)) bridge.terminate();
});

describe('the bridge to a worker', () => {
  it('[VIS-14] runs one command at a time, in the order given', async () => {
    const { bridge } = started();
    const answers = await Promise.all([
      bridge.call('slow', 'a'),
      bridge.call('slow', 'b'),
      bridge.call('echo', 'c'),
    ]);
    expect(answers).toEqual(['a 1', 'b 1', 'c 1']);
  });

  it('[VIS-14] carries refusals with their code, and goes on', async () => {
    const { bridge } = started();
    expect(await codeOf(bridge.call('refuse', null))).toBe('assets_missing');
    expect(await bridge.call('echo', 'still here')).toBe('still here 1');
  });

  it('[VIS-14] carries notices both ways, past commands that wait', async () => {
    const { bridge, pongs } = started();
    const waiting = bridge.call('slow', 'a');
    bridge.notify({ ping: 7 });
    await expect.poll(() => pongs).toEqual([7]);
    await waiting;
  });

  it('[VIS-14] gives a command up when asked to, before and during', async () => {
    const { bridge } = started();
    expect(await codeOf(bridge.call('echo', 'a', { signal: AbortSignal.abort() }))).toBe('aborted');
    const giveUp = new AbortController();
    const call = bridge.call('slow', 'b', { signal: giveUp.signal });
    setTimeout(() => {
      giveUp.abort();
    }, 5);
    expect(await codeOf(call)).toBe('aborted');
    expect(await bridge.call('echo', 'c')).toMatch(/^c/);
  });

  it('[VIS-14] tells once that the worker died, and refuses what waits and what follows', async () => {
    const { bridge, failures } = started();
    const dying = bridge.call('crash', null);
    const waiting = bridge.call('echo', 'late');
    expect(await codeOf(dying)).toBe('worker_failed');
    expect(await codeOf(waiting)).toBe('worker_failed');
    expect(await codeOf(bridge.call('echo', 'later'))).toBe('worker_failed');
    expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining('burnt down')]);
  });

  it('[VIS-14] a worker stopped on purpose is no failure', async () => {
    const { bridge, failures } = started();
    const call = bridge.call('slow', 'a');
    await Promise.resolve();
    bridge.terminate();
    expect(await codeOf(call)).toBe('worker_failed');
    expect(failures).toEqual([]);
  });
});
