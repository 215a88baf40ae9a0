import { at } from '../../numeric/at.ts';
import { lectureTimeS, type LectureTimeS, type TimestampMs } from '../../units.ts';
import type { ClassFigures } from '../class-figures.ts';
import {
  CONTRIBUTION_LENGTH,
  PAUSES,
  PLAYERS,
  QUALITY_SUM,
  SCORES,
  SCORE_SUM,
  STATE_COUNTS,
  STATE_SUMS,
  STATUSES,
} from './contribution.ts';
import {
  contributes,
  countIn,
  FIGURE_KINDS,
  FIRST_STATE,
  PAUSED,
  SCORE,
  STATUS,
} from './figure-kinds.ts';
import { BY_NAME, createChosen, type FigureMaker, type Population } from './figure-maker.ts';
import { FlatContributions } from './flat-contributions.ts';
import { has } from '../disclosure/member-set.ts';
import { readFigures } from './read-figures.ts';

/** What was told last stands in for so long where the present message says nothing of the kind. */
const HELD_MS = 15_000;

/** The fields of each kind. */
const fieldsOf = (kind: number): readonly number[] => {
  if (kind === SCORE) return [SCORES, SCORE_SUM, QUALITY_SUM];
  if (kind === STATUS) return [STATUSES, STATUSES + 1, STATUSES + 2, STATUSES + 3];
  if (kind === PAUSED) return [PLAYERS, PAUSES];
  return [STATE_COUNTS + kind - FIRST_STATE, STATE_SUMS + kind - FIRST_STATE];
};
const FIELDS = Array.from({ length: FIGURE_KINDS }, (_, kind) => fieldsOf(kind));

/**
 * The class at this moment: everybody's newest values, over sets that are chosen anew at most once a
 * second, and summed up as messages come. A value in the sums is only ever replaced by another one
 * of the same student, so that the figures stand for the very sets that were chosen.
 */
export class FiguresNow {
  private readonly newest = new FlatContributions();
  private readonly chosen = createChosen();
  /** When each kind was last told, FIGURE_KINDS a slot. */
  private toldAt: number[] = [];
  private readonly newestAt: number[] = [];
  private readonly positions: (LectureTimeS | null)[] = [];
  /** Kinds that the slot is in the sums of, one bit each. */
  private counted: number[] = [];
  private readonly before = new Float64Array(CONTRIBUTION_LENGTH);
  private readonly after = new Float64Array(CONTRIBUTION_LENGTH);
  private readonly maker: FigureMaker;
  private readonly present: Population;
  private isStale = true;

  constructor(maker: FigureMaker, present: Population) {
    this.maker = maker;
    this.present = present;
  }

  /** Somebody came or went. */
  markChanged(): void {
    this.isStale = true;
  }

  /** One live message; an older one than the slot's newest says nothing of now. */
  take(slot: number, at: TimestampMs, position: LectureTimeS | null, message: Float64Array): void {
    if (at < (this.newestAt[slot] ?? -Infinity)) return;
    this.newestAt[slot] = at;
    this.positions[slot] = position;
    const { before, after } = this;
    this.newest.read(slot, before);
    after.set(before);
    for (let kind = 0; kind < FIGURE_KINDS; kind++) {
      if (!contributes(message, kind)) continue;
      this.toldAt[slot * FIGURE_KINDS + kind] = at;
      for (const field of FIELDS[kind] as readonly number[])
        after[field] = message[field] as number;
      if (!contributes(before, kind)) this.isStale = true;
    }
    this.newest.write(slot, after);
    const counted = this.counted[slot] ?? 0;
    for (let kind = 0; counted >>> kind !== 0; kind++) {
      if (((counted >>> kind) & 1) === 0) continue;
      const sums = this.chosen.sums[kind];
      if (sums === undefined) continue;
      countIn(sums, before, kind, 'time_share', -1);
      countIn(sums, after, kind, 'time_share', 1);
    }
  }

  /** Chooses the sets anew where anybody came, went, or has not told a kind for too long. */
  refresh(now: TimestampMs): void {
    this.forget(now);
    if (!this.isStale) return;
    this.isStale = false;
    this.maker.choose(this.newest, this.present, 'time_share', this.chosen);
    this.counted = Array.from({ length: this.newest.length }, (_, slot) => this.kindsOf(slot));
  }

  figures(): ClassFigures {
    return readFigures(this.chosen.sums, this.chosen.outcomes);
  }

  /** Median over those whom `paused` stands for, to the second; null where that is not shown. */
  position(): LectureTimeS | null {
    if (this.chosen.outcomes[PAUSED] !== 'shown') return null;
    const places: number[] = [];
    let students = 0;
    for (const [slot, counted] of this.counted.entries()) {
      if (((counted >>> PAUSED) & 1) === 0) continue;
      students++;
      const place = this.positions[slot];
      if (place !== null && place !== undefined) places.push(place);
    }
    if (places.length === 0 || places.length < students) return null;
    const sorted = Float64Array.from(places).sort();
    return lectureTimeS(Math.round(at(sorted, Math.floor(sorted.length / 2))));
  }

  private kindsOf(slot: number): number {
    const index = this.present.indexOf(slot);
    this.newest.read(slot, this.before);
    let kinds = 0;
    for (let kind = 0; kind < FIGURE_KINDS; kind++) {
      const set = this.chosen.sets[kind];
      const isIn =
        index === BY_NAME
          ? contributes(this.before, kind)
          : index >= 0 && set !== null && set !== undefined && has(set, index);
      if (isIn) kinds |= 1 << kind;
    }
    return kinds;
  }

  /** Drops what was told too long ago; sums are made anew afterwards. */
  private forget(now: TimestampMs): void {
    for (let slot = 0; slot < this.newest.length; slot++) {
      for (let kind = 0; kind < FIGURE_KINDS; kind++) {
        const told = this.toldAt[slot * FIGURE_KINDS + kind];
        if (told === undefined || now - told < HELD_MS) continue;
        this.toldAt[slot * FIGURE_KINDS + kind] = Infinity;
        this.newest.read(slot, this.after);
        for (const field of FIELDS[kind] as readonly number[]) this.after[field] = 0;
        this.newest.write(slot, this.after);
        this.isStale = true;
      }
    }
  }
}
