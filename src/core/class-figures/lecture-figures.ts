import type { SessionRecord } from '../sessions/records.ts';
import { probability } from '../units.ts';
import { weightedMean, type WeightedFigure, type WeightedMean } from './weighted-mean.ts';

type Session = Pick<
  SessionRecord,
  'studentId' | 'lectureId' | 'courseId' | 'endedAt' | 'meanScore' | 'reliabilityWeight'
>;

/** What the students of one lecture amount to. */
export interface LectureFigures {
  readonly courseId: string;
  readonly lectureId: string;
  /** Mean score over students, each once, by how reliably each was read. */
  readonly score: WeightedMean;
}

/**
 * A student's figure over several sessions of the lecture: their mean by weight, which counts as the
 * most reliable of them does. null where no ended session has a score and a reliability.
 */
function ofStudent(sessions: readonly Session[]): WeightedFigure | null {
  const figures = sessions.flatMap(({ endedAt, meanScore, reliabilityWeight }) =>
    endedAt === null || meanScore === null || reliabilityWeight === null
      ? []
      : [{ value: meanScore, weight: reliabilityWeight }],
  );
  const mean = weightedMean(figures);
  if (mean === null) return null;
  const weight = probability(Math.max(...figures.map((figure) => figure.weight)));
  return { value: mean.value, weight };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** Ids hold no space. */
const lectureOf = ({ courseId, lectureId }: Session): string => `${courseId} ${lectureId}`;

/** Lectures with figures of at least two students, in the order of their first session. */
export function lectureFigures(sessions: readonly Session[]): readonly LectureFigures[] {
  return grouped(sessions, lectureOf).flatMap((ofLecture) => {
    const [first] = ofLecture;
    const students = grouped(ofLecture, ({ studentId }) => studentId);
    const figures = students.map(ofStudent).filter((figure) => figure !== null);
    const score = weightedMean(figures);
    if (first === undefined || score === null || score.count < 2) return [];
    return [{ courseId: first.courseId, lectureId: first.lectureId, score }];
  });
}
