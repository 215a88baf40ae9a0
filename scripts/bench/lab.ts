/** Measures the lab: the page while it trains on 10,000 windows, and the list of 1,000 videos. */
import { figureOf, type BenchFigure } from './figure.ts';
import { MADE_WORDS } from './lab/made-files.ts';
import type { PageFrames } from './lab/page-frames.ts';
import { measureScrolling, type ScrollMeasured, VIDEOS } from './lab/scroll-videos.ts';
import { measureTraining, type TrainingMeasured } from './lab/train-windows.ts';

const MEGABYTE = 1e6;

const single = (name: string, unit: string, value: number, note: string): BenchFigure => ({
  name,
  unit,
  median: value,
  samples: 1,
  note,
});

/** What somebody in front of the page would notice. */
function smoothness(frames: PageFrames, when: string, note: string): BenchFigure[] {
  const { gaps, longTasks } = frames;
  const shown = gaps.reduce((sum, gap) => sum + gap, 0);
  const longest = Math.max(0, ...longTasks);
  const tasks = `${longTasks.length} over 50 ms, 0 where there is none; ${note}`;
  return [
    single(`longest wait for a frame, ${when}`, 'ms', Math.max(...gaps), note),
    single(`longest task, ${when}`, 'ms', longest, tasks),
    single(`frames a second, ${when}`, 'fps', (1000 * gaps.length) / shown, `mean; ${note}`),
  ];
}

function memoryFigures({ renderer, all, looks }: TrainingMeasured['memory']): BenchFigure[] {
  if (renderer === null || all === null) return [];
  const note = `PSS, highest of ${looks} looks a second apart, from the files to the judged model`;
  return [
    single('memory of the page with its workers', 'MB', renderer / MEGABYTE, note),
    single('memory of all of the browser’s processes', 'MB', all / MEGABYTE, note),
  ];
}

function trainingFigures({ stages, epochSeconds, memory }: TrainingMeasured): BenchFigure[] {
  return [
    ...stages.map(({ name, seconds }) => single(`time in which ${name}`, 's', seconds, MADE_WORDS)),
    figureOf('an epoch', 's', epochSeconds, 'engagement preset, LSTM 128/64; with its checkpoint'),
    ...memoryFigures(memory),
    ...stages.flatMap(({ name, seconds, ...frames }) =>
      smoothness(frames, `while ${name}`, `${seconds.toFixed(1)} s`),
    ),
  ];
}

function scrollFigures(ran: ScrollMeasured): BenchFigure[] {
  const { gaps, rows, scrolledPx, listPx, seconds } = ran;
  const note = `by wheel for ${seconds.toFixed(1)} s, through ${Math.round(scrolledPx)} of ${listPx} px`;
  const when = `while ${VIDEOS.toLocaleString('en')} videos are scrolled`;
  return [
    figureOf(`time of a frame, ${when}`, 'ms', gaps, note),
    ...smoothness(ran, when, note),
    single(`rows in the document, ${when}`, 'rows', rows, 'most at once'),
  ];
}

/** Some minutes. The promise is that the page does not freeze, and 1.5 GB; both need a quiet machine. */
export async function benchLab(): Promise<BenchFigure[]> {
  const trained = trainingFigures(await measureTraining());
  return [...trained, ...scrollFigures(await measureScrolling())];
}
