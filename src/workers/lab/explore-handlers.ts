import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { ExploreCommands } from '#protocol/lab/explore-commands.ts';
import type { Desk } from './desk.ts';

export const exploreHandlers = (_desk: Desk): CommandHandlers<ExploreCommands> => ({});
