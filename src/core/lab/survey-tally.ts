import { LEFT_OUT, type FileReport, type LeftOut } from '../dataset/file-report.ts';
import { labelNames, type LabelRule } from '../dataset/label-rule.ts';
import type { UsableSequence, UsableStills } from '../dataset/read-sequence.ts';
import type { SourcedWindow } from '../dataset/sided-window.ts';
import type { Survey, SurveyedPerson, SurveyedRecording } from './survey.ts';
import { createValueRanges } from './value-ranges.ts';
import { verdictOf } from './verdict.ts';

/** One recording as it was read. */
export interface SurveyRead {
  readonly key: string;
  readonly name: string;
  /** Of each row where there are several. */
  readonly person: string | readonly string[];
  readonly knownPersons: boolean;
  readonly usable: UsableSequence | UsableStills;
  readonly windows: readonly SourcedWindow[];
  readonly report: FileReport;
}

export interface SurveyTally {
  read(one: SurveyRead): void;
  /** A recording that could not be used, with the sentence that says why. */
  refused(key: string, name: string, sentence: string): void;
  problem(sentence: string): void;
  survey(sourceId: string, recipe: string): Survey;
}

const NAMED_PROBLEMS = 50;

/** Counts recordings as they are read, and lets their windows go. */
export function createSurveyTally(rule: LabelRule): SurveyTally {
  const names = labelNames(rule);
  const classes = names.map(() => 0);
  const persons = new Map<string, { recordings: number; windows: number }>();
  const recordings: SurveyedRecording[] = [];
  const problems: string[] = [];
  const rows = { all: 0, kept: 0, absent: 0, refused: 0 };
  const leftOut: Record<LeftOut, number> = { no_label: 0, no_class: 0, too_short: 0, no_face: 0 };
  const ranges = createValueRanges();
  let windows = 0;
  let allKnown = true;

  const tell = (sentence: string): void => {
    if (problems.length < NAMED_PROBLEMS) problems.push(sentence);
  };
  const countPersons = (one: SurveyRead): void => {
    const own = new Map<string, number>();
    for (const { person } of one.windows) own.set(person, (own.get(person) ?? 0) + 1);
    for (const [name, count] of own) {
      const sofar = persons.get(name) ?? { recordings: 0, windows: 0 };
      persons.set(name, { recordings: sofar.recordings + 1, windows: sofar.windows + count });
    }
  };
  return {
    read(one) {
      const { report } = one;
      const { rows: own, refusal } = report;
      const [first] = own.firstRefusals;
      const problem = refusal ?? first ?? null;
      if (problem !== null) tell(problem);
      recordings.push({
        key: one.key,
        name: one.name,
        person: typeof one.person === 'string' && one.knownPersons ? one.person : null,
        rows: own.rows,
        kept: own.kept,
        refused: own.refused,
        windows: report.windows,
        unlabelled: report.leftOut.no_label,
        problem,
      });
      rows.all += own.rows;
      rows.kept += own.kept;
      rows.absent += own.absent;
      rows.refused += own.refused;
      windows += report.windows;
      for (const why of LEFT_OUT) leftOut[why] += report.leftOut[why];
      for (const { targets } of one.windows) {
        for (let label = 0; label < classes.length; label++) {
          classes[label] = (classes[label] ?? 0) + (targets[label] ?? 0);
        }
      }
      if (one.windows.length > 0) allKnown &&= one.knownPersons;
      countPersons(one);
      ranges.add(one.usable);
    },
    refused(key, name, sentence) {
      tell(sentence);
      const nothing = { rows: 0, kept: 0, refused: 0, windows: 0, unlabelled: 0 };
      recordings.push({ key, name, person: null, ...nothing, problem: sentence });
    },
    problem: tell,
    survey(sourceId, recipe) {
      const survey: Omit<Survey, 'verdict'> = {
        sourceId,
        recipe,
        by: allKnown ? 'person' : 'video',
        persons: [...persons].map(([name, own]): SurveyedPerson => ({ name, ...own })),
        recordings,
        rows,
        windows,
        unlabelled: leftOut.no_label,
        leftOut,
        classes: names.map((name, label) => ({ name, windows: classes[label] ?? 0 })),
        ranges: ranges.ranges(),
        problems,
      };
      return { ...survey, verdict: verdictOf(survey) };
    },
  };
}
