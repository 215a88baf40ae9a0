/** What one message costs the dashboard's own code, by the size of the class. */
import { createClassGate } from '#core/live/gate/class-gate.ts';
import { createClassRollup } from '#core/live/rollup/class-rollup.ts';
import { memberId } from '#core/live/class-room.ts';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { SMALLEST_GROUP } from '#core/policy/deployment.ts';
import { timestampMs } from '#core/units.ts';
import { figureOf, type BenchFigure } from '../figure.ts';
import { studentName } from './load-messages.ts';
import { madeUpStudent } from './made-up-student.ts';

const SIZES = [10, 100, 1000, 5000] as const;
const STARTED_MS = 1_790_000_000_000;
/** Of each size, so that the short ones are as warm. */
const MESSAGES = 100_000;
const WARM_UP = 20_000;
const EACH_LOOK = 1000;

export interface RollupCosts {
  /** Microseconds of one message, means of EACH_LOOK each. */
  readonly reading: readonly number[];
  readonly takingIn: readonly number[];
}

/** Every student says something once a second. Throws where a message is not taken in. */
export function costsOf(students: number, messages: number): RollupCosts {
  const gate = createClassGate();
  const rollup = createClassRollup({
    minimumGroup: SMALLEST_GROUP,
    startedAt: timestampMs(STARTED_MS),
    random: Math.random,
  });
  const all = Array.from({ length: students }, (_, i) => ({
    member: memberId(studentName(i)),
    say: madeUpStudent(i),
  }));
  const stepMs = 1000 / students;
  const reading: number[] = [];
  const takingIn: number[] = [];
  for (let sent = 0; sent < WARM_UP + messages; sent += EACH_LOOK) {
    const batch = Array.from({ length: EACH_LOOK }, (_, i) => {
      const { member, say } = all[(sent + i) % students] as (typeof all)[number];
      if (member === null) throw new Error('a made-up student has no name');
      const at = STARTED_MS + Math.round((sent + i) * stepMs);
      const payload = new TextEncoder().encode(
        encodeMessage(say(at, ((at - STARTED_MS) / 1000) % 3000)),
      );
      return { member, payload, receivedAt: timestampMs(at), retained: false };
    });
    const begun = performance.now();
    const admitted = batch.map((arrival) => gate.admit(arrival));
    const read = performance.now();
    for (const admission of admitted) if (admission.kind === 'admitted') rollup.take(admission);
    const taken = performance.now();
    rollup.tick(batch.at(-1)?.receivedAt ?? timestampMs(STARTED_MS));
    rollup.now();
    if (sent < WARM_UP) continue;
    reading.push((1000 * (read - begun)) / EACH_LOOK);
    takingIn.push((1000 * (taken - read)) / EACH_LOOK);
  }
  if (rollup.messages !== WARM_UP + messages) {
    throw new Error(`the class took in ${rollup.messages} messages of ${WARM_UP + messages}`);
  }
  return { reading, takingIn };
}

export function rollupFigures(): BenchFigure[] {
  const note = `${MESSAGES.toLocaleString('en')} messages in Node, a student each in turn, each once a second of the class's time; means of ${EACH_LOOK}`;
  return SIZES.flatMap((students) => {
    const { reading, takingIn } = costsOf(students, MESSAGES);
    const of = `${students.toLocaleString('en')} students`;
    return [
      figureOf(`message, read and checked, ${of}`, 'µs', reading, note),
      figureOf(`message, taken into the figures, ${of}`, 'µs', takingIn, note),
    ];
  });
}
