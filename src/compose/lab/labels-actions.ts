import { createLabelStore } from '#adapters/idb/label-store.ts';
import { keptPicture } from '#adapters/idb/kept-picture.ts';
import { saveFile } from '#adapters/files/save-file.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import { framesOf } from '#core/lab/labels/frame-times.ts';
import { labelCsv, spansOfCsv } from '#core/lab/labels/label-csv.ts';
import { type LabelCommand, labelled, startLabelling } from '#core/lab/labels/labelling.ts';
import { nearMoments } from '#core/lab/labels/near-moments.ts';
import type { CurveName, RecordingView } from '#core/lab/labels/recording-view.ts';
import type { Spans } from '#core/lab/labels/spans.ts';
import { parseRememberedWords, rememberedText } from '#core/lab/labels/vocabulary.ts';
import { around } from '#core/lab/labels/visible-stretch.ts';
import { recordingOf } from '#core/lab/recording-key.ts';
import type { LabelStore } from '#core/lab/lab-stores.ts';
import type { Clock, SessionArchive } from '#core/ports.ts';
import type { KeptFrame } from '#core/sessions/records.ts';
import { safeNamePart } from '#core/sessions/file-names.ts';
import type { TimestampMs } from '#core/units.ts';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import type { LabelsActions } from '#ui/lab/labels/labels-actions.ts';
import type { LabDeps } from './lab-deps.ts';
import { createLabelKeeper } from './label-keeper.ts';

/** What labelling takes from the page; others in tests. */
export interface LabelPorts {
  readonly labels: LabelStore;
  readonly clock: Clock;
  readonly keptPicture: (sessionId: string, at: TimestampMs) => Promise<KeptFrame | null>;
  readonly memory: Pick<Storage, 'getItem' | 'setItem'> | null;
}

function pageMemory(): Storage | null {
  try {
    return localStorage;
  } catch {
    // Where site data are blocked, the choice holds until the page is left.
    return null;
  }
}

const pagePorts = (): LabelPorts => ({
  labels: createLabelStore(),
  clock: pageClock,
  keptPicture: (sessionId, at) => keptPicture({}, sessionId, at),
  memory: pageMemory(),
});

const WORDS_KEY = 'heed-label-words';
const PICTURES = 5;
/** Shown about a moment that somebody was sent to, milliseconds. */
const ABOUT_MS = 60_000;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const usualCurves = ({ curves }: RecordingView): readonly CurveName[] => {
  const known = new Set(curves.map(({ name }) => name));
  return (['score', 'pose_Rx', 'gaze_angle_x'] as const)
    .filter((name) => known.has(name))
    .slice(0, 2);
};

type LabelDeps = Pick<LabDeps, 'stores' | 'desk'> & {
  readonly archive: Pick<SessionArchive, 'frameNames'>;
};

