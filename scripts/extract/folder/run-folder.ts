/** Reads every video beneath a folder, each into a table of its own, and goes on where a run ended. */
import { mkdir } from 'node:fs/promises';
import { OutputError, type OutputFiles } from '../output-files.ts';
import { startPageServer, type PageServer } from '../page-server.ts';
import { SIGNALS } from '../run.ts';
import { UserError } from '../user-error.ts';
import { localPath, type Clip } from './clip-list.ts';
import { ClipPages, NoBrowser } from './clip-pages.ts';
import { clipStates, readAgainText, type ClipState, type FolderSettings } from './clip-state.ts';
import { lockFolder, type Unlock } from './folder-lock.ts';
import {
  checkPlaces,
  rawFolderOf,
  recordingOf,
  removeOutputs,
  removeUnfinished,
  tableOf,
  type FolderPlaces,
} from './folder-places.ts';
import type { FolderProgress } from './folder-progress.ts';
import { createFolderRecord, earlierRuns, type FolderRecord } from './folder-record.ts';
import { FolderTally } from './folder-tally.ts';
import { readClip } from './read-clip.ts';
import type { ClipOutcome, ReportRow } from './report.ts';

export interface FolderRequest extends FolderPlaces, FolderSettings {
  /** How many clips are read at once, each in a browser of its own. */
  readonly jobs: number;
}

export interface FolderResult {
  readonly outcomes: readonly ClipOutcome[];
  /** Rows that were written, and how long it took, seconds. */
  readonly rows: number;
  readonly seconds: number;
  /** Path of the report. */
  readonly report: string;
}

/** Throws UserError where nothing can be begun, or no further clip can be read. */
export async function runFolder(
  request: FolderRequest,
  clips: readonly Clip[],
  progress: FolderProgress,
): Promise<FolderResult> {
  await checkPlaces(request);
  const locks: Unlock[] = [];
  const unlock = async (): Promise<void> => {
    for (const free of locks.splice(0)) await free();
  };
  try {
    for (const folder of [request.out, request.raw]) {
      if (folder === null) continue;
      await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
        throw new OutputError(folder, cause);
      });
      locks.push(await lockFolder(folder));
    }
    const earlier = await earlierRuns(request.out);
    const states = await clipStates(request, clips, earlier);
    const record = await createFolderRecord(request.out, earlier?.values() ?? []);
    return await new FolderRun(request, states, record, progress).run(unlock);
  } finally {
    await unlock();
  }
}

class FolderRun {
  readonly #request: FolderRequest;
  readonly #states: readonly ClipState[];
  readonly #waiting: readonly ClipState[];
  readonly #record: FolderRecord;
  readonly #progress: FolderProgress;
  readonly #tally: FolderTally;
  /** Outputs that are being written. */
  readonly #inWork = new Set<OutputFiles>();
  #serving: Promise<PageServer> | null = null;
  #ends: 'no' | 'broken' | 'stopped' = 'no';

  constructor(
    request: FolderRequest,
    states: readonly ClipState[],
    record: FolderRecord,
    progress: FolderProgress,
  ) {
    this.#request = request;
    this.#states = states;
    this.#waiting = states.filter(({ outcome }) => outcome.status === 'waiting');
    this.#record = record;
    this.#progress = progress;
    const waiting = this.#waiting.map(({ clip }) => clip);
    this.#tally = new FolderTally(states.length - waiting.length, waiting);
  }

  async run(unlock: Unlock): Promise<FolderResult> {
    const stop = (): void => {
      this.#ends = 'stopped';
      const discarded = Array.from(this.#inWork, (files) => files.discard());
      // What is open in browsers ends with the process.
      void Promise.allSettled([...discarded, this.#record.finish(this.#rows())])
        .then(unlock)
        .finally(() => process.exit(130));
    };
    for (const signal of SIGNALS) process.once(signal, stop);
    try {
      return await this.#readAll();
    } finally {
      // The process is about to end; whatever this made fail is no news.
      if (this.#isStopped()) await new Promise(() => undefined);
      this.#progress.stop();
      for (const signal of SIGNALS) process.off(signal, stop);
      await (await this.#serving)?.close();
    }
  }

  async #readAll(): Promise<FolderResult> {
    await removeUnfinished(
      this.#request,
      this.#waiting.map(({ clip }) => clip),
    );
    const began = performance.now();
    this.#progress.start(this.#states.length, this.#states.length - this.#waiting.length);
    const again = readAgainText(this.#states);
    if (again !== null) this.#progress.tell(again);
    const queue = this.#waiting.values();
    const jobs = await Promise.allSettled(
      Array.from({ length: this.#request.jobs }, () => this.#work(queue)),
    );
    const report = await this.#record.finish(this.#rows());
    const failed = jobs.find((job) => job.status === 'rejected');
    if (failed !== undefined) throw this.#brokenOff(failed.reason);
    return {
      outcomes: this.#states.map(({ outcome }) => outcome),
      rows: this.#tally.now().rows,
      seconds: (performance.now() - began) / 1000,
      report,
    };
  }

  /** One of the jobs: takes clips from the queue until it is empty or the run ends. */
  async #work(queue: Iterator<ClipState, unknown>): Promise<void> {
    const pages = new ClipPages(() => (this.#serving ??= startPageServer()));
    try {
      while (this.#ends === 'no') {
        const next = queue.next();
        if (next.done === true) break;
        await this.#read(next.value, pages);
        await this.#record.update(() => this.#rows());
      }
    } catch (error) {
      if (this.#ends === 'no') this.#ends = 'broken';
      throw error;
    } finally {
      await pages.close();
    }
  }

  async #read(state: ClipState, pages: ClipPages): Promise<void> {
    const { clip, settings } = state;
    const { input, layout, fps } = this.#request;
    const task = {
      input: localPath(input, clip.name),
      out: tableOf(this.#request, clip),
      raw: recordingOf(this.#request, clip),
      layout,
      fps,
    };
    const { outcome, table } = await readClip(task, pages, {
      inWork: this.#inWork,
      advance: (rows, expected) => {
        this.#tally.reach(clip, rows, expected);
        this.#progress.advance(this.#tally.now());
      },
    });
    if (this.#isStopped()) return;
    if (outcome.status === 'done') {
      const { rows, faces, undecoded } = outcome;
      const source = { bytes: clip.bytes, modifiedMs: clip.modifiedMs };
      const raw = rawFolderOf(this.#request);
      const entry = { clip: clip.name, settings, source, table, raw, rows, faces, undecoded };
      await this.#record.add(entry);
    } else {
      // A table of what the clip was, or of other settings, would pass for its own.
      if (state.need !== 'new') await removeOutputs(this.#request, clip);
      if (!outcome.isAvi) this.#progress.tell(`${clip.name}: ${outcome.reason}`);
    }
    state.outcome = outcome;
    this.#tally.end(clip, outcome.status === 'done' ? outcome.rows : 0);
    this.#progress.advance(this.#tally.now());
  }

  #rows(): readonly ReportRow[] {
    return this.#states.map(({ clip, outcome }) => ({ clip: clip.name, outcome }));
  }

  /** A signal changes it at any await. */
  #isStopped(): boolean {
    return this.#ends === 'stopped';
  }

  #brokenOff(cause: unknown): unknown {
    if (!(cause instanceof OutputError || cause instanceof NoBrowser)) return cause;
    const { out } = this.#request;
    return new UserError(
      `${cause.message} What was finished is kept in ${out}; start the same command again to go on.`,
      { cause },
    );
  }
}
