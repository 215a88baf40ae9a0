import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabSource } from '#core/lab/lab-source.ts';
import type { Survey } from '#core/lab/survey.ts';
import { OFFERED_RECIPES } from '#core/lab/offered-recipes.ts';
import type { SessionRecord } from '#core/sessions/records.ts';

export type SurveyState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading'; readonly done: number; readonly all: number; readonly what: string }
  | { readonly kind: 'ready'; readonly survey: Survey }
  | { readonly kind: 'stopped' }
  /** In a sentence. */
  | { readonly kind: 'failed'; readonly why: string };

/** Files that are being kept. */
export interface Adding {
  readonly done: number;
  /** null while it is not known how many there are. */
  readonly all: number | null;
  readonly what: string;
}

export interface DataState {
  /** In the order in which they were added; null until they are read. */
  readonly sources: readonly LabSource[] | null;
  /** Of sources that cannot be read, a sentence each. */
  readonly unreadable: readonly string[];
  /** By the ids of the sources. */
  readonly surveys: Readonly<Record<string, SurveyState>>;
  /** Name of the recipe that the surveys are under. */
  readonly recipe: string;
  readonly adding: Adding | null;
  /** What became of the last files that were given, beyond what was kept; a sentence each. */
  readonly notes: readonly string[];
  /** Why the last thing that was asked for was not done; null otherwise. */
  readonly failure: string | null;
  /** Sessions to choose from; null until they are asked for. */
  readonly sessions: readonly SessionRecord[] | null;
  /** A source that is about to go, unless undone. */
  readonly going: { readonly id: string; readonly name: string; readonly graceMs: number } | null;
  /** Whether the browser can open what was picked again later. */
  readonly picks: { readonly files: boolean; readonly folders: boolean };
}

export type DataStore = StoreApi<DataState>;

export const createDataStore = (): DataStore =>
  createStore<DataState>(() => ({
    sources: null,
    unreadable: [],
    surveys: {},
    recipe: OFFERED_RECIPES[0]?.name ?? '',
    adding: null,
    notes: [],
    failure: null,
    sessions: null,
    going: null,
    picks: { files: false, folders: false },
  }));
