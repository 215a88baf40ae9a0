import type { LabelStore } from '#core/lab/lab-stores.ts';
import { LABEL_TRACK_VERSION } from '#core/lab/stored-label-track.ts';
import type { Spans } from '#core/lab/labels/spans.ts';
import type { Clock } from '#core/ports.ts';
import type { Saved } from '#stores/lab/labels-store.ts';

export interface LabelKeeperOptions {
  readonly labels: Pick<LabelStore, 'put'>;
  readonly clock: Clock;
  readonly onSaved: (recording: string, saved: Saved) => void;
}

const SAVE_AFTER_MS = 400;

const whyOf = (error: unknown): string =>
  `The browser did not store these labels, so they are held by this page alone: leave it open, export them, and try again. (${error instanceof Error ? error.message : String(error)})`;

/** Saves labels soon after they change, one recording after another; what cannot be stored is held. */
export function createLabelKeeper({ labels, clock, onSaved }: LabelKeeperOptions) {
  /** What is not stored yet. */
  const held = new Map<string, Spans>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    for (const [recording, spans] of [...held]) {
      try {
        await labels.put({
          recording,
          formatVersion: LABEL_TRACK_VERSION,
          spans,
          updatedAt: clock(),
        });
        // Changed again meanwhile: the next write has it.
        if (held.get(recording) !== spans) continue;
        held.delete(recording);
        onSaved(recording, { kind: 'saved' });
      } catch (error) {
        onSaved(recording, { kind: 'held', why: whyOf(error) });
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    writing = writing.then(write);
    return writing;
  };

  return {
    change(recording: string, spans: Spans): void {
      held.set(recording, spans);
      onSaved(recording, { kind: 'saving' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    },
    /** What is not stored yet of a recording; null where everything is. */
    heldOf: (recording: string): Spans | null => held.get(recording) ?? null,
    isHolding: (): boolean => held.size > 0,
    flush,
  };
}
