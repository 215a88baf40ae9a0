import type { ListedModel, MainScore } from '#core/deployments/listed-model.ts';
import type { LiveModel } from '#core/models/prediction.ts';

export const LIVE_MODEL_WORDS: Record<LiveModel, string> = {
  attention_level: 'Attention level',
  learning_states: 'Learning states',
};

export const MODEL_ORIGIN_WORDS: Record<ListedModel['origin'], string> = {
  shipped: 'came with Heed',
  trained: 'trained here',
  imported: 'imported',
  personal: 'learnt from one student’s answers',
};

export const NOT_OFFERED =
  'This site doesn’t offer learning states, so a model of them is never run here.';

const figure = (value: number | null): string =>
  value === null ? 'does not exist' : value.toFixed(2);

/** Of one question: the figure, how sure it is, and what baselines reach. */
export function scoreWords({ macroF1, interval, logistic, majority }: MainScore): string {
  const sure =
    interval.kind === 'interval'
      ? ` (${figure(interval.low)} to ${figure(interval.high)})`
      : interval.reason === 'too_few_persons'
        ? ' (too few persons to say how sure)'
        : '';
  const baselines = [
    ...(logistic === null ? [] : [`logistic regression ${figure(logistic)}`]),
    `most common answer ${figure(majority)}`,
  ];
  return `${figure(macroF1)}${sure}; ${baselines.join(', ')}`;
}

/** `not_engaged` as it is read. */
export const labelWords = (label: string): string => label.replaceAll('_', ' ');

/** Why a model is not run in live sessions here, or null where it can be. */
export function notLiveWords(
  { deployable }: Pick<ListedModel, 'deployable'>,
  offersStates: boolean,
): string | null {
  if (deployable.kind === 'not_live') return deployable.why;
  return deployable.model === 'learning_states' && !offersStates ? NOT_OFFERED : null;
}
