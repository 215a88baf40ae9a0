import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { DataCommands } from '#protocol/lab/data-commands.ts';
import type { Desk } from './desk.ts';

export const dataHandlers = (_desk: Desk): CommandHandlers<DataCommands> => ({});
