import type { EngagementStatus } from '#core/engagement/reading.ts';
import { COUNTED_INPUTS } from '#core/sessions/behaviour.ts';
import type { EventType } from '#core/sessions/records.ts';

/** A status band's height says it again without colour. */
export const STATUS_HEIGHT: Record<EngagementStatus, number> = {
  engaged: 1,
  partially_engaged: 0.66,
  disengaged: 0.33,
  not_detected: 0.12,
};

const CLOCK_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];

/** Whole seconds, minutes or hours from 0 to `end`, about as many as fit. */
export function clockTicks(end: number, most: number): readonly number[] {
  const step = CLOCK_STEPS_S.find((candidate) => end / candidate <= most) ?? 28_800;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

export const isInput = (type: EventType): boolean =>
  COUNTED_INPUTS.some((counted) => counted === type);

export type EventSymbol = 'circle' | 'square' | 'triangle' | 'diamond';

export const EVENT_GROUPS = ['lecture', 'tab', 'monitor', 'input'] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

export const GROUP_SYMBOL: Record<EventGroup, EventSymbol> = {
  lecture: 'triangle',
  tab: 'square',
  monitor: 'diamond',
  input: 'circle',
};

export function eventGroup(type: EventType): EventGroup {
  if (isInput(type)) return 'input';
  if (type.startsWith('lecture_')) return 'lecture';
  return type.startsWith('tab_') ? 'tab' : 'monitor';
}

export const eventSymbol = (type: EventType): EventSymbol => GROUP_SYMBOL[eventGroup(type)];
