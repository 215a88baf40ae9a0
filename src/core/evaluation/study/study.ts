import * as v from 'valibot';
import { ABLATION_ROW } from './ablation.ts';
import { IMPORTANCE } from './permutation-importance.ts';

const STUDY_FORMAT = 'heed-study';
const STUDY_FORMAT_VERSION = 1;

/** Among a bundle's files. */
export const STUDY_FILE = 'study.json';

/** What the cases of an ablation are trained as: by the run's own recipe, or quickly. */
export const ABLATION_MODELS = ['own', 'logistic'] as const;
export type AblationModel = (typeof ABLATION_MODELS)[number];

const rows = v.pipe(v.array(ABLATION_ROW), v.readonly());
const STUDY = v.object({
  format: v.literal(STUDY_FORMAT),
  formatVersion: v.literal(STUDY_FORMAT_VERSION),
  /** Cases that were finished, in their order. */
  ablation: v.object({ own: rows, logistic: rows }),
  importance: v.nullable(IMPORTANCE),
});

/** What was found out about what a model goes by. */
export type Study = Readonly<v.InferOutput<typeof STUDY>>;

export const EMPTY_STUDY: Study = {
  format: STUDY_FORMAT,
  formatVersion: STUDY_FORMAT_VERSION,
  ablation: { own: [], logistic: [] },
  importance: null,
};

export const formatStudy = (study: Study): string => `${JSON.stringify(study, null, 1)}\n`;

/** Null for what is none, is newer, or is damaged: a study can be made again. */
export function parseStudy(text: string): Study | null {
  try {
    const parsed = v.safeParse(STUDY, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
