import type { KerasModel } from '#core/models/keras-layers.ts';
import { ImportRefused, type ImportRefusalKind } from '#core/models/keras-refusal.ts';

/** What came of reading a foreign model; a refusal crosses as data. */
export type ImportOutcome =
  | { readonly kind: 'read'; readonly model: KerasModel }
  | {
      readonly kind: 'refused';
      readonly refusal: ImportRefusalKind;
      readonly message: string;
      /** The damage brought HDF5 down: whoever read it cannot read anything else. */
      readonly readerIsBroken: boolean;
    };

export interface ImportProtocol {
  readonly commands: {
    /** Bytes of an .h5 or .keras. */
    readonly read: { readonly args: Uint8Array; readonly result: ImportOutcome };
  };
  readonly toWorker: never;
  readonly fromWorker: never;
}

/** How long a model may take; damage can make HDF5 read on for ever. */
export const IMPORT_LIMIT_MS = 20_000;

/** @throws ImportRefused where it was. */
export function importedModel(outcome: ImportOutcome): KerasModel {
  if (outcome.kind === 'read') return outcome.model;
  throw new ImportRefused(outcome.refusal, outcome.message);
}

export const tookTooLong = (limitMs: number): ImportRefused =>
  new ImportRefused(
    'took_too_long',
    `The file was not read within ${limitMs / 1000} s, as happens with damaged ones: nothing of it was kept.`,
  );

export const readingEnded = (cause: unknown): ImportRefused =>
  new ImportRefused(
    'foreign',
    'Reading the file brought its reader down, as damage does: nothing of it was kept.',
    cause,
  );
