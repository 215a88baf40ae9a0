import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CourseModel } from '#core/deployments/course-model.ts';
import type { ListedModel } from '#core/deployments/listed-model.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import type { Problem } from '../problem.ts';

/** How the last import went. */
export type ImportStage =
  | { readonly kind: 'idle' }
  /** It comes from Keras, and somebody has to say what its numbers mean. */
  | { readonly kind: 'asking'; readonly name: string }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'kept'; readonly id: string; readonly wasHere: boolean }
  /** `why` is a sentence for the person reading. */
  | { readonly kind: 'refused'; readonly name: string; readonly why: string };

/** A model that somebody looks at before a course runs it; `bundle` is null for the shipped one. */
export interface Choosing {
  readonly courseId: string;
  readonly model: LiveModel;
  readonly bundle: string | null;
}

export interface ModelsState {
  /** null until they were read. */
  readonly models: readonly ListedModel[] | null;
  readonly choices: readonly CourseModel[];
  /** Ids of courses, in order. */
  readonly courses: readonly string[];
  /** A sentence for each that is stored and cannot be read. */
  readonly unreadable: readonly string[];
  /** What the browser keeps in all, and may; null where it does not tell. */
  readonly room: { readonly usedBytes: number; readonly allowedBytes: number } | null;
  readonly importing: ImportStage;
  readonly choosing: Choosing | null;
  /** A model that is about to go, unless that is undone. */
  readonly deleting: string | null;
  /** Why a model was not deleted, in a sentence. */
  readonly kept: string | null;
  /** Of the last thing that was asked for. */
  readonly problem: Problem | null;
}

export type ModelsStore = StoreApi<ModelsState>;

export const createModelsStore = (): ModelsStore =>
  createStore<ModelsState>(() => ({
    models: null,
    choices: [],
    courses: [],
    unreadable: [],
    room: null,
    importing: { kind: 'idle' },
    choosing: null,
    deleting: null,
    kept: null,
    problem: null,
  }));
