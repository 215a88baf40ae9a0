import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { JudgeCommands } from '#protocol/lab/judge-commands.ts';
import type { Desk } from './desk.ts';

export const judgeHandlers = (_desk: Desk): CommandHandlers<JudgeCommands> => ({});
