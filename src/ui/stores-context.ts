import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ClassRecordsState } from '#stores/class-records-store.ts';
import type { ClassState } from '#stores/class-store.ts';
import type { DeletionState } from '#stores/deletion-store.ts';
import type { LearningState } from '#stores/learning-store.ts';
import type { LiveState } from '#stores/live-store.ts';
import type { SessionDetailState } from '#stores/session-detail-store.ts';
import type { SessionsState } from '#stores/sessions-store.ts';
import type { SettingsState } from '#stores/settings-store.ts';
import type { ShareState } from '#stores/share-store.ts';
import type { Stores } from '#stores/stores.ts';

export const StoresContext = createContext<Stores | null>(null);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new Error('useStores needs a StoresContext around it');
  return stores;
}

export const useLive = <Part>(select: (state: LiveState) => Part): Part =>
  useStore(useStores().live, select);
export const useLearning = <Part>(select: (state: LearningState) => Part): Part =>
  useStore(useStores().learning, select);
export const useShare = <Part>(select: (state: ShareState) => Part): Part =>
  useStore(useStores().share, select);
export const useClass = <Part>(select: (state: ClassState) => Part): Part =>
  useStore(useStores().class, select);
export const useClassRecords = <Part>(select: (state: ClassRecordsState) => Part): Part =>
  useStore(useStores().classRecords, select);
export const useSessions = (): SessionsState => useStore(useStores().sessions);
export const useSessionDetail = (): SessionDetailState => useStore(useStores().sessionDetail);
export const useSettings = (): SettingsState => useStore(useStores().settings);
export const useDeletion = (): DeletionState => useStore(useStores().deletion);
