import { named } from '../dataset/sided-window.ts';
import type { Survey, Verdict } from './survey.ts';

/** Fewer windows of a class say little of it, whatever learns from them. */
export const FEW_WINDOWS = 50;
/** Training, validation and test each need somebody. */
export const FEWEST_PERSONS = 3;
/** From this share of refused rows on, something is wrong with how they were written. */
export const MANY_REFUSED = 0.1;

const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

const notUsable = (reason: string): Verdict => ({ kind: 'not_usable', reasons: [reason] });

/** Why there is no window with a label, and what to do. */
function withoutWindows(survey: Omit<Survey, 'verdict'>): Verdict {
  const { recordings, rows, unlabelled, leftOut, problems, recipe } = survey;
  if (recordings.length === 0) {
    return notUsable(
      problems[0] ??
        'No recording is in it: features CSVs, zipped sessions, landmark recordings or videos are read here.',
    );
  }
  if (unlabelled > 0) {
    return notUsable(
      `None of its ${counted(unlabelled, 'window')} has a label for the recipe ${recipe}: label some under Labels, add the label file, or choose another recipe.`,
    );
  }
  if (leftOut.no_class > 0) {
    return notUsable(
      `Its labels are none of the classes of the recipe ${recipe}: choose a recipe with these classes.`,
    );
  }
  if (rows.all > 0 && rows.kept === 0) {
    return notUsable(
      `None of its ${counted(rows.all, 'row')} could be kept. ${problems[0] ?? 'No face was found in any of them.'}`,
    );
  }
  if (leftOut.too_short > 0) {
    return notUsable(
      `Every stretch without gaps is shorter than a window of the recipe ${recipe}: choose one with shorter windows, or give longer recordings.`,
    );
  }
  return notUsable(problems[0] ?? 'Nothing in it could be read.');
}

/** What a survey means for who wants to train, in words. */
export function verdictOf(survey: Omit<Survey, 'verdict'>): Verdict {
  const { windows, classes, persons, by, rows, recordings } = survey;
  if (windows === 0) return withoutWindows(survey);
  const reasons: string[] = [];
  const there = classes.filter((one) => one.windows > 0);
  const [only] = there;
  if (only !== undefined && there.length === 1 && classes.length > 1) {
    reasons.push(
      `All its labels are ${only.name}: by itself it teaches no difference, so use it beside others.`,
    );
  } else {
    const missing = classes.filter((one) => one.windows === 0).map(({ name }) => name);
    if (missing.length > 0) reasons.push(`No window shows ${named(missing)}.`);
  }
  const few = there.filter((one) => one.windows < FEW_WINDOWS);
  if (few.length > 0) {
    const list = few.map((one) => `${one.name} ${one.windows}`);
    reasons.push(`Few windows for some classes (${named(list)}): what is said of them is unsure.`);
  }
  if (by === 'video') {
    reasons.push(
      'It is not known who is in every recording, so it is split by video: the same face may be on both sides, and figures look better than they are. Name persons in the label file.',
    );
  } else if (persons.length === 1) {
    reasons.push(
      'It is one person only: nobody can be held out, so by itself nothing can be judged of strangers.',
    );
  } else if (persons.length < FEWEST_PERSONS) {
    reasons.push(
      `It is ${counted(persons.length, 'person')}, and ${FEWEST_PERSONS} are needed to train, to stop and to judge by different ones.`,
    );
  }
  const refused = rows.refused / Math.max(1, rows.all);
  if (refused >= MANY_REFUSED) {
    reasons.push(
      `${Math.round(refused * 100)} % of its rows were refused for values that cannot be: were angles in degrees, or intensities not 0 to 5?`,
    );
  }
  const lost = recordings.filter((one) => one.windows === 0 && one.problem !== null).length;
  if (lost > 0) {
    reasons.push(`${lost} of ${counted(recordings.length, 'recording')} could not be used.`);
  }
  return { kind: reasons.length === 0 ? 'ready' : 'with_care', reasons };
}
