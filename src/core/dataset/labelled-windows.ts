import type { Recipe } from '../recipes/recipe.ts';
import { inputOf, type ModelSignal } from '../signals/model-signals.ts';
import { durationMs, type TimestampMs } from '../units.ts';
import { resultOf } from '../numeric/result-of.ts';
import { cutting, type WindowPlan } from './cut-windows.ts';
import { factsNear, factsOfRow, factsOfSpan, type FileFacts } from './file-facts.ts';
import { createFileReporter, type FileReport, type FileReporter } from './file-report.ts';
import { type LabelFacts, labelOf, targetsOf } from './label-rule.ts';
import { heldWindow } from './labelled-window.ts';
import type { UsableSequence, UsableStill, UsableStills } from './read-sequence.ts';
import type { SourcedWindow } from './sided-window.ts';

/** One file of a data set, read and labelled. */
export interface LabelledFile {
  /** Its name in messages and, where `recording` is not given, in the windows' source. */
  readonly file: string;
  readonly recording?: string;
  readonly usable: UsableSequence | UsableStills;
  readonly facts: FileFacts;
  /** Who it is: of the whole file, or one for every row. */
  readonly person: string | readonly string[];
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  /** Told of each window of which nothing is said. */
  readonly onUnlabelled?: ((window: CutWindow) => void) | undefined;
}

export interface LabelledWindows {
  readonly windows: readonly SourcedWindow[];
  readonly report: FileReport;
}

/** How a recipe has sequences cut. */
export const planOf = ({ window, cut }: Pick<Recipe, 'window' | 'cut'>): WindowPlan => ({
  contract: {
    length: window.length,
    rateHz: window.rateHz,
    maxGap: durationMs(window.maxGapMs),
  },
  ...cut,
});

/** A window before it is known what it shows. */
export type CutWindow = Pick<SourcedWindow, 'values' | 'padding' | 'person'> & {
  readonly endsAt: TimestampMs | null;
};

function labelled(
  { file, recording = file, recipe, onUnlabelled }: LabelledFile,
  made: CutWindow,
  facts: LabelFacts | null,
  reporter: FileReporter,
): SourcedWindow | null {
  if (facts === null) {
    reporter.leftOut('no_label');
    onUnlabelled?.(made);
    return null;
  }
  const label = labelOf(recipe.labels, facts);
  const targets = targetsOf(recipe.labels, facts);
  if (label === null || targets === null) {
    reporter.noClass(recipe.labels, facts);
    return null;
  }
  reporter.window();
  const { values, padding, person, endsAt } = made;
  const { levels } = facts;
  const source = { file: recording, endsAt };
  const window = { values, padding, person, label, targets, source, augmentedBy: [] };
  return levels === null ? window : { ...window, levels };
}

/** null where several persons are in one sequence: a window could be of two of them. */
function onlyPerson(person: string | readonly string[]): string | null {
  if (typeof person === 'string') return person;
  const [first] = person;
  return first !== undefined && person.every((name) => name === first) ? first : null;
}

function* ofSequence(
  given: LabelledFile,
  usable: UsableSequence,
  reporter: FileReporter,
): Generator<null, SourcedWindow[]> {
  const { file, facts, recipe, signal } = given;
  const person = onlyPerson(given.person);
  if (person === null) {
    reporter.refuse(
      `${file}: several persons are named in one sequence, and a window must be of one; give a file to each.`,
    );
    return [];
  }
  const inputs = usable.inputs.map((input) => inputOf(signal, input));
  const cut = yield* cutting(inputs, planOf(recipe), signal.features.length, usable.times);
  if (cut.kind === 'refused') {
    reporter.refuse(`${file}: ${cut.sentence}`);
    return [];
  }
  reporter.leftOut('too_short', cut.skipped);
  const halfStep = durationMs(500 / recipe.window.rateHz);
  const factsAt = (moment: TimestampMs): LabelFacts | null => {
    switch (facts.kind) {
      case 'file':
        return facts.facts;
      case 'rows':
        return factsOfRow(facts.facts, usable.times, moment);
      case 'moments':
        return factsNear(facts.moments, moment, halfStep);
      case 'spans':
        return factsOfSpan(facts.spans, moment);
    }
  };
  return cut.windows.flatMap(
    (window) => labelled(given, { ...window, person }, factsAt(window.endsAt), reporter) ?? [],
  );
}

function ofStills(
  given: LabelledFile,
  usable: UsableStills,
  reporter: FileReporter,
): SourcedWindow[] {
  const { facts, person, recipe, signal, file } = given;
  const valuesOf = (still: UsableStill): Float32Array | null => {
    if (still.kind === 'face') return signal.row(still.features);
    return still.reason === 'no_face' ? signal.absentRow : null;
  };
  return usable.rows.flatMap((still) => {
    const row = valuesOf(still);
    if (row === null) {
      reporter.leftOut('no_face');
      return [];
    }
    const whose = typeof person === 'string' ? person : person[still.row];
    if (whose === undefined) throw new RangeError(`${file}: row ${still.row} has no person`);
    const values = heldWindow(row, recipe.window.length);
    const own = facts.kind === 'file' ? facts.facts : null;
    const said = facts.kind === 'rows' ? (facts.facts[still.row] ?? null) : own;
    const made = { values, padding: 0, person: whose, endsAt: null };
    return labelled(given, made, said, reporter) ?? [];
  });
}

/**
 * The windows of one file. A sequence is cut as the recipe says, and a window's label is what holds
 * at its anchor, its end: what a live prediction is of. A still is held for a window's length; to a
 * signal with a row for nobody a missing face is such a row. What is left out is in the report.
 * Yields now and then, so that a caller may pause.
 */
export function* labelling(given: LabelledFile): Generator<null, LabelledWindows> {
  const { usable } = given;
  const reporter = createFileReporter(usable);
  const windows =
    usable.kind === 'sequence'
      ? yield* ofSequence(given, usable, reporter)
      : ofStills(given, usable, reporter);
  return { windows, report: reporter.report() };
}

/** The same at once. */
export const labelledWindows = (given: LabelledFile): LabelledWindows => resultOf(labelling(given));
