import { at } from '../../numeric/at.ts';
import { type TimestampMs, timestampMs } from '../../units.ts';
import type { LabelSpan } from '../label-track.ts';
import { type Frames, nearestEdge, startOfFrames, steppedBy } from './frame-times.ts';
import { done, historyOf, type LabelHistory, redone, undone } from './history.ts';
import {
  erased,
  firstAfter,
  painted,
  spanAt,
  splitAt,
  type Spans,
  type Stretch,
  withEdge,
} from './spans.ts';
import { panned, showing, wholeOf, zoomed } from './visible-stretch.ts';

/** Where a stretch begins that the cursor ends. */
export interface Mark {
  readonly at: TimestampMs;
  /** The word that it will get; null while none was chosen. */
  readonly word: string | null;
}

/** Somebody labelling a recording. The cursor and the mark lie on edges of frames, or on its end. */
export interface Labelling {
  readonly frames: Frames;
  readonly history: LabelHistory;
  readonly cursor: TimestampMs;
  readonly mark: Mark | null;
  readonly visible: Stretch;
}

export type LabelCommand =
  | {
      readonly kind: 'step';
      readonly by: 'frame' | 'second' | 'ten_seconds' | 'page';
      readonly way: 1 | -1;
    }
  | { readonly kind: 'jump'; readonly to: 'start' | 'end' | 'next_edge' | 'previous_edge' }
  | { readonly kind: 'place'; readonly at: number }
  /** From one place to another, to be given a word. */
  | { readonly kind: 'select'; readonly from: number; readonly to: number }
  | { readonly kind: 'begin' }
  | { readonly kind: 'give_up' }
  /** Begins a stretch, or ends the one that was begun. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'finish' }
  | { readonly kind: 'erase' }
  | { readonly kind: 'erase_span'; readonly index: number }
  | { readonly kind: 'rename_span'; readonly index: number; readonly word: string }
  | { readonly kind: 'split' }
  /** The nearest span that begins, or ends, about the cursor does so at the cursor. */
  | { readonly kind: 'edge_here'; readonly edge: 'from' | 'to' }
  | {
      readonly kind: 'move_edge';
      readonly index: number;
      readonly edge: 'from' | 'to';
      readonly at: number;
    }
  | { readonly kind: 'replace'; readonly spans: Spans }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'zoom'; readonly factor: number; readonly around?: number }
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'show'; readonly stretch: Stretch }
  | { readonly kind: 'show_all' };

/** What a command did, to be said; null where it says itself. */
export type LabelNote =
  | { readonly kind: 'moved'; readonly at: TimestampMs; readonly word: string | null }
  | { readonly kind: 'begun'; readonly at: TimestampMs; readonly word: string | null }
  | { readonly kind: 'given_up' }
  | { readonly kind: 'painted'; readonly span: LabelSpan }
  | { readonly kind: 'erased'; readonly stretch: Stretch; readonly word: string | null }
  | {
      readonly kind: 'edge';
      readonly edge: 'from' | 'to';
      readonly at: TimestampMs;
      readonly word: string;
    }
  | { readonly kind: 'split'; readonly at: TimestampMs }
  | { readonly kind: 'replaced'; readonly spans: number }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' }
  | { readonly kind: 'nothing'; readonly why: 'no_span' | 'no_word' | 'no_step' | 'not_begun' };

export interface Labelled {
  readonly labelling: Labelling;
  readonly note: LabelNote | null;
}

export function startLabelling(frames: Frames, spans: Spans, cursor: number | null): Labelling {
  const start = startOfFrames(frames);
  const here = cursor === null ? start : nearestEdge(frames, cursor);
  return {
    frames,
    history: historyOf(spans),
    cursor: here,
    mark: null,
    visible: wholeOf(frames),
  };
}

const STEP_MS = { second: 1000, ten_seconds: 10_000 } as const;

