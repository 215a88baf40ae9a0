import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

const ROOT = path.join(import.meta.dirname, '../../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningExtract {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export function startExtract(args: readonly string[]): RunningExtract {
  const line = ['--import', 'tsx', 'scripts/extract.ts', ...args];
  const child = spawn(process.execPath, line, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<Ended>((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return { child, ended };
}

export function extractCommand(args: readonly string[], interruptAtMs?: number): Promise<Ended> {
  const { child, ended } = startExtract(args);
  if (interruptAtMs !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAtMs);
  return ended;
}

/** What the container itself says, by a reader that decodes nothing. Seconds, ascending. */
export async function containerTimes(video: string): Promise<number[]> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(readFileSync(video)) });
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new Error(`${video} has no video track.`);
  const times: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp);
  return times.toSorted((a, b) => a - b);
}
