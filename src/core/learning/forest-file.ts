import * as v from 'valibot';
import { OUTPUT_KINDS } from '../models/output-kind.ts';
import { FOREST_KINDS, ForestRefused } from './forest.ts';

export const FOREST_HEADER_FILE = 'forest.json';
const FORMAT = 'heed-forest';
const FORMAT_VERSION = 1;

const whole = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));

const HEADER = v.object({
  format: v.literal(FORMAT),
  formatVersion: v.literal(FORMAT_VERSION),
  kind: v.picklist(FOREST_KINDS),
  output: v.picklist(OUTPUT_KINDS),
  outputs: whole(1),
  columns: whole(1),
  seed: v.pipe(v.number(), v.finite()),
  /** As in `SummaryExamples`; null where labels count the same. */
  classWeights: v.nullable(
    v.pipe(v.array(v.pipe(v.number(), v.finite(), v.gtValue(0))), v.readonly()),
  ),
});
type Header = v.InferOutput<typeof HEADER>;

/** What the file says of the forest beside its trees. */
export type ForestHeader = Readonly<Omit<Header, 'format' | 'formatVersion'>>;

/** How many models a forest has: one for each label, or one for all. */
export const modelCount = ({
  output,
  outputs,
}: Pick<ForestHeader, 'output' | 'outputs'>): number => (output === 'exclusive' ? 1 : outputs);

/** The folder of a model within the file; each is a model of the library by itself. */
export const modelFolder = (index: number): string => `model-${index}`;

export const writeForestHeader = (header: ForestHeader): string =>
  JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, ...header });

/** @throws ForestRefused */
export function parseForestHeader(text: string): ForestHeader {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ForestRefused('The forest is damaged: its description is not JSON.', cause);
  }
  const version = v.safeParse(
    v.object({ format: v.literal(FORMAT), formatVersion: v.number() }),
    json,
  );
  if (!version.success) throw new ForestRefused('The file is not a forest of Heed.');
  if (version.output.formatVersion > FORMAT_VERSION) {
    throw new ForestRefused(
      `The forest has format ${version.output.formatVersion}, this Heed reads up to ${FORMAT_VERSION}: update Heed.`,
    );
  }
  const parsed = v.safeParse(HEADER, json);
  if (!parsed.success) {
    const where = v.getDotPath(parsed.issues[0]) ?? 'the top';
    throw new ForestRefused(`The forest's description is damaged at ${where}.`);
  }
  const { classWeights, outputs, output } = parsed.output;
  const fits = classWeights === null || classWeights.length === outputs;
  if (!fits || (output === 'exclusive' && outputs < 2)) {
    throw new ForestRefused("The forest's description does not fit its outputs.");
  }
  return parsed.output;
}
