/** Keeps files readable: 400 lines is a wall for each, 120 the most that the median of src may be. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './build-app.ts';

const WALL = 400;
const LOOK_AGAIN = 250;
const MOST_MEDIAN = 120;
/** Tables of numbers and names, which are read by no one from top to bottom. */
const DATA_TABLES: readonly string[] = [];

async function sourcesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(ROOT, folder), { recursive: true });
  return entries
    .map((entry) => path.posix.join(folder, entry.split(path.sep).join('/')))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('fixtures/generated/'));
}

const folders = await Promise.all(['src', 'scripts', 'tests'].map(sourcesBelow));
const sizes = await Promise.all(
  folders
    .flat()
    .filter((file) => !DATA_TABLES.includes(file))
    .map(async (file) => {
      const text = await readFile(path.join(ROOT, file), 'utf8');
      return { file, lines: text.split('\n').length - 1 };
    }),
);

const inSrc = sizes
  .filter(({ file }) => file.startsWith('src/'))
  .map(({ lines }) => lines)
  .sort((a, b) => a - b);
const median = inSrc[Math.floor(inSrc.length / 2)] ?? 0;

const tooLong = sizes.filter(({ lines }) => lines > WALL);
for (const { file, lines } of tooLong) {
  console.error(`${file} has ${lines} lines; ${WALL} is the wall. Split it by what it is about.`);
}
if (median > MOST_MEDIAN) {
  console.error(`The median file in src has ${median} lines; ${MOST_MEDIAN} is the most.`);
}
for (const { file, lines } of sizes) {
  if (lines > LOOK_AGAIN && lines <= WALL) console.log(`look again: ${file}, ${lines} lines`);
}
console.log(`${sizes.length} files; the median in src is ${median} lines.`);
process.exitCode = tooLong.length > 0 || median > MOST_MEDIAN ? 1 : 0;
