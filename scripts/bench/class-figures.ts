/** Measures what a class costs its dashboard, and how much of small classes can be shown. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Admitted } from '#core/live/gate/admission.ts';
import type { ClassCell, ClassFigures } from '#core/live/class-figures.ts';
import type { StateMessage } from '#core/live/messages/class-message.ts';
import { memberId, type MemberId } from '#core/live/class-room.ts';
import { createClassRollup, type ClassRollup } from '#core/live/rollup/class-rollup.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { figureOf, quantile, type BenchFigure } from './figure.ts';

const STARTED_AT = timestampMs(1_800_000_000_000);
const GROUP = 5;
const COST_SIZES = [10, 100, 1000, 5000];
const SHARE_SIZES = [5, 6, 8, 10, 15, 30, 100];
const SHARE_SEEDS = [1, 2, 3, 4, 5];
const UNSEEN = 0.05;
const MEGABYTE = 1e6;

const membersOf = (size: number): MemberId[] =>
  Array.from({ length: size }, (_, i) => memberId(`s-${i}`)).filter((id) => id !== null);

const rollupOf = (seed: number): ClassRollup =>
  createClassRollup({
    minimumGroup: GROUP,
    startedAt: STARTED_AT,
    random: seededRandom(seed),
  });

function message(
  member: MemberId,
  seconds: number,
  value: number | null,
  states: StateMessage['states'],
): Admitted<StateMessage> {
  const at = timestampMs(STARTED_AT + 1000 * seconds);
  return {
    kind: 'admitted',
    member,
    at,
    receivedAt: at,
    retained: false,
    message: {
      kind: 'state',
      run: 'aaaaaaaa',
      number: Math.round(1000 * seconds),
      at,
      delay: durationMs(0),
      lectureTime: lectureTimeS(seconds),
      player: 'playing',
      score: value === null ? null : score(value),
      status: value === null ? 'not_detected' : 'engaged',
      quality: probability(0.9),
      states,
      name: null,
    },
  };
}

interface Cost {
  /** Microseconds for each message, by blocks. */
  readonly takes: number[];
  /** Milliseconds. */
  readonly ticks: number[];
}

/** Plays `seconds` of a class in which 5 % are not seen, at random in each cell. */
function play(rollup: ClassRollup, size: number, every: number, seconds: number): Cost {
  const members = membersOf(size);
  const random = seededRandom(size);
  const isUnseen = new Uint8Array(size);
  const states = [0.1, 0.7, 0.2, 0.1].map(probability);
  const takes: number[] = [];
  const ticks: number[] = [];
  for (let tenth = 0; tenth < 10 * seconds; tenth++) {
    const now = tenth / 10;
    if (tenth % 100 === 0) for (let i = 0; i < size; i++) isUnseen[i] = random() < UNSEEN ? 1 : 0;
    const due: Admitted<StateMessage>[] = [];
    for (let i = tenth % (10 * every); i < size; i += 10 * every) {
      const member = members[i];
      if (member === undefined) continue;
      const value = isUnseen[i] === 1 ? null : 40 + Math.floor(60 * random());
      due.push(message(member, now, value, states));
    }
    const before = performance.now();
    for (const one of due) rollup.take(one);
    if (due.length > 0) takes.push((1000 * (performance.now() - before)) / due.length);
    const start = performance.now();
    rollup.tick(timestampMs(STARTED_AT + 1000 * now));
    rollup.now();
    rollup.lecture();
    ticks.push(performance.now() - start);
  }
  return { takes, ticks };
}

function costFigures(): BenchFigure[] {
  return COST_SIZES.flatMap((size) => {
    const rollup = rollupOf(size);
    play(rollup, size, 1, 30);
    const { takes, ticks } = play(rollupOf(size), size, 1, 120);
    const how = '1 Hz each with learning states, 120 s of a class, Node';
    return [
      figureOf(`one message, class of ${size}`, 'µs', takes, how),
      figureOf(
        `tick with now() and lecture(), class of ${size}`,
        'ms',
        ticks,
        `10 a second, ${how}`,
      ),
    ];
  });
}

