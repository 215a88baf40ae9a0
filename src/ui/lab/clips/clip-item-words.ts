import { type Clip, clipKey } from '#core/lab/clip.ts';
import type { ClipQueueState } from '#core/lab/clip-queue-state.ts';
import { percent } from '../../words/format.ts';

const rows = (count: number): string => `${count.toLocaleString('en')} rows`;

/** What stands beside a video in the list. */
export interface ClipWords {
  readonly state: string;
  /** In a sentence, where there is more to say. */
  readonly more: string | null;
  readonly isFailed: boolean;
}

export function clipWords(clip: Clip, queue: ClipQueueState): ClipWords {
  const { state, note } = clip;
  const key = clipKey(clip);
  const lack = queue.lacks.get(key);
  if (state.kind === 'failed') return { state: 'Not read', more: state.why, isFailed: true };
  if (state.kind === 'done') {
    const lost = state.undecoded === 0 ? '' : `, ${state.undecoded} frames lost`;
    const seams =
      state.seams === 0 ? '' : `, gone on ${state.seams === 1 ? 'once' : `${state.seams} times`}`;
    const isEmpty = state.faces === 0;
    return {
      state: `${rows(state.frames)}${lost}${seams}`,
      more: isEmpty ? 'No face was seen in it.' : note,
      isFailed: false,
    };
  }
  const share =
    state.kind === 'begun'
      ? percent(Math.min(1, state.soFar.frames / Math.max(1, state.expectedFrames)))
      : null;
  if (queue.current === key) {
    const doing = queue.run === 'paused' ? 'Paused' : 'Reading';
    return { state: share === null ? doing : `${doing}, ${share}`, more: note, isFailed: false };
  }
  const kept = share === null ? 'Waiting' : `Waiting, ${share} kept`;
  if (lack === 'not_given') {
    return { state: kept, more: 'Give this file again to go on.', isFailed: false };
  }
  if (lack === 'not_allowed') {
    return { state: kept, more: 'The browser has to be allowed to open it.', isFailed: false };
  }
  return { state: kept, more: note, isFailed: false };
}

/** How many are done, failed and left, in one line. */
export function countWords(clips: readonly Clip[]): string {
  const count = (kind: Clip['state']['kind']): number =>
    clips.filter(({ state }) => state.kind === kind).length;
  const [done, failed] = [count('done'), count('failed')];
  const left = clips.length - done - failed;
  const words = [`${done.toLocaleString('en')} of ${clips.length.toLocaleString('en')} read`];
  if (left > 0) words.push(`${left.toLocaleString('en')} left`);
  if (failed > 0) words.push(`${failed.toLocaleString('en')} could not be read`);
  return words.join(', ');
}

/** `23 frames a second, 0.8 times real time`. */
export function paceWords({ pace }: ClipQueueState): string | null {
  if (pace === null) return null;
  const frames =
    pace.framesPerSecond < 10 ? pace.framesPerSecond.toFixed(1) : Math.round(pace.framesPerSecond);
  return `${frames} frames a second, ${pace.timesRealTime.toFixed(1)} times real time`;
}