export function createLabelsActions(
  { stores, desk, archive }: LabelDeps,
  { labels, clock, keptPicture: pictureAt, memory }: LabelPorts = pagePorts(),
): LabelsActions {
  const store = stores.labels;
  const remembered = memory?.getItem(WORDS_KEY) ?? null;
  const known = remembered === null ? null : parseRememberedWords(remembered);
  if (known !== null) store.setState({ words: known });

  const opened = (recording?: string): OpenLabels | null => {
    const { opened: now } = store.getState();
    const isIt = recording === undefined || (now.kind !== 'none' && now.recording === recording);
    return now.kind === 'ready' && isIt ? now : null;
  };
  const change = (recording: string, part: Partial<OpenLabels>): void => {
    const now = opened(recording);
    if (now !== null) store.setState({ opened: { ...now, ...part } });
  };

  const keeper = createLabelKeeper({
    labels,
    clock,
    onSaved: (recording, saved) => {
      change(recording, { saved });
    },
  });
  const flushWhenHidden = (): void => {
    if (document.visibilityState === 'hidden') void keeper.flush();
  };
  document.addEventListener('visibilitychange', flushWhenHidden);
  addEventListener('pagehide', () => void keeper.flush());
  addEventListener('beforeunload', (event) => {
    if (keeper.isHolding()) event.preventDefault();
  });

  /** The parts that were last asked for, and whether an answer is awaited. */
  let parts = 0;
  let drawing = false;
  const draw = async (): Promise<void> => {
    if (drawing) return;
    drawing = true;
    try {
      for (;;) {
        const now = opened();
        if (now === null || parts === 0) return;
        const { recording, labelling, curveNames } = now;
        const stretch = labelling.visible;
        const asked = parts;
        const client = await desk.ask();
        const names = [...curveNames, 'face'] as const;
        const curves = await client.call('labelCurves', {
          recording,
          names,
          stretch,
          parts: asked,
        });
        change(recording, { curves });
        const after = opened(recording);
        const isLatest =
          after?.labelling.visible === stretch &&
          after.curveNames === curveNames &&
          parts === asked;
        if (isLatest) return;
      }
    } catch (error) {
      const now = opened();
      if (now !== null) change(now.recording, { trouble: `No curves: ${words(error)}` });
    } finally {
      drawing = false;
    }
  };

  /** Pictures that were read; the oldest go. */
  const pictures = new Map<number, KeptFrame>();
  const showPictures = async (): Promise<void> => {
    const now = opened();
    const of = now === null ? null : recordingOf(now.recording);
    if (now === null || of?.kind !== 'session' || now.pictures.all.length === 0) return;
    const { recording, labelling } = now;
    const near: KeptFrame[] = [];
    for (const index of nearMoments(now.pictures.all, labelling.cursor, PICTURES)) {
      const at = now.pictures.all[index];
      if (at === undefined) continue;
      const picture = pictures.get(at) ?? (await pictureAt(of.sessionId, at).catch(() => null));
      if (opened(recording)?.labelling.cursor !== labelling.cursor) return;
      if (picture === null) continue;
      pictures.set(at, picture);
      near.push(picture);
    }
    for (const at of [...pictures.keys()].slice(0, -60)) pictures.delete(at);
    const latest = opened(recording);
    if (latest !== null) change(recording, { pictures: { ...latest.pictures, near } });
  };

  const picturesOf = async (recording: string): Promise<readonly TimestampMs[]> => {
    const of = recordingOf(recording);
    if (of?.kind !== 'session') return [];
    const all: TimestampMs[] = [];
    try {
      for await (const { at } of archive.frameNames(of.sessionId)) all.push(at);
    } catch {
      // Pictures help; labels do not need them.
      return [];
    }
    return all;
  };

  const label = (command: LabelCommand): void => {
    const now = opened();
    if (now === null) return;
    const { labelling, note } = labelled(now.labelling, command);
    const count = (now.note?.count ?? 0) + 1;
    // The cursor tells its moves itself; what was done last stays in view.
    const said = note === null || note.kind === 'moved' ? now.note : { said: note, count };
    change(now.recording, { labelling, note: said });
    const spans = labelling.history.present;
    if (spans !== now.labelling.history.present) keeper.change(now.recording, spans);
    if (labelling.visible !== now.labelling.visible) void draw();
    if (labelling.cursor !== now.labelling.cursor) void showPictures();
  };

  const trackOf = async (recording: string): Promise<Spans> =>
    keeper.heldOf(recording) ?? (await labels.get(recording))?.spans ?? [];

  return {
    async loadRecordings() {
      const before = store.getState().listed;
      if (before.kind === 'failed') store.setState({ listed: { kind: 'reading' } });
      try {
        await keeper.flush();
        const client = await desk.ask();
        const list = await client.call('labelRecordings', null);
        store.setState({ listed: { kind: 'ready', list } });
      } catch (error) {
        store.setState({ listed: { kind: 'failed', why: words(error) } });
      }
    },
    async openRecording(recording, at) {
      const isAsked = (): boolean => {
        const { opened: now } = store.getState();
        return now.kind === 'reading' && now.recording === recording;
      };
      store.setState({ opened: { kind: 'reading', recording } });
      try {
        await keeper.flush();
        const client = await desk.ask();
        const [view, spans, all] = await Promise.all([
          client.call('labelView', { recording }),
          trackOf(recording),
          picturesOf(recording),
        ]);
        if (!isAsked()) return;
        const frames = framesOf(view.times);
        const started = startLabelling(frames, spans, at);
        const visible = around(frames, started.cursor, ABOUT_MS);
        pictures.clear();
        store.setState({
          opened: {
            kind: 'ready',
            recording,
            view,
            labelling: at === null ? started : { ...started, visible },
            note: null,
            saved: { kind: keeper.heldOf(recording) === null ? 'saved' : 'saving' },
            curveNames: usualCurves(view),
            curves: null,
            pictures: { all, near: [] },
            trouble: null,
          },
        });
        void draw();
        void showPictures();
      } catch (error) {
        const why = words(error);
        if (isAsked()) store.setState({ opened: { kind: 'failed', recording, why } });
      }
    },
    async leaveRecording() {
      store.setState({ opened: { kind: 'none' } });
      await keeper.flush();
    },
    label,
    chooseCurves(curveNames) {
      const now = opened();
      if (now === null) return;
      change(now.recording, { curveNames });
      void draw();
    },
    drawCurves(asked) {
      parts = asked;
      return draw();
    },
    rememberWords(chosen) {
      store.setState({ words: chosen });
      try {
        memory?.setItem(WORDS_KEY, rememberedText(chosen));
      } catch {
        // They hold until the page is left.
      }
    },
    async importLabels(file) {
      const now = opened();
      if (now === null) return;
      const { recording, labelling } = now;
      try {
        const text = await file.text();
        const spans = await spansOfCsv(file.name, [text], labelling.frames);
        if (opened(recording) === null) return;
        change(recording, { trouble: null });
        label({ kind: 'replace', spans });
      } catch (error) {
        const trouble = `${words(error)} Your labels are as they were.`;
        change(recording, { trouble });
      }
    },
    async exportLabels() {
      const now = opened();
      if (now === null) return { kind: 'failed', message: 'No recording is open.' };
      const name = `labels_${safeNamePart(now.view.name)}.csv`;
      const lines = [...labelCsv(now.labelling.history.present, now.view.times)];
      async function* content() {
        await Promise.resolve();
        yield lines.join('');
      }
      try {
        const outcome = await saveFile({ name, mime: 'text/csv', content: content() });
        return outcome === 'cancelled' ? { kind: 'cancelled' } : { kind: 'saved', fileName: name };
      } catch (error) {
        return { kind: 'failed', message: words(error) };
      }
    },
    saveLabels: () => keeper.flush(),
    dismissLabelTrouble() {
      const now = opened();
      if (now !== null) change(now.recording, { trouble: null });
    },
  };
}
