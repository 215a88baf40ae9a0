import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabRun, RunParent } from '#core/lab/lab-run.ts';
import { type Draft, draftOf } from '#core/recipes/form/recipe-draft.ts';
import { ENGAGEMENT_RECIPE } from '#core/recipes/engagement.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { DurationMs, TimestampMs } from '#core/units.ts';
import { type BatchMeter, createBatchMeter } from './batch-meter.ts';

/** What is being set up. */
export interface TrainForm {
  /** The recipe that it began with, by which changes are marked. */
  readonly base: Draft;
  readonly draft: Draft;
  /** Of the run; empty: the recipe's name and a number. */
  readonly name: string;
  /** null while the field is empty. */
  readonly seed: number | null;
  /** The kept model that is trained further; null: weights begin anew. */
  readonly further: RunParent | null;
}

/** A kept network that says how it was trained, so that it can be trained further. */
export interface ParentModel {
  readonly id: string;
  readonly recipe: Recipe;
}

/** What a run started now would learn from. */
export type TrainMaterial =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'counting' }
  | { readonly kind: 'failed'; readonly why: string }
  | {
      readonly kind: 'counted';
      readonly sources: readonly MaterialSource[];
    };

export interface MaterialSource {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly windows: number;
  readonly persons: readonly string[];
  readonly classes: readonly { readonly name: string; readonly windows: number }[];
  /** Why nothing of it can be used; null where something can. */
  readonly refusal: string | null;
}

/** The run that is trained in this tab. */
export interface LiveRun {
  readonly runId: string;
  /** What is being read, while data are read. */
  readonly reading: { readonly done: number; readonly all: number } | null;
  /** How long each epoch since it was started or gone on with took. */
  readonly epochs: readonly DurationMs[];
  readonly lastAt: TimestampMs | null;
  /** It was told to end after this epoch. */
  readonly finishing: boolean;
}

export interface TrainState {
  /** Of the last thing that was asked for, in a sentence. */
  readonly problem: string | null;
  /** null until they are read. */
  readonly runs: readonly LabRun[] | null;
  readonly unreadable: readonly string[];
  /** Runs that another tab trains. */
  readonly elsewhere: ReadonlySet<string>;
  readonly live: LiveRun | null;
  readonly batches: BatchMeter;
  readonly form: TrainForm;
  /** Newest first. */
  readonly parents: readonly ParentModel[];
  readonly material: TrainMaterial;
  /** Hidden, and deleted unless that is undone. */
  readonly deleting: { readonly id: string; readonly name: string } | null;
}

export type TrainStore = StoreApi<TrainState>;

export const FIRST_FORM: TrainForm = {
  base: draftOf(ENGAGEMENT_RECIPE),
  draft: draftOf(ENGAGEMENT_RECIPE),
  name: '',
  seed: 1,
  further: null,
};

export const createTrainStore = (): TrainStore =>
  createStore<TrainState>(() => ({
    problem: null,
    runs: null,
    unreadable: [],
    elsewhere: new Set<string>(),
    live: null,
    batches: createBatchMeter(),
    form: FIRST_FORM,
    parents: [],
    material: { kind: 'unknown' },
    deleting: null,
  }));
