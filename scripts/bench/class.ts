/** Measures a class: real Mosquitto, students over real WebSockets, and the built dashboard. */
import { figureOf, quantile, type BenchFigure } from './figure.ts';
import { type ClassMeasured, type ClassScenario, measureClass } from './class/measure-class.ts';
import { rollupFigures } from './class/rollup-cost.ts';

const WARM_UP_S = 10;
const CLASS_SCENARIOS: readonly ClassScenario[] = [
  { students: 1000, hz: 1, seconds: 60, warmUpSeconds: WARM_UP_S },
  { students: 5000, hz: 0.2, seconds: 60, warmUpSeconds: WARM_UP_S },
];
/** A frame of 60 a second that came late by half of one. */
const LATE_FRAME_MS = 25;
const MEGABYTE = 1e6;
const HERE =
  'MQTT 5, QoS 1, retained; Mosquitto as deploy/ sets it up, without TLS; broker, students and browser on these cores';
const CORES_WORDS = {
  broker: 'the broker',
  page: 'the page',
  drawing: 'the browser’s drawing, in software',
  students: 'all simulated students',
} as const;

function delays(name: string, values: readonly number[], note: string): BenchFigure[] {
  if (values.length === 0) throw new Error('No message came to the page within the window.');
  const single = (q: number) => ({
    name: `${name}, p${100 * q}`,
    unit: 'ms',
    median: quantile(values, q),
    samples: values.length,
    note,
  });
  return [figureOf(name, 'ms', values, note), single(0.99)];
}

/** `ran` as the rows of its table. */
export function classFigures(scenario: ClassScenario, ran: ClassMeasured): BenchFigure[] {
  const { students, hz, seconds, warmUpSeconds } = scenario;
  const note = `${students.toLocaleString('en')} students at ${hz} Hz for ${seconds} s, after ${warmUpSeconds} s`;
  const of = `, ${students.toLocaleString('en')} students`;
  const one = (name: string, unit: string, value: number, how: string): BenchFigure => ({
    name: name + of,
    unit,
    median: value,
    samples: 1,
    note: `${how}; ${note}`,
  });
  const late = ran.frames.filter((ms) => ms > LATE_FRAME_MS).length / ran.frames.length;
  const total = `of ${ran.sent.toLocaleString('en')} sent`;
  return [
    ...delays(`publish to the page’s socket${of}`, ran.received, `${HERE}; ${note}`),
    ...delays(
      `publish to drawn${of}`,
      ran.rendered,
      `to the end of the first frame with it; ${HERE}; ${note}`,
    ),
    one('messages lost', 'messages', ran.lost, `${total}, ${ran.failed} not taken by the broker`),
    one('messages that came twice', 'messages', ran.again, total),
    one('messages that came and were not counted', 'messages', ran.arrived - ran.drawn, total),
    figureOf(
      `frames a second${of}`,
      'fps',
      ran.frames.map((ms) => 1000 / ms),
      note,
    ),
    one('frames over 25 ms', '%', 100 * late, `${ran.frames.length} frames`),
    one(
      'tasks of the page over 50 ms',
      'tasks',
      ran.longTasks.length,
      `longest ${Math.round(Math.max(0, ...ran.longTasks))} ms`,
    ),
    one('JavaScript heap of the page', 'MB', ran.heap / MEGABYTE, 'after a collection'),
    ...(ran.rendererBytes === null
      ? []
      : [
          one(
            'memory of the page’s process',
            'MB',
            ran.rendererBytes / MEGABYTE,
            'private, without a collection before',
          ),
        ]),
    ...(['broker', 'page', 'drawing', 'students'] as const).flatMap((who) => {
      const cores = ran.cores[who];
      return cores === null
        ? []
        : [one(`computing of ${CORES_WORDS[who]}`, '% of a core', 100 * cores, 'while measuring')];
    }),
  ];
}

/** About four minutes. Needs a quiet machine to mean anything; throws where there is no Mosquitto. */
export async function benchClass(): Promise<BenchFigure[]> {
  const figures: BenchFigure[] = [];
  for (const scenario of CLASS_SCENARIOS) {
    const ran = await measureClass(scenario, (words) => {
      console.log(`  ${words}`);
    });
    figures.push(...classFigures(scenario, ran));
  }
  return [...figures, ...rollupFigures()];
}
