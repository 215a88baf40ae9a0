import { cellOf } from '../models/layer-spec.ts';
import type { Examples, NetworkJob, TrainingCheckpoint } from '../models/training.ts';
import { FLOAT_BYTES, outputWidth } from '../models/weight-shapes.ts';
import { TrainingFailed } from './training-failed.ts';
import { sizeOf, trainedPlaces, weightPlaces } from './weight-places.ts';

type Checked = Omit<NetworkJob, 'judge'>;
type Form = Pick<Checked, 'shape' | 'output' | 'settings'>;

const refuse = (message: string): never => {
  throw new TrainingFailed('job', `Nothing was trained: ${message}`);
};

const NEEDED = { exclusive: 'softmax', independent: 'sigmoid' } as const;

/** How many outputs the layers have. @throws TrainingFailed `job`, where they do not fit together. */
export function outputCount({ shape, output, settings }: Form): number {
  const last = shape.layers.at(-1);
  const steps = shape.layers.reduce((inSequence, layer) => {
    const cell = cellOf(layer);
    if (cell === null && layer.kind !== 'masking') return inSequence;
    if (!inSequence) return refuse(`a ${layer.kind} layer follows one that returns no sequence.`);
    return cell?.returnSequences ?? true;
  }, true);
  if (last?.kind !== 'dense' || last.activation !== NEEDED[output]) {
    return refuse(`${output} outputs need a dense layer with ${NEEDED[output]} at the end.`);
  }
  if (steps) return refuse('the last recurrent layer must not return sequences.');
  const { kind } = settings.loss;
  if (kind === 'binary_cross_entropy' && output === 'exclusive') {
    return refuse('labels that exclude each other take cross_entropy or focal as their loss.');
  }
  if (kind === 'cross_entropy' && output === 'independent') {
    return refuse('labels that do not exclude each other take binary_cross_entropy or focal.');
  }
  return outputWidth(last, 0);
}

function checkExamples(examples: Examples, name: string, size: number, outputs: number): void {
  const { windows, targets, weights } = examples;
  if (windows.length === 0) refuse(`there are no windows for ${name}.`);
  if (targets.length !== windows.length || (weights?.length ?? windows.length) !== windows.length) {
    refuse(`windows, targets and weights of ${name} differ in number.`);
  }
  if (windows.some((window) => window.length !== size)) {
    refuse(`a window of ${name} has not ${size} values.`);
  }
  if (targets.some((row) => row.length !== outputs || row.some((t) => !(t >= 0 && t <= 1)))) {
    refuse(`a target of ${name} is not ${outputs} numbers from 0 to 1.`);
  }
  if (weights?.some((weight) => !(weight >= 0 && weight < Infinity)) === true) {
    refuse(`a weight of ${name} is no number from 0 up.`);
  }
}

/** @throws TrainingFailed `job`, naming what does not fit. */
export function checkJob(job: Checked): void {
  const outputs = outputCount(job);
  const size = job.shape.length * job.shape.featureCount;
  checkExamples(job.train, 'training', size, outputs);
  checkExamples(job.validation, 'validation', size, outputs);
  const places = weightPlaces(job.shape);
  const bytes = sizeOf(places) * FLOAT_BYTES;
  if (job.initial !== undefined && job.initial.byteLength !== bytes) {
    refuse(`the first weights have ${job.initial.byteLength} bytes, the layers need ${bytes}.`);
  }
  if (trainedPlaces(places, job.frozen).length === 0) refuse('every layer is frozen.');
}

const allFinite = (buffer: ArrayBuffer): boolean =>
  new Float32Array(buffer).every((value) => Number.isFinite(value));

/** Why the job cannot go on from it; null where it can. */
export function checkpointFault(
  job: Pick<NetworkJob, 'shape' | 'frozen' | 'fingerprint'>,
  checkpoint: TrainingCheckpoint,
): string | null {
  if (checkpoint.fingerprint !== job.fingerprint) return 'it belongs to another training';
  const places = weightPlaces(job.shape);
  const bytes = sizeOf(places) * FLOAT_BYTES;
  const moments = 2 * sizeOf(trainedPlaces(places, job.frozen)) * FLOAT_BYTES;
  const { weights, best, optimizer, history } = checkpoint;
  const whole =
    weights.byteLength === bytes &&
    best.weights.byteLength === bytes &&
    optimizer.moments.byteLength === moments &&
    history.length > 0 &&
    history.every(({ number }, index) => number === index + 1) &&
    history[best.epoch - 1]?.best === true &&
    !history.slice(best.epoch).some((epoch) => epoch.best);
  if (!whole) return 'it is damaged: its parts do not fit together';
  const finite = [weights, best.weights, optimizer.moments].every(allFinite);
  return finite ? null : 'it is damaged: a value in it is no number';
}
