import { LEARNING_STATES } from '../models/prediction.ts';
import { at } from '../numeric/at.ts';
import { LEVELS } from './label-rule.ts';
import type { TrainingWindow } from './sided-window.ts';

export interface PersonResidualSettings {
  /** Windows of a person at which half of that person's departure is believed. */
  readonly halfAt: number;
  /** What the residual of a state's presence counts for. */
  readonly presence: number;
  /** What the residual of its level counts for, the highest level being 1. */
  readonly level: number;
}

/** Residuals lie within ±1, so that few targets have to be cut off at 0 or 1. */
export const DEFAULT_PERSON_RESIDUALS: PersonResidualSettings = {
  halfAt: 5,
  presence: 1 / 4,
  level: 3 / 8,
};

const HIGHEST = Math.max(...LEVELS);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * What each value is beyond what is usual for the person. A person's mean is drawn towards everybody's
 * the more, the fewer windows there are of that person: n / (n + halfAt) of its departure stays, as
 * in a model with a random intercept for each person (Laird & Ware 1982).
 */
function residuals(
  values: readonly number[],
  persons: readonly string[],
  halfAt: number,
): readonly number[] {
  const overall = mean(values);
  const ofPerson = new Map<string, number[]>();
  values.forEach((value, index) => {
    const person = at(persons, index);
    const own = ofPerson.get(person);
    if (own === undefined) ofPerson.set(person, [value]);
    else own.push(value);
  });
  const usual = new Map(
    [...ofPerson].map(([person, own]) => {
      const believed = own.length / (own.length + halfAt);
      return [person, overall + believed * (mean(own) - overall)];
    }),
  );
  return values.map((value, index) => value - (usual.get(at(persons, index)) ?? overall));
}

/**
 * Soft targets for the four learning states that tell a person's moments apart rather than persons:
 * ½ + presence·r(target) + level·r(level/3), kept within 0 and 1, r being the residual over the
 * training windows alone. Give it these as they were recorded, before copies are made of them: a
 * person's number of windows counts. Throws RangeError for windows without levels or with other
 * targets, and for augmented ones.
 */
export function personResidualTargets(
  train: readonly TrainingWindow[],
  { halfAt, presence, level }: PersonResidualSettings = DEFAULT_PERSON_RESIDUALS,
): readonly TrainingWindow[] {
  const persons = train.map(({ person }) => person);
  const perState = LEARNING_STATES.map((state, output) => {
    const levels = train.map(({ levels: own, targets, augmentedBy, source }) => {
      if (own === undefined || targets.length !== LEARNING_STATES.length) {
        throw new RangeError(`a window of ${source.file} has no levels of the four states`);
      }
      if (augmentedBy.length > 0) {
        throw new RangeError(`a window of ${source.file} is a copy: take residuals before copying`);
      }
      return own[state] / HIGHEST;
    });
    const present = train.map(({ targets }) => at(targets, output));
    const ofLevel = residuals(levels, persons, halfAt);
    return residuals(present, persons, halfAt).map((ofPresence, index) =>
      Math.min(1, Math.max(0, 0.5 + presence * ofPresence + level * at(ofLevel, index))),
    );
  });
  return train.map((window, index) => ({
    ...window,
    targets: perState.map((targets) => at(targets, index)),
  }));
}
