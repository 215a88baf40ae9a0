/** `npm run extract -- INPUT --out features.csv [--layout openface|smart-lms] [--raw out.json] [--fps N]` */
import { parseArgs } from 'node:util';
import { CsvError } from '#core/csv/csv-error.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import { createProgressBar } from './extract/progress-bar.ts';
import { DEFAULT_FPS, LAYOUTS, runExtract } from './extract/run.ts';
import type { ExtractRequest } from './extract/run.ts';
import { UserError } from './extract/user-error.ts';

const USAGE = `Usage: npm run extract -- INPUT --out features.csv [--layout openface|smart-lms] [--raw out.json] [--fps N]

INPUT     a video (mp4, mov, webm, mkv, raw mjpeg), a folder of images (jpg, png, webp), or a
          landmark recording (NAME.json with NAME.csv and NAME.*.f32 beside it)
--out     the CSV to write: one row per frame
--layout  openface (radians; the default) or smart-lms (degrees)
--raw     also write the landmarks as a recording: out.json, out.csv, out.*.f32
--fps     pictures a second of a raw mjpeg file, which doesn't say (30)`;

const MAX_FPS = 1000;

function readArguments(): ExtractRequest | 'help' {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        layout: { type: 'string', default: 'openface' },
        raw: { type: 'string' },
        fps: { type: 'string' },
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
  if (values.fps !== undefined && !isMotionJpeg) {
    throw new UserError('--fps is for raw mjpeg files only: others carry their own times.');
  }
  const fps = values.fps === undefined ? DEFAULT_FPS : Number(values.fps);
  if (!(fps > 0 && fps <= MAX_FPS)) {
    throw new UserError(`--fps is a number up to ${MAX_FPS}, not "${values.fps ?? ''}".`);
  }
  if (isMotionJpeg) console.log(`${input}: read as ${fps} pictures a second.`);
  return { input, out: values.out, layout, raw: values.raw ?? null, fps };
}

try {
  const request = readArguments();
  if (request === 'help') {
    console.log(USAGE);
  } else {
    const { rows, faces, undecoded, seconds } = await runExtract(request, createProgressBar());
    const lost = undecoded === 0 ? '' : ` ${undecoded} frames could not be decoded.`;
    const speed = `${(rows / Math.max(seconds, 0.001)).toFixed(1)} frames/s`;
    console.log(`${request.out}: ${rows} rows, ${faces} with a face, ${speed}.${lost}`);
  }
} catch (error) {
  const known =
    error instanceof UserError || error instanceof RecordingError || error instanceof CsvError;
  if (!known) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
