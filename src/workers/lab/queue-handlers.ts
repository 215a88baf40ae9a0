import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { QueueCommands } from '#protocol/lab/queue-commands.ts';
import type { Desk } from './desk.ts';

export const queueHandlers = (_desk: Desk): CommandHandlers<QueueCommands> => ({});
