import { at } from '../../numeric/at.ts';
import type { Random } from '../../ports.ts';
import { elapsed, type LectureTimeS, type TimestampMs } from '../../units.ts';
import type { Admitted } from '../gate/admission.ts';
import { AlertKeeper } from '../moments/alert-keeper.ts';
import { CellAxis } from './cell-axis.ts';
import type { ClassAlert } from '../moments/class-alerts.ts';
import {
  CELL_SECONDS,
  type ClassCell,
  type ClassFigures,
  type ClassMoment,
  type ClassNow,
  type NamedStudent,
} from '../class-figures.ts';
import { ClassMembers } from './class-members.ts';
import type { LeftMessage, StateMessage } from '../messages/class-message.ts';
import { findMoments } from '../moments/class-moments.ts';
import type { NamedSeries } from '../records/class-record.ts';
import { CONTRIBUTION_LENGTH, readMessage } from './contribution.ts';
import { FigureMaker } from './figure-maker.ts';
import { FiguresNow } from './figures-now.ts';
import { FlatContributions } from './flat-contributions.ts';
import { NamedStudents } from './named-students.ts';

export interface ClassRollupOptions {
  readonly minimumGroup: number;
  readonly startedAt: TimestampMs;
  /** Who is left out with somebody who left is chosen by it. */
  readonly random: Random;
}

/** From single messages to what a class may be shown as; keeps everything in memory. */
export interface ClassRollup {
  /** Costs the same in a class of ten and of five thousand. */
  take(admitted: Admitted): void;
  /** Lets time pass: who was not heard of is gone, cells close, moments begin and end. */
  tick(at: TimestampMs): void;
  now(): ClassNow;
  /** Grows when a cell of either axis has changed. */
  readonly revision: number;
  /** Rising `index`; the same array until the revision grows. */
  lecture(): readonly ClassCell[];
  wall(): readonly ClassCell[];
  /** Over the whole lecture, each student once. */
  overall(): ClassFigures;
  moments(): readonly ClassMoment[];
  alerts(): readonly ClassAlert[];
  named(): readonly NamedStudent[];
  namedSeries(): readonly NamedSeries[];
  /** Messages taken. */
  readonly messages: number;
}

/** Above, a lecture's time has no cell: twelve hours. */
const MOST_LECTURE_CELLS = (12 * 3600) / CELL_SECONDS;
const MOST_WALL_CELLS = (24 * 3600) / CELL_SECONDS;
const CELL_MS = CELL_SECONDS * 1000;
/** Sets and presence are looked at so often. */
const EVERY_MS = 1000;
/** The whole lecture changes slowly, and each set that is shown leaves less room for the next. */
const OVERALL_EVERY_MS = 10_000;
/** Cells of each axis in one tick. */
const CELLS_EACH_TICK = 2;
/** What is older when it comes was kept while the student was offline: it is not now. */
const LIVE_MS = 15_000;
/** Longer than students keep what waits, and clocks differ. */
const WALL_OPEN_MS = 20 * 60_000;
/** On the way, and to the next message of a class that sends slowly. */
const WALL_WAIT_MS = 3000;

export function createClassRollup(options: ClassRollupOptions): ClassRollup {
  return new Rollup(options);
}

class Rollup implements ClassRollup {
  messages = 0;
  revision = 0;
  private readonly startedAt: TimestampMs;
  private readonly maker: FigureMaker;
  private readonly roster: ClassMembers;
  private readonly present: FiguresNow;
  private readonly lectureCells: CellAxis;
  private readonly wallCells: CellAxis;
  private readonly whole = new FlatContributions();
  private readonly students: NamedStudents;
  private readonly alertKeeper = new AlertKeeper();
  private readonly message = new Float64Array(CONTRIBUTION_LENGTH);
  private clock: TimestampMs;
  private heardAt: TimestampMs | null = null;
  private sweptAt = -Infinity;
  private position: LectureTimeS | null = null;
  private overallAt = -Infinity;
  private overallOf = 0;
  private overallFigures: ClassFigures | null = null;
  private momentList: readonly ClassMoment[] = [];
  private momentsOf = 0;
  private movedAt: TimestampMs;

