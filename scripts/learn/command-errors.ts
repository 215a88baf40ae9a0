import { CsvError } from '#core/csv/csv-error.ts';
import { LabelsContradict } from '#core/dataset/label-book.ts';
import { SplitRefused } from '#core/dataset/sided-window.ts';
import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import { UserError } from '../extract/user-error.ts';

const KNOWN = [UserError, CsvError, LabelsContradict, SplitRefused, TrainingRefused, ImportRefused];

/** Runs a command: what the person can put right is one sentence and exit code 2, anything else 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (cause) {
    const known = KNOWN.find((kind) => cause instanceof kind);
    // Thrown further, Node would print the whole of tfjs' wasm glue before the reason.
    console.error(known === undefined ? cause : (cause as Error).message);
    process.exitCode = known === undefined ? 1 : 2;
  }
}
