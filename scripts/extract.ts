/** `npm run extract -- INPUT --out features.csv`, or of a folder of videos `--out FOLDER`. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CsvError } from '#core/csv/csv-error.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import { chooseClips, findClips, folderKind } from './extract/folder/clip-list.ts';
import type { Clip } from './extract/folder/clip-list.ts';
import { convertCommand } from './extract/folder/convert-avi.ts';
import { createFolderProgress } from './extract/folder/folder-progress.ts';
import { REPORT_FILE } from './extract/folder/report.ts';
import { runFolder } from './extract/folder/run-folder.ts';
import { aviText, resultText } from './extract/folder/run-words.ts';
import { imagesIn } from './extract/pictures-source.ts';
import { createProgressBar } from './extract/progress-bar.ts';
import { DEFAULT_FPS, runExtract } from './extract/run.ts';
import type { ExtractRequest } from './extract/run.ts';
import { UserError } from './extract/user-error.ts';
import { LAYOUTS } from './extract/write-features.ts';

const USAGE = `Usage: npm run extract -- INPUT --out features.csv [--layout openface|smart-lms] [--raw out.json] [--fps N]
       npm run extract -- FOLDER --out FOLDER [--layout openface|smart-lms] [--raw FOLDER] [--fps N] [--jobs N]

INPUT     a video (mp4, mov, webm, mkv, raw mjpeg), a folder of images (jpg, png, webp), or a
          landmark recording (NAME.json with NAME.csv and NAME.*.f32 beside it)
FOLDER    a folder with videos anywhere beneath it: each gets its own CSV at the same place under
          --out. Start it again to go on where it ended; only what is missing, failed, or was made
          of another file or by other settings is read. ${REPORT_FILE} under --out lists
          every clip. Exit code 3: some could not be read.
--out     the CSV to write, one row per frame; of a folder of videos, the folder of the CSVs
--layout  openface (radians; the default) or smart-lms (degrees)
--raw     also write the landmarks as a recording: out.json, out.csv, out.*.f32; of a folder of
          videos, the folder of the recordings
--fps     pictures a second of raw mjpeg files, which don't say (30)
--jobs    videos of a folder to read at once, each in its own browser (1)

AVI files cannot be read. This makes MP4 files of all those beneath DIR, where there is ffmpeg:
  ${convertCommand('DIR')}`;

const MAX_FPS = 1000;
const MAX_JOBS = 64;
const SOME_FAILED = 3;

interface Arguments extends ExtractRequest {
  readonly fps: number;
  readonly jobs: number | null;
}

function readArguments(): Arguments | 'help' {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        layout: { type: 'string', default: 'openface' },
        raw: { type: 'string' },
        fps: { type: 'string' },
        jobs: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${why}\n\n${USAGE}`, { cause });
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [input, ...others] = positionals;
  if (input === undefined || others.length > 0) {
    throw new UserError(`Name exactly one INPUT.\n\n${USAGE}`);
  }
  if (values.out === undefined) {
    throw new UserError(`Say with --out where the CSV is to be written.\n\n${USAGE}`);
  }
  const layout = LAYOUTS.find((name) => name === values.layout);
  if (layout === undefined) {
    throw new UserError(`--layout is ${LAYOUTS.join(' or ')}, not "${values.layout}".`);
  }
  const isMotionJpeg = /\.mjpe?g$/i.test(input);
  if (values.fps !== undefined && !isMotionJpeg && !isFolder(input)) {
    throw new UserError('--fps is for raw mjpeg files only: others carry their own times.');
  }
  const fps = values.fps === undefined ? DEFAULT_FPS : Number(values.fps);
  if (!(fps > 0 && fps <= MAX_FPS)) {
    throw new UserError(`--fps is a number up to ${MAX_FPS}, not "${values.fps ?? ''}".`);
  }
  const jobs = values.jobs === undefined ? null : Number(values.jobs);
  if (jobs !== null && !(Number.isInteger(jobs) && jobs > 0 && jobs <= MAX_JOBS)) {
    throw new UserError(
      `--jobs is a whole number from 1 to ${MAX_JOBS}, not "${values.jobs ?? ''}".`,
    );
  }
  if (isMotionJpeg) console.log(`${input}: read as ${fps} pictures a second.`);
  return { input, out: values.out, layout, raw: values.raw ?? null, fps, jobs };
}

const isFolder = (input: string): boolean =>
  statSync(input, { throwIfNoEntry: false })?.isDirectory() === true;

async function extractFile(request: Arguments): Promise<void> {
  if (request.jobs !== null) throw new UserError('--jobs is for a folder of videos only.');
  const { rows, faces, undecoded, seconds } = await runExtract(request, createProgressBar());
  const lost = undecoded === 0 ? '' : ` ${undecoded} frames could not be decoded.`;
  const speed = `${(rows / Math.max(seconds, 0.001)).toFixed(1)} frames/s`;
  console.log(`${request.out}: ${rows} rows, ${faces} with a face, ${speed}.${lost}`);
}

async function extractFolder(request: Arguments, found: readonly Clip[]): Promise<void> {
  const { clips, converted } = chooseClips(found, [REPORT_FILE]);
  const folder = { ...request, jobs: request.jobs ?? 1 };
  console.error(
    `${request.input}: ${clips.length} videos.${
      converted.length === 0
        ? ''
        : ` ${converted.length} AVI files are left to what was made of them.`
    }`,
  );
  const result = await runFolder(folder, clips, createFolderProgress());
  const avi = aviText(folder, result);
  if (avi !== null) console.error(avi);
  console.log(resultText(folder, result));
  if (result.outcomes.some(({ status }) => status === 'failed')) process.exitCode = SOME_FAILED;
}

async function extract(request: Arguments): Promise<void> {
  if (!isFolder(request.input)) return extractFile(request);
  const found = await findClips(request.input);
  return folderKind(request.input, found.length, imagesIn(request.input).length) === 'clips'
    ? extractFolder(request, found)
    : extractFile(request);
}

try {
  const request = readArguments();
  if (request === 'help') console.log(USAGE);
  else await extract(request);
} catch (error) {
  const known =
    error instanceof UserError || error instanceof RecordingError || error instanceof CsvError;
  if (!known) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
