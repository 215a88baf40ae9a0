/** A process of simulated students: each with a connection, a last will and messages of its own. */
import { setTimeout as pause } from 'node:timers/promises';
import { createBrokerChannel } from '#adapters/mqtt/broker-channel.ts';
import type { ClassUplink } from '#core/live/class-channel.ts';
import { memberId } from '#core/live/class-room.ts';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { timestampMs } from '#core/units.ts';
import {
  BENCH_ROOM,
  type LoadCommand,
  type LoadNews,
  type LoadOrder,
  studentName,
} from './load-messages.ts';
import { madeUpRun, madeUpStudent } from './made-up-student.ts';

/** Connections made at once. */
const JOINING = 25;
/** From leaving off to counting: what is under way is answered by then. */
const SETTLE_MS = 3000;

interface Student {
  readonly uplink: ClassUplink;
  readonly say: ReturnType<typeof madeUpStudent>;
  sent: number;
}

const tell = (news: LoadNews): void => {
  process.send?.(news);
};

async function join(order: LoadOrder, index: number): Promise<Student> {
  const member = memberId(studentName(index));
  if (member === null) throw new Error(`no member is called ${studentName(index)}`);
  const channel = createBrokerChannel({
    url: order.url,
    secret: order.secret,
    watcher: '',
    clock: () => timestampMs(Date.now()),
    network: new EventTarget(),
  });
  return new Promise((resolve, reject) => {
    const uplink = channel.join({
      room: BENCH_ROOM,
      member,
      lastWill: encodeMessage({ kind: 'left', run: madeUpRun(index), why: 'lost' }),
      onLink(link) {
        if (link.kind === 'connected') resolve({ uplink, say: madeUpStudent(index), sent: 0 });
        if (link.kind === 'refused') reject(new Error(`the broker refused: ${link.said}`));
      },
    });
  });
}

async function joinAll(order: LoadOrder): Promise<Student[]> {
  const students: Student[] = [];
  for (let index = order.first; index < order.end; index += JOINING) {
    const together = Math.min(JOINING, order.end - index);
    students.push(
      ...(await Promise.all(Array.from({ length: together }, (_, i) => join(order, index + i)))),
    );
  }
  return students;
}

/** Each at a moment of its own within the interval, and no oftener than the interval afterwards. */
function start(students: readonly Student[], hz: number) {
  const startedAt = Date.now();
  const everyMs = 1000 / hz;
  let failed = 0;
  let isOver = false;
  const speak = (student: Student): void => {
    if (isOver) return;
    const at = Date.now();
    student.sent++;
    const text = encodeMessage(student.say(at, (at - startedAt) / 1000));
    student.uplink.send(text).catch(() => failed++);
    setTimeout(speak, everyMs, student);
  };
  for (const student of students) setTimeout(speak, Math.random() * everyMs, student);
  return {
    async stop(): Promise<{ readonly sent: readonly number[]; readonly failed: number }> {
      isOver = true;
      await pause(SETTLE_MS);
      return { sent: students.map(({ sent }) => sent), failed };
    },
  };
}

let order: LoadOrder | null = null;
let students: Student[] = [];
let running: ReturnType<typeof start> | null = null;
let cpuBefore = process.cpuUsage();

async function obey(command: LoadCommand): Promise<void> {
  if (command.kind === 'join') {
    order = command.order;
    students = await joinAll(order);
    tell({ kind: 'joined' });
  } else if (command.kind === 'start') {
    cpuBefore = process.cpuUsage();
    running = start(students, order?.hz ?? 1);
  } else {
    const { user, system } = process.cpuUsage(cpuBefore);
    const ended = (await running?.stop()) ?? { sent: [], failed: 0 };
    tell({ kind: 'stopped', ...ended, cpuSeconds: (user + system) / 1e6 });
  }
}

process.on('message', (command: LoadCommand) => {
  obey(command).catch((error: unknown) => {
    tell({ kind: 'failed', why: String(error) });
  });
});
// Whoever ordered is gone, or done.
process.on('disconnect', () => process.exit());