function stepped({ frames, cursor, visible }: Labelling, command: LabelCommand & { kind: 'step' }) {
  const { by, way } = command;
  if (by === 'frame') return steppedBy(frames, cursor, way);
  const length = by === 'page' ? (visible.to - visible.from) * 0.9 : STEP_MS[by];
  const there = nearestEdge(frames, cursor + way * length);
  // Where frames lie further apart than the step, it goes on by one.
  return there === cursor ? steppedBy(frames, cursor, way) : there;
}

/** The edge of a span that comes next; the recording's end or start where there is none. */
function nextEdge({ frames, history, cursor }: Labelling, way: 1 | -1): TimestampMs {
  const edges = history.present.flatMap(({ from, to }) => [from, to]);
  return way === 1
    ? (edges.find((edge) => edge > cursor) ?? frames.end)
    : (edges.findLast((edge) => edge < cursor) ?? startOfFrames(frames));
}

function jumped(labelling: Labelling, to: (LabelCommand & { kind: 'jump' })['to']): TimestampMs {
  switch (to) {
    case 'start':
      return startOfFrames(labelling.frames);
    case 'end':
      return labelling.frames.end;
    case 'next_edge':
      return nextEdge(labelling, 1);
    case 'previous_edge':
      return nextEdge(labelling, -1);
  }
}

function placed(labelling: Labelling, cursor: TimestampMs): Labelled {
  const visible = showing(labelling.frames, labelling.visible, cursor);
  const word = spanAt(labelling.history.present, cursor)?.word ?? null;
  return {
    labelling: { ...labelling, cursor, visible },
    note: { kind: 'moved', at: cursor, word },
  };
}

const changed = (labelling: Labelling, spans: Spans, note: LabelNote): Labelled => ({
  labelling: { ...labelling, history: done(labelling.history, spans) },
  note,
});

const nothing = (
  labelling: Labelling,
  why: (LabelNote & { kind: 'nothing' })['why'],
): Labelled => ({
  labelling,
  note: { kind: 'nothing', why },
});

/** From the mark to the cursor; where they are in the same place, the frame that begins there. */
export function markedStretch({ frames, cursor, mark }: Labelling): Stretch | null {
  if (mark === null) return null;
  const from = timestampMs(Math.min(mark.at, cursor));
  const to = timestampMs(Math.max(mark.at, cursor));
  return from < to ? { from, to } : { from, to: steppedBy(frames, to, 1) };
}

function finished(labelling: Labelling, word: string): Labelled {
  const stretch = markedStretch(labelling);
  if (stretch === null || !(stretch.from < stretch.to)) return nothing(labelling, 'not_begun');
  const span = { ...stretch, word };
  const spans = painted(labelling.history.present, span);
  return changed({ ...labelling, mark: null }, spans, { kind: 'painted', span });
}

function worded(labelling: Labelling, word: string): Labelled {
  const { mark, cursor } = labelling;
  if (mark === null) {
    return {
      labelling: { ...labelling, mark: { at: cursor, word } },
      note: { kind: 'begun', at: cursor, word },
    };
  }
  const ended = finished(labelling, mark.word ?? word);
  // Another word than the one that was begun: that one ends here and the other begins.
  const goesOn = mark.word !== null && mark.word !== word && ended.labelling !== labelling;
  return goesOn
    ? { ...ended, labelling: { ...ended.labelling, mark: { at: cursor, word } } }
    : ended;
}

function erasedHere(labelling: Labelling): Labelled {
  const { history, cursor } = labelling;
  const stretch = markedStretch(labelling);
  const span = spanAt(history.present, cursor);
  if (stretch !== null) {
    const spans = erased(history.present, stretch);
    return changed({ ...labelling, mark: null }, spans, { kind: 'erased', stretch, word: null });
  }
  if (span === null) return nothing(labelling, 'no_span');
  return changed(labelling, erased(history.present, span), {
    kind: 'erased',
    stretch: span,
    word: span.word,
  });
}