function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function memoryFigure(): BenchFigure[] {
  const size = 5000;
  const hours = 3;
  const before = memoryInUse();
  const rollup = rollupOf(1);
  const { ticks } = play(rollup, size, 5, 3600 * hours);
  const used = memoryInUse() - before;
  const note = `${size} students with learning states, ${hours} h at 0.2 Hz, ${rollup.lecture().length} cells of each axis, after collecting garbage, Node`;
  return [
    { name: 'memory of a large class', unit: 'MB', median: used / MEGABYTE, samples: 1, note },
    figureOf('tick with now() and lecture() of that class', 'ms', ticks, note),
  ];
}

interface Shares {
  readonly shown: number;
  readonly heldBack: number;
  readonly tooFew: number;
  /** Of those with a score in a cell that is shown. */
  readonly students: number;
}

/**
 * An hour of a class at 1 Hz: students come within the first three minutes and go within the last
 * three, each at a time of their own, and 5 % of them are not seen in a cell, drawn anew each time.
 */
function smallClass(size: number, seed: number): ClassRollup {
  const rollup = rollupOf(seed);
  const random = seededRandom(1000 * seed + size);
  const members = membersOf(size).map((id) => ({
    id,
    comes: 180 * random(),
    goes: 3600 - 180 * random(),
    isUnseen: false,
  }));
  for (let second = 0; second < 3640; second++) {
    for (const [i, member] of members.entries()) {
      if (second % 10 === 0) member.isUnseen = random() < UNSEEN;
      if (second < member.comes || second > member.goes) continue;
      const value = member.isUnseen ? null : 40 + Math.floor(60 * random());
      rollup.take(message(member.id, second + i / (2 * size), value, null));
    }
    for (const part of [0.6, 0.9]) rollup.tick(timestampMs(STARTED_AT + 1000 * (second + part)));
    rollup.now();
  }
  return rollup;
}

function sharesOf(
  cells: readonly ClassCell[],
  pick: (of: ClassFigures) => ClassFigures['score' | 'paused'],
  size: number,
): Shares {
  const kinds = cells.map((cell) => pick(cell));
  const share = (kind: string): number =>
    kinds.filter((one) => one.kind === kind).length / cells.length;
  const students = kinds.flatMap((one) => (one.kind === 'shown' ? [one.students / size] : []));
  return {
    shown: share('shown'),
    heldBack: share('held_back'),
    tooFew: share('too_few'),
    students: students.length === 0 ? 0 : quantile(students, 0.5),
  };
}

function shareFigures(): BenchFigure[] {
  const how = `median of ${SHARE_SEEDS.length} simulated hours, cells of the lecture's time, groups of ${GROUP}, 5 % unseen in a cell at random`;
  return SHARE_SIZES.flatMap((size) => {
    const classes = SHARE_SEEDS.map((seed) => smallClass(size, seed));
    const scores = classes.map((one) => sharesOf(one.lecture(), ({ score: own }) => own, size));
    const present = classes.map((one) => sharesOf(one.lecture(), ({ paused }) => paused, size));
    const figure = (name: string, of: readonly Shares[], key: keyof Shares): BenchFigure => ({
      name: `class of ${size}: ${name}`,
      unit: '%',
      median:
        100 *
        quantile(
          of.map((shares) => shares[key]),
          0.5,
        ),
      samples: SHARE_SEEDS.length,
      note: how,
    });
    return [
      figure('cells with a score', scores, 'shown'),
      figure('cells with a score held back', scores, 'heldBack'),
      figure('cells with too few scores', scores, 'tooFew'),
      figure('of the class behind a score that is shown', scores, 'students'),
      figure('cells with the share of those who paused', present, 'shown'),
    ];
  });
}

/** About three minutes. Needs a quiet machine for its times, not for its shares. */
export const benchClassFigures = (): Promise<BenchFigure[]> =>
  Promise.resolve([...costFigures(), ...memoryFigure(), ...shareFigures()]);
