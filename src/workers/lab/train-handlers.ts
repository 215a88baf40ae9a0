import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { TrainCommands } from '#protocol/lab/train-commands.ts';
import type { Desk } from './desk.ts';

export const trainHandlers = (_desk: Desk): CommandHandlers<TrainCommands> => ({});
