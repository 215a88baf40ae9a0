import { text, undefuse } from '../../csv/cell.ts';
import { type CsvLayout, csvHeader, csvLine } from '../../csv/csv-layout.ts';
import type { LabelReading } from '../../dataset/label-facts.ts';
import { readFrameLabels } from '../../dataset/frame-labels.ts';
import { at } from '../../numeric/at.ts';
import { timestampMs } from '../../units.ts';
import type { LabelSpan } from '../label-track.ts';
import { frameFrom, type Frames, type FrameTimes } from './frame-times.ts';
import { spanAt, type Spans } from './spans.ts';
import { labelWord } from './vocabulary.ts';

interface FrameWord {
  readonly frame: number;
  /** null: from here on nothing is said. */
  readonly word: string | null;
}

const FRAME_LABELS = {
  name: 'frame-labels',
  headerSeparator: ',',
  columns: [
    { name: 'frame_index', cell: ({ frame }) => String(frame) },
    { name: 'label', cell: ({ word }) => (word === null ? null : text(word)) },
  ],
} as const satisfies CsvLayout<FrameWord>;

/** Where what is said of a frame differs from the frame before; the first frame always. */
function frameWords(spans: Spans, times: FrameTimes): readonly FrameWord[] {
  const edges = spans.flatMap(({ from, to }) => [frameFrom(times, from), frameFrom(times, to)]);
  const words: FrameWord[] = [];
  for (const frame of new Set([0, ...edges])) {
    if (frame >= times.length) continue;
    const word = spanAt(spans, timestampMs(at(times, frame)))?.word ?? null;
    if (frame === 0 || word !== words.at(-1)?.word) words.push({ frame, word });
  }
  return words;
}

/**
 * `frame_index,label`: each label holds from its frame, a row of the recording counted from 0, until
 * the next that is named. A span that begins between two frames is said of those that lie in it.
 */
export function* labelCsv(spans: Spans, times: FrameTimes): Generator<string> {
  yield csvHeader(FRAME_LABELS);
  for (const row of frameWords(spans, times)) yield csvLine(FRAME_LABELS, row);
}

/** A word stands for itself; no object's own name, such as `constructor`, is taken for one of them. */
const AS_WRITTEN: LabelReading = {
  rule: { kind: 'classes', names: ['any', 'other'], ordinal: false },
  words: Object.freeze(Object.create(null) as Record<string, string>),
};

/**
 * Spans of a `frame_index,label` file on the frames of a recording. Throws CsvError with line and
 * column, also for a frame that the recording does not have.
 */
export async function spansOfCsv(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  { times, end }: Frames,
): Promise<Spans> {
  const labels = await readFrameLabels(file, chunks, AS_WRITTEN, times.length);
  const spans: LabelSpan[] = [];
  for (const [index, { frame, facts }] of labels.entries()) {
    const written = facts?.className ?? null;
    const word = written === null ? null : labelWord(undefuse(written));
    if (word === null) continue;
    const next = labels[index + 1]?.frame;
    const from = timestampMs(at(times, frame));
    const to = next === undefined ? end : timestampMs(at(times, next));
    const last = spans.at(-1);
    if (last?.to === from && last.word === word) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, word });
  }
  return spans;
}
