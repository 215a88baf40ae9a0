import { ydfForests } from '#adapters/ydf/ydf-forests.ts';
import { FOREST_KINDS, type ForestKind } from '#core/learning/forest.ts';
import { REFERENCE_ROWS, referenceJob } from '../../unit/ydf/reference.ts';

export interface ForestReport {
  readonly kind: ForestKind;
  readonly shares: readonly (readonly number[])[];
  /** After it was exported, closed, and read by a library started anew. */
  readonly readAgain: readonly (readonly number[])[];
  /** What a file of nothing is refused with. */
  readonly refusal: string;
}
export type ForestReply = readonly ForestReport[] | { readonly failed: string };

async function report(kind: ForestKind): Promise<ForestReport> {
  const trainer = ydfForests('/wasm/');
  const forest = await trainer.train(referenceJob(kind));
  const shares = await forest.predict(REFERENCE_ROWS);
  const bytes = await forest.export();
  forest.close();
  const again = await ydfForests('/wasm/').read(bytes);
  const readAgain = await again.predict(REFERENCE_ROWS);
  again.close();
  const refusal = await trainer.read(new Uint8Array(0)).then(
    () => 'none',
    (error: unknown) => String(error),
  );
  return { kind, shares, readAgain, refusal };
}

/** Answers any message with a report of each kind of forest. */
self.addEventListener('message', () => {
  const reports = (async () => {
    const done: ForestReport[] = [];
    for (const kind of FOREST_KINDS) done.push(await report(kind));
    return done;
  })();
  reports.then(
    (reply: ForestReply) => {
      self.postMessage(reply);
    },
    (error: unknown) => {
      self.postMessage({ failed: String(error) } satisfies ForestReply);
    },
  );
});
