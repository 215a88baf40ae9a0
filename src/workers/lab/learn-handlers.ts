import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { LearnCommands } from '#protocol/lab/learn-commands.ts';
import type { Desk } from './desk.ts';

export const learnHandlers = (_desk: Desk): CommandHandlers<LearnCommands> => ({});
