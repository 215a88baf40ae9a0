import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  evaluateModel,
  evaluating,
  type EvaluationInput,
} from '#core/evaluation/evaluate-model.ts';
import { EVALUATION } from '#core/evaluation/evaluation.ts';
import { figuresOf, figuresOfDraws } from '#core/evaluation/figures.ts';
import { figuresPerPerson } from '#core/evaluation/per-person.ts';
import { judge } from '#core/evaluation/judgement.ts';
import { presenceRows } from '#core/evaluation/judged-rows.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { PERSONS, PROBABILITIES, ROWS, TRUTH } from './reference-rows.ts';

const LABELS = ['a', 'b', 'c', 'd'];
const TRAIN = { windows: 100, perLabel: [35, 40, 15, 10] };
const worse = PROBABILITIES.map((row) => row.map((value) => (value + 0.25) / 2));
const input: EvaluationInput = {
  labels: LABELS,
  ordinal: true,
  output: 'exclusive',
  truth: TRUTH.map((label) => LABELS.map((_, other) => Number(other === label))),
  probabilities: PROBABILITIES,
  logistic: worse,
  persons: PERSONS,
  train: TRAIN,
  seed: 5,
  resamples: 60,
};

describe('an evaluation', () => {
  it('[EVA-18] of exclusive outputs is one question, judged as its rows are', () => {
    const evaluation = evaluateModel(input);
    expect(evaluation).toMatchObject({ windows: 60, persons: 7 });
    expect(evaluation.questions).toHaveLength(1);
    const question = at(evaluation.questions, 0);
    expect(question.subject).toBeNull();
    const resampling = { random: seededRandom(5), resamples: 60, level: 0.95 };
    const alone = judge(question.scale, { ...ROWS, persons: PERSONS }, TRAIN.perLabel, resampling);
    expect(question.model).toEqual(alone);
    expect(question.logistic?.figures).toEqual(
      figuresOf(question.scale, { truth: TRUTH, probabilities: worse }),
    );
  });

  it('[EVA-18] of independent outputs asks for each label whether it is there', () => {
    const { questions } = evaluateModel({ ...input, output: 'independent', logistic: null });
    expect(questions.map(({ subject }) => subject)).toEqual(LABELS);
    questions.forEach((question, label) => {
      expect(question.scale.labels).toEqual([`no_${at(LABELS, label)}`, at(LABELS, label)]);
      expect(question.logistic).toBeNull();
      const rows = presenceRows(
        PROBABILITIES.map((row) => at(row, label)),
        TRUTH.map((own) => own === label),
      );
      expect(question.model.figures).toEqual(figuresOf(question.scale, rows));
      // The majority of training: each label is oftener absent.
      expect(question.model.majority.perLabel[1]).toMatchObject({ recall: 0 });
    });
  });

  it('[EVA-18] draws the same persons for a model and its baseline', () => {
    const same = evaluateModel({ ...input, logistic: PROBABILITIES });
    expect(same.questions[0]?.logistic).toEqual(same.questions[0]?.model);
  });

  it.each(['exclusive', 'independent'] as const)(
    '[EVA-18] of %s outputs is read back from JSON as it was',
    (output) => {
      const evaluation = evaluateModel({ ...input, output });
      const back = v.parse(EVALUATION, JSON.parse(JSON.stringify(evaluation)));
      expect(back).toEqual(evaluation);
    },
  );

  it('[EVA-19] tells after every resample how far it is, and can be left there', () => {
    const steps = [...evaluating(input)];
    expect(steps).toEqual(
      Array.from({ length: 120 }, (_, index) => ({ done: index + 1, all: 120 })),
    );
    const started = evaluating(input);
    started.next();
    expect(started.return(evaluateModel(input)).done).toBe(true);
    expect(started.next()).toEqual({ done: true, value: undefined });
  });

  it('[EVA-9] weighs drawn rows as if each were there as often', () => {
    const scale = { labels: LABELS, ordinal: true };
    const draw = figuresOfDraws(scale, ROWS);
    const random = seededRandom(8);
    for (let round = 0; round < 20; round++) {
      const times = TRUTH.map(() => Math.floor(random() * 3));
      const rows = times.flatMap((count, row) => new Array<number>(count).fill(row));
      const picked = figuresOf(scale, {
        truth: rows.map((row) => at(TRUTH, row)),
        probabilities: rows.map((row) => at(PROBABILITIES, row)),
      });
      const weighed = draw(times);
      expect(weighed.confusion).toEqual(picked.confusion);
      for (const [name, value] of Object.entries(picked.summary)) {
        const own = Object.entries(weighed.summary).find(([other]) => other === name)?.[1];
        if (value === null) expect(own).toBeNull();
        else expect(own).toBeCloseTo(value, 12);
      }
      weighed.perLabel.forEach(({ rocAuc, averagePrecision }, label) => {
        expect(rocAuc).toBe(at(picked.perLabel, label).rocAuc);
        expect(averagePrecision).toBeCloseTo(
          at(picked.perLabel, label).averagePrecision ?? NaN,
          12,
        );
      });
    }
  });

  it('[EVA-18] tells of each person alone what it tells of one', () => {
    const perPerson = figuresPerPerson(input);
    expect(perPerson.map(({ person }) => person)).toEqual([...new Set(PERSONS)].sort());
    for (const { person, windows, macroF1 } of perPerson) {
      const own = PERSONS.flatMap((name, row) => (name === person ? [row] : []));
      const alone = figuresOf(
        { labels: LABELS, ordinal: true },
        {
          truth: own.map((row) => at(TRUTH, row)),
          probabilities: own.map((row) => at(PROBABILITIES, row)),
        },
      );
      expect(windows).toBe(own.length);
      expect(macroF1).toBeCloseTo(alone.summary.macroF1 ?? NaN, 12);
    }
  });

  it('[EVA-12] is refused where lists or rows do not fit', () => {
    expect(() => evaluateModel({ ...input, persons: ['p'] })).toThrow(RangeError);
    expect(() => evaluateModel({ ...input, truth: input.truth.slice(1) })).toThrow(RangeError);
    expect(() => evaluateModel({ ...input, truth: input.truth.map(() => [1, 1, 0, 0]) })).toThrow(
      /of one label/,
    );
    expect(() => evaluateModel({ ...input, truth: [], probabilities: [], persons: [] })).toThrow(
      RangeError,
    );
  });
});
