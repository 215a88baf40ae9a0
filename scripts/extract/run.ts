import type { FrameSource } from './frame-source.ts';
import { OutputFiles } from './output-files.ts';
import { openSource } from './source.ts';
import { writeFeatures } from './write-features.ts';
import type { ExtractProgress, WantedOutputs, Written } from './write-features.ts';

export interface ExtractRequest extends WantedOutputs {
  readonly input: string;
  /** Pictures a second of a raw motion JPEG file, which says nothing of time; 30 where absent. */
  readonly fps?: number;
}

export const DEFAULT_FPS = 30;

export interface ExtractResult extends Written {
  /** Frames that could not be decoded: they have no row. */
  readonly undecoded: number;
}

export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Reads the input into features, one row per frame. On any error no output is left behind. */
export async function runExtract(
  request: ExtractRequest,
  progress: ExtractProgress,
): Promise<ExtractResult> {
  const outputs = new OutputFiles();
  // What is open in the browser ends with the process.
  const discard = (): void => {
    void outputs.discard().finally(() => process.exit(130));
  };
  for (const signal of SIGNALS) process.once(signal, discard);
  let source: FrameSource | null = null;
  let undecoded = 0;
  try {
    source = await openSource(request.input, request.fps ?? DEFAULT_FPS, (at, frames, why) => {
      undecoded += frames;
      progress.tell(
        `${request.input}: ${frames} frame${frames === 1 ? '' : 's'} from ${at.toFixed(3)} s could not be decoded and got no row (${why}).`,
      );
    });
    const found = await writeFeatures(source, request, outputs, progress);
    await outputs.keep();
    return { ...found, undecoded };
  } catch (error) {
    await outputs.discard();
    throw error;
  } finally {
    progress.stop();
    await source?.close();
    for (const signal of SIGNALS) process.off(signal, discard);
  }
}