  constructor(options: ClassRollupOptions) {
    this.startedAt = options.startedAt;
    this.clock = options.startedAt;
    this.movedAt = options.startedAt;
    this.maker = new FigureMaker(options);
    this.roster = new ClassMembers(options.minimumGroup, (slot) => {
      this.present.markChanged();
      this.students.markChanged(slot);
    });
    this.students = new NamedStudents((slot) => at(this.roster.members, slot).presence);
    this.present = new FiguresNow(this.maker, this.roster.present);
    this.lectureCells = new CellAxis({
      maker: this.maker,
      population: this.roster,
      pauses: 'at_all',
      mostCells: MOST_LECTURE_CELLS,
      awaits: (index) =>
        this.roster.isMovingIn(index) || this.roster.isMovingIn(index - 1) ? 'some' : 'nobody',
      isOver: () => false,
    });
    this.wallCells = new CellAxis({
      maker: this.maker,
      population: this.roster,
      pauses: 'time_share',
      mostCells: MOST_WALL_CELLS,
      awaits: (index, now) => (now < this.endOfWall(index) + WALL_WAIT_MS ? 'everybody' : 'nobody'),
      isOver: (index, now) => now > this.endOfWall(index) + WALL_OPEN_MS,
    });
  }

  take(admitted: Admitted): void {
    this.messages++;
    this.pass(admitted.receivedAt);
    this.heardAt = admitted.receivedAt;
    if (isState(admitted)) this.takeState(admitted, this.roster.hear(admitted));
    else {
      const slot = this.roster.farewell(admitted as Admitted<LeftMessage>);
      if (slot !== null) this.students.markChanged(slot);
    }
  }

  tick(now: TimestampMs): void {
    this.pass(now);
    if (this.clock - this.sweptAt >= EVERY_MS) this.sweep();
    const lecture = this.lectureCells.evaluate(this.clock, CELLS_EACH_TICK);
    const wall = this.wallCells.evaluate(this.clock, CELLS_EACH_TICK);
    if (lecture + wall > 0) this.revision++;
    if (lecture > 0) this.movedAt = this.clock;
  }

  now(): ClassNow {
    if (this.clock - this.sweptAt >= EVERY_MS) this.sweep();
    return {
      ...this.present.figures(),
      at: this.clock,
      present: this.roster.count(),
      lectureTime: this.position,
      lastHeard: this.heardAt === null ? null : elapsed(this.heardAt, this.clock),
    };
  }

  lecture(): readonly ClassCell[] {
    return this.lectureCells.all();
  }

  wall(): readonly ClassCell[] {
    return this.wallCells.all();
  }

  overall(): ClassFigures {
    const isDue = this.overallOf < this.messages && this.clock - this.overallAt >= OVERALL_EVERY_MS;
    if (this.overallFigures === null || isDue) {
      this.overallFigures = this.maker.figures(this.whole, this.roster.once, 'time_share');
      this.overallAt = this.clock;
      this.overallOf = this.messages;
    }
    return this.overallFigures;
  }

  moments(): readonly ClassMoment[] {
    return this.momentList;
  }

  alerts(): readonly ClassAlert[] {
    return this.alertKeeper.all();
  }

  named(): readonly NamedStudent[] {
    return this.students.all();
  }

  namedSeries(): readonly NamedSeries[] {
    return this.students.series(this.lectureCells);
  }

  private pass(to: TimestampMs): void {
    if (to > this.clock) this.clock = to;
  }

  private takeState(
    { message, at: moment, receivedAt, retained }: Admitted<StateMessage>,
    slot: number,
  ): void {
    const isPaused = this.roster.isPaused(slot, message);
    readMessage(message, isPaused, this.message);
    const { lectureTime, player, name } = message;
    const cell =
      lectureTime === null || player === 'ended' ? null : Math.floor(lectureTime / CELL_SECONDS);
    if (retained || receivedAt - moment <= LIVE_MS) {
      this.present.take(slot, moment, lectureTime, this.message);
      this.roster.moveTo(slot, player === 'playing' ? cell : null);
      if (name !== null) this.students.take(slot, moment, message, isPaused);
    }
    // When a kept message was said is not known: the first of a run is all that tells of clocks.
    if (retained) return;
    this.whole.add(slot, this.message);
    const wall = Math.floor((moment - this.startedAt) / CELL_MS);
    this.wallCells.add(wall, slot, this.message, receivedAt);
    if (cell !== null) this.lectureCells.add(cell, slot, this.message, receivedAt);
  }

  private sweep(): void {
    this.sweptAt = this.clock;
    this.roster.sweep(this.clock);
    this.present.refresh(this.clock);
    this.position = this.present.position();
    this.lectureCells.tidy(this.clock);
    this.wallCells.tidy(this.clock);
    if (this.momentsOf < this.revision) {
      this.momentsOf = this.revision;
      this.momentList = findMoments(this.lecture());
    }
    this.alertKeeper.update(this.momentList, this.movedAt, this.clock);
  }

  private endOfWall(index: number): number {
    return this.startedAt + (index + 1) * CELL_MS;
  }
}

const isState = (admitted: Admitted): admitted is Admitted<StateMessage> =>
  admitted.message.kind === 'state';