function edgeHere(labelling: Labelling, edge: 'from' | 'to'): Labelled {
  const { history, cursor } = labelling;
  const spans = history.present;
  const here = firstAfter(spans, cursor);
  const isInside = (spans[here]?.from ?? Infinity) < cursor;
  const index = edge === 'from' || isInside ? here : here - 1;
  const span = spans[index];
  if (span === undefined) return nothing(labelling, 'no_span');
  return changed(labelling, withEdge(spans, index, edge, cursor), {
    kind: 'edge',
    edge,
    at: cursor,
    word: span.word,
  });
}

function replaced(labelling: Labelling, spans: Spans): Labelled {
  return changed({ ...labelling, mark: null }, spans, { kind: 'replaced', spans: spans.length });
}

function inHistory(labelling: Labelling, way: 'undo' | 'redo'): Labelled {
  const { history } = labelling;
  const next = way === 'undo' ? undone(history) : redone(history);
  if (next.present === history.present) return nothing(labelling, 'no_step');
  const note = { kind: way === 'undo' ? 'undone' : 'redone' } as const;
  return { labelling: { ...labelling, history: next, mark: null }, note };
}

/** What becomes of a labelling by a command. Throws RangeError for a span that is not there. */
export function labelled(labelling: Labelling, command: LabelCommand): Labelled {
  const { frames, history, cursor, visible } = labelling;
  const spans = history.present;
  const seen = (stretch: Stretch): Labelled => ({
    labelling: { ...labelling, visible: stretch },
    note: null,
  });
  switch (command.kind) {
    case 'step':
      return placed(labelling, stepped(labelling, command));
    case 'jump':
      return placed(labelling, jumped(labelling, command.to));
    case 'place':
      return placed(labelling, nearestEdge(frames, command.at));
    case 'select': {
      const from = nearestEdge(frames, command.from);
      const to = nearestEdge(frames, command.to);
      return {
        labelling: { ...labelling, cursor: to, mark: { at: from, word: null } },
        note: { kind: 'moved', at: to, word: null },
      };
    }
    case 'begin':
      return {
        labelling: { ...labelling, mark: { at: cursor, word: null } },
        note: { kind: 'begun', at: cursor, word: null },
      };
    case 'give_up':
      return { labelling: { ...labelling, mark: null }, note: { kind: 'given_up' } };
    case 'word':
      return worded(labelling, command.word);
    case 'finish': {
      const { mark } = labelling;
      if (mark === null) return nothing(labelling, 'not_begun');
      return mark.word === null ? nothing(labelling, 'no_word') : finished(labelling, mark.word);
    }
    case 'erase':
      return erasedHere(labelling);
    case 'erase_span': {
      const span = at(spans, command.index);
      const note = { kind: 'erased', stretch: span, word: span.word } as const;
      return changed(labelling, erased(spans, span), note);
    }
    case 'rename_span': {
      const span = { ...at(spans, command.index), word: command.word };
      return changed(labelling, painted(spans, span), { kind: 'painted', span });
    }
    case 'split':
      return spanAt(spans, cursor) === null
        ? nothing(labelling, 'no_span')
        : changed(labelling, splitAt(spans, cursor), { kind: 'split', at: cursor });
    case 'edge_here':
      return edgeHere(labelling, command.edge);
    case 'move_edge': {
      const { word } = at(spans, command.index);
      const there = nearestEdge(frames, command.at);
      const moved = withEdge(spans, command.index, command.edge, there);
      return changed(labelling, moved, { kind: 'edge', edge: command.edge, at: there, word });
    }
    case 'replace':
      return replaced(labelling, command.spans);
    case 'undo':
    case 'redo':
      return inHistory(labelling, command.kind);
    case 'zoom':
      return seen(zoomed(frames, visible, command.factor, command.around ?? cursor));
    case 'pan':
      return seen(panned(frames, visible, command.share));
    case 'show':
      return seen(command.stretch);
    case 'show_all':
      return seen(wholeOf(frames));
  }
}
