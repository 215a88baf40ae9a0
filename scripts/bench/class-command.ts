/**
 * `npm run bench:class`: measures the two classes that are promised and writes their section of
 * docs/BENCHMARKS.md. `npm run bench:class -- --students 200 --hz 1 --seconds 20` measures another
 * one and prints it alone.
 */
import { parseArgs } from 'node:util';
import { runNode } from '../build-app.ts';
import { classFigures } from './class.ts';
import { measureClass, type ClassScenario } from './class/measure-class.ts';

const WARM_UP_S = 10;
const USAGE = 'Usage: npm run bench:class [-- --students N --hz N --seconds N [--warm-up N]]';

function positive(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`--${option} is a number above 0, not “${text}”.\n${USAGE}`);
}

function chosenScenario(): ClassScenario | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { students: text, hz: text, seconds: text, 'warm-up': text },
  });
  if (Object.keys(values).length === 0) return null;
  return {
    students: Math.round(positive('students', values.students, 1000)),
    hz: positive('hz', values.hz, 1),
    seconds: positive('seconds', values.seconds, 60),
    warmUpSeconds: positive('warm-up', values['warm-up'], WARM_UP_S),
  };
}

async function main(): Promise<void> {
  const scenario = chosenScenario();
  if (scenario === null) {
    await runNode(['--import', 'tsx', 'scripts/bench/main.ts', 'class'], 'shown');
    return;
  }
  const ran = await measureClass(scenario, console.log);
  for (const { name, median, p95, unit, note } of classFigures(scenario, ran)) {
    const tail = p95 === undefined ? '' : ` (p95 ${p95.toFixed(1)})`;
    console.log(`${name}: ${median.toFixed(1)} ${unit}${tail}: ${note}`);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
