/** Reads one clip of a folder into its table. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CsvError } from '#core/csv/csv-error.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import type { FrameSource } from '../frame-source.ts';
import { OutputError, OutputFiles } from '../output-files.ts';
import { openSource } from '../source.ts';
import { UserError } from '../user-error.ts';
import { AviRefused } from '../video-source.ts';
import { writeFeatures, type WantedOutputs } from '../write-features.ts';
import { NoBrowser, type ClipPages } from './clip-pages.ts';
import type { ClipOutcome } from './report.ts';

export interface ClipTask extends WantedOutputs {
  readonly input: string;
  readonly fps: number;
}

export interface ClipWatch {
  /** Files that are being written, to be discarded where the run is broken off. */
  readonly inWork: Set<OutputFiles>;
  /** Rows so far, and frames expected in all where that is known. */
  advance(rows: number, expected: number | null): void;
}

export interface ReadClip {
  readonly outcome: ClipOutcome & { readonly status: 'done' | 'failed' };
  /** Bytes of the table; 0 where there is none. */
  readonly table: number;
}

/** How often a clip is tried over which the browser, not the clip, gave up. */
const ATTEMPTS = 2;

/**
 * Says why a clip cannot be read rather than throwing; throws OutputError and NoBrowser, which
 * would meet every other clip too.
 */
export async function readClip(
  task: ClipTask,
  pages: ClipPages,
  watch: ClipWatch,
): Promise<ReadClip> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptClip(task, pages, watch);
    } catch (error) {
      if (error instanceof OutputError || error instanceof NoBrowser) throw error;
      const isTheClip =
        error instanceof UserError || error instanceof RecordingError || error instanceof CsvError;
      if (!isTheClip) await pages.close();
      if (isTheClip || attempt === ATTEMPTS) {
        const reason = reasonOf(task.input, error, attempt);
        const isAvi = error instanceof AviRefused;
        return { outcome: { status: 'failed', reason, isAvi }, table: 0 };
      }
    }
  }
}

async function attemptClip(task: ClipTask, pages: ClipPages, watch: ClipWatch): Promise<ReadClip> {
  const outputs = new OutputFiles();
  let source: FrameSource | null = null;
  let undecoded = 0;
  watch.inWork.add(outputs);
  try {
    const lend = () => pages.lend();
    const notice = (_at: number, frames: number): void => {
      undecoded += frames;
    };
    source = await openSource(task.input, task.fps, notice, lend);
    for (const path of [task.out, task.raw]) if (path !== null) await makeFolder(dirname(path));
    let expected: number | null = null;
    const { rows, faces } = await writeFeatures(source, task, outputs, {
      start(total) {
        expected = total;
      },
      advance(done) {
        watch.advance(done, expected);
      },
    });
    await outputs.keep();
    const { size } = await stat(task.out);
    return { outcome: { status: 'done', rows, faces, undecoded }, table: size };
  } catch (error) {
    await outputs.discard();
    throw error;
  } finally {
    watch.inWork.delete(outputs);
    await source?.close();
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((cause: unknown) => {
    throw new OutputError(path, cause);
  });
}

/** Without the path, which stands beside it, and what is only true of a single file. */
function reasonOf(input: string, error: unknown, attempts: number): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = ''] = message.split('\n');
  const reason = first.replace(`${input}: `, '').replace(/; nothing was written\.$/, '.');
  return attempts === 1 ? reason : `the browser gave up ${attempts} times over it (${reason})`;
}
