import { at } from '../../numeric/at.ts';
import type { TimestampMs } from '../../units.ts';
import type { Admitted } from '../gate/admission.ts';
import type { Stay } from '../disclosure/at-once.ts';
import type { ClassCount } from '../class-figures.ts';
import type { LeftMessage, StateMessage } from '../messages/class-message.ts';
import type { MemberId } from '../class-room.ts';
import { BY_NAME, NOT_COUNTED, type Population } from './figure-maker.ts';

/** Not heard of for so long, a student is taken to be gone. */
export const SILENCE_MS = 15_000;
/** Somebody whose connection broke is back within this, or gone. */
const GRACE_MS = 10_000;

/**
 * A person in the class. Without a name and by name they are two members with a slot each, of whom
 * one is present at a time: what was sent without a name is never told with it. Disclosure knows
 * them by one index however often they change.
 */
interface Person {
  readonly index: number;
  run: string;
  hasPlayed: boolean;
  unnamed: number | null;
  named: number | null;
}

interface Member {
  readonly person: Person;
  readonly isNamed: boolean;
  presence: 'here' | 'left' | 'lost';
  /** Of those who count now; outlasts `lost` for a while. */
  isPresent: boolean;
  readonly cameAt: TimestampMs;
  heardAt: TimestampMs;
  lostAt: TimestampMs;
  /** Cell of the lecture's time that they play; null where they don't. */
  cell: number | null;
}

/** Who is in the class, and who of them is here. Slots count from 0 and are never given again. */
export class ClassMembers implements Population {
  readonly members: Member[] = [];
  private readonly people: Person[] = [];
  private readonly byId = new Map<MemberId, Person>();
  private readonly moving = new Map<number, number>();
  private readonly minimumGroup: number;
  private presentUnnamed = 0;
  private presentNamed = 0;
  /** Told where somebody comes or goes. */
  private readonly onChange: (slot: number) => void;

  constructor(minimumGroup: number, onChange: (slot: number) => void) {
    this.minimumGroup = minimumGroup;
    this.onChange = onChange;
  }

  /** Everybody who was ever here. */
  indexOf(slot: number): number {
    const { isNamed, person } = at(this.members, slot);
    return isNamed ? BY_NAME : person.index;
  }

  /** While they gave no name. */
  readonly stayOf = (index: number): Stay => {
    const slot = at(this.people, index).unnamed;
    if (slot === null) return { from: Infinity, to: -Infinity };
    const { isPresent, presence, cameAt, heardAt } = at(this.members, slot);
    return { from: cameAt, to: isPresent && presence === 'here' ? Infinity : heardAt };
  };

  /** Each person once: by name where they ever were. */
  readonly once: Population = {
    indexOf: (slot) => {
      const { isNamed, person } = at(this.members, slot);
      if (isNamed) return BY_NAME;
      return person.named === null ? person.index : NOT_COUNTED;
    },
    stayOf: this.stayOf,
  };

  /** Those who are here. */
  readonly present: Population = {
    indexOf: (slot) => (at(this.members, slot).isPresent ? this.indexOf(slot) : NOT_COUNTED),
    stayOf: this.stayOf,
  };

  /** The slot of whoever this message is from; they are here from now on. */
  hear({ member: id, message, receivedAt }: Admitted<StateMessage>): number {
    const person = this.person(id, message);
    const isNamed = message.name !== null;
    const other = isNamed ? person.unnamed : person.named;
    if (other !== null) this.go(other, 'left');
    const known = isNamed ? person.named : person.unnamed;
    const slot = known ?? this.enrol(person, isNamed, receivedAt);
    const member = at(this.members, slot);
    member.presence = 'here';
    member.heardAt = receivedAt;
    if (!member.isPresent) {
      member.isPresent = true;
      this.countPresent(member, 1);
      this.onChange(slot);
    }
    return slot;
  }

  /** A farewell of a run that is over already says nothing. Returns the slot that it is of. */
  farewell({ member: id, message, receivedAt }: Admitted<LeftMessage>): number | null {
    const person = this.byId.get(id);
    if (person?.run !== message.run) return null;
    const slot = [person.named, person.unnamed].find(
      (own) => own !== null && at(this.members, own).isPresent,
    );
    if (slot === null || slot === undefined) return null;
    if (message.why === 'ended') this.go(slot, 'left');
    else {
      const member = at(this.members, slot);
      member.presence = 'lost';
      member.lostAt = receivedAt;
    }
    return slot;
  }

  /** Lets go of those who were not heard of; returns whether anybody's presence changed. */
  sweep(now: TimestampMs): boolean {
    let changed = false;
    for (const [slot, member] of this.members.entries()) {
      if (!member.isPresent) continue;
      const isGone =
        now - member.heardAt >= SILENCE_MS ||
        (member.presence === 'lost' && now - member.lostAt >= GRACE_MS);
      if (isGone) this.go(slot, 'lost');
      changed ||= isGone;
    }
    return changed;
  }

  /** Where a student plays now; null where they don't. */
  moveTo(slot: number, cell: number | null): void {
    const member = at(this.members, slot);
    if (member.cell === cell) return;
    if (member.cell !== null) {
      const left = (this.moving.get(member.cell) ?? 0) - 1;
      if (left > 0) this.moving.set(member.cell, left);
      else this.moving.delete(member.cell);
    }
    if (cell !== null) this.moving.set(cell, (this.moving.get(cell) ?? 0) + 1);
    member.cell = cell;
  }

  /** Whether somebody who is here plays in the cell. */
  isMovingIn(cell: number): boolean {
    return this.moving.has(cell);
  }

  /** A pause before a student has ever played is none. */
  isPaused(slot: number, { player, lectureTime }: StateMessage): boolean {
    const { person } = at(this.members, slot);
    if (player === 'playing' || (lectureTime ?? 0) >= 1) person.hasPlayed = true;
    return player === 'paused' && person.hasPlayed;
  }

  /** How many are here; fewer unnamed than the group may be are not counted out. */
  count(): ClassCount {
    const { presentNamed: named, presentUnnamed: unnamed } = this;
    return unnamed > 0 && unnamed < this.minimumGroup
      ? { kind: 'named_and_few', named }
      : { kind: 'all', students: named + unnamed };
  }

  private person(id: MemberId, { run }: StateMessage): Person {
    const known = this.byId.get(id);
    if (known === undefined) {
      const index = this.people.length;
      const person = { index, run, hasPlayed: false, unnamed: null, named: null };
      this.people.push(person);
      this.byId.set(id, person);
      return person;
    }
    if (known.run !== run) {
      known.run = run;
      known.hasPlayed = false;
    }
    return known;
  }

  private enrol(person: Person, isNamed: boolean, heardAt: TimestampMs): number {
    const slot = this.members.length;
    this.members.push({
      person,
      isNamed,
      presence: 'here',
      isPresent: false,
      cameAt: heardAt,
      heardAt,
      lostAt: heardAt,
      cell: null,
    });
    if (isNamed) person.named = slot;
    else person.unnamed = slot;
    return slot;
  }

  private go(slot: number, presence: 'left' | 'lost'): void {
    const member = at(this.members, slot);
    if (!member.isPresent) return;
    member.presence = presence;
    member.isPresent = false;
    this.moveTo(slot, null);
    this.countPresent(member, -1);
    this.onChange(slot);
  }

  private countPresent({ isNamed }: Member, by: 1 | -1): void {
    if (isNamed) this.presentNamed += by;
    else this.presentUnnamed += by;
  }
}
