import type { FeatureDistribution } from '#core/lab/explore/exploration.ts';
import { featureName } from '../../words/feature-words.ts';

/** Features on one scale, under one another. */
export interface FeatureGroup {
  readonly title: string;
  readonly unit: string;
  readonly features: readonly FeatureDistribution[];
}

const GROUPS = [
  { unit: 'intensity', title: 'Action units', words: 'intensity, 0 to 5' },
  { unit: 'rad', title: 'Gaze and head', words: 'radians' },
  { unit: 'share', title: 'Presence', words: '0: nobody, 1: somebody' },
] as const;

/** By unit, since only like is drawn on one scale. */
export const featureGroups = (features: readonly FeatureDistribution[]): readonly FeatureGroup[] =>
  GROUPS.flatMap(({ unit, title, words }) => {
    const own = features.filter(({ feature }) => feature.unit === unit);
    return own.length === 0 ? [] : [{ title, unit: words, features: own }];
  });

export interface ClassMark {
  readonly feature: string;
  readonly name: string;
  readonly label: string;
  /** Position of the class. */
  readonly index: number;
  readonly p5: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p95: number;
  readonly samples: number;
}

/** A mark for each feature and class that has samples. */
export const classMarks = (
  features: readonly FeatureDistribution[],
  classes: readonly string[],
): readonly ClassMark[] =>
  features.flatMap(({ feature, classes: own }) =>
    own.flatMap(({ quantiles, samples }, index): readonly ClassMark[] => {
      const label = classes[index];
      if (quantiles === null || label === undefined) return [];
      const [p5, p25, median, p75, p95] = quantiles;
      const name = featureName(feature.name);
      return [{ feature: feature.name, name, label, index, p5, p25, median, p75, p95, samples }];
    }),
  );
