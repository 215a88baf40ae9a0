/** Students of a class without a page of their own: what they say goes the way of a real student's. */
import { createBrokerChannel } from '#adapters/mqtt/broker-channel.ts';
import { memberId, type ClassRoom, type MemberId } from '#core/live/class-room.ts';
import { lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { createShareSession, type ShareSession } from '#pipelines/share-session.ts';

export interface StudentsOptions {
  readonly url: string;
  readonly room: ClassRoom;
  /** Users of the broker. */
  readonly users: readonly string[];
  /** Of every one of them. */
  readonly secret: string;
  /** The name that the first of them shares; the others share none. */
  readonly firstName: string;
}

export interface ClassStudents {
  /** Messages that the broker has taken over, without farewells. */
  readonly sent: () => number;
  /** Messages that wait for the connection. */
  readonly waiting: () => number;
  /** From now on all of them have this score, 0..100. */
  readonly become: (points: number) => void;
  /** Nobody says anything more; resolves when all that was said has been taken over. */
  readonly hush: () => Promise<void>;
  /** With a farewell each. */
  readonly leave: () => Promise<void>;
}

export function requireMember(user: string): MemberId {
  const member = memberId(user);
  if (member === null) throw new Error(`${user} is no member`);
  return member;
}

interface Student {
  readonly session: ShareSession;
  sent: number;
  waiting: number;
  underWay: number;
}

const TICK_MS = 200;

export function startStudents(options: StudentsOptions): ClassStudents {
  const clock = () => timestampMs(Date.now());
  const startedAt = clock();
  let points = 80;
  let isTalking = true;

  const students = options.users.map((user, index): Student => {
    const channel = createBrokerChannel({
      url: options.url,
      secret: options.secret,
      watcher: 'nobody',
      clock,
      network: new EventTarget(),
    });
    const own = { sent: 0, waiting: 0, underWay: 0 };
    const session = createShareSession({
      choice:
        index === 0
          ? { kind: 'by_name', name: options.firstName, states: false }
          : { kind: 'without_name', states: false },
      run: `student${index % 10}`,
      clock,
      join(lastWill, onLink) {
        const member = requireMember(user);
        const uplink = channel.join({ room: options.room, member, lastWill, onLink });
        return {
          ...uplink,
          async send(payload) {
            own.underWay += 1;
            try {
              await uplink.send(payload);
            } finally {
              own.underWay -= 1;
            }
          },
        };
      },
      on: {
        link: () => undefined,
        sent: () => (own.sent += 1),
        waiting: (count) => (own.waiting = count),
      },
    });
    return Object.assign(own, { session });
  });

  const timer = setInterval(() => {
    const at = clock();
    for (const { session } of students) {
      if (isTalking) {
        session.push({
          at,
          lectureTime: lectureTimeS((at - startedAt) / 1000),
          player: 'playing',
          score: score(points),
          status: points < 40 ? 'disengaged' : 'engaged',
          quality: probability(1),
          states: null,
        });
      }
      session.tick();
    }
  }, TICK_MS);

  const sum = (of: (student: Student) => number): number =>
    students.reduce((total, student) => total + of(student), 0);
  return {
    sent: () => sum(({ sent }) => sent),
    waiting: () => sum(({ waiting }) => waiting),
    become(next) {
      points = next;
    },
    async hush() {
      isTalking = false;
      while (sum(({ waiting, underWay }) => waiting + underWay) > 0) {
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      }
    },
    async leave() {
      isTalking = false;
      await Promise.all(students.map(({ session }) => session.leave('ended')));
      clearInterval(timer);
    },
  };
}
