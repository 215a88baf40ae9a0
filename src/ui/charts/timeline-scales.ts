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
