import type { LabProtocol } from '#protocol/lab/lab-protocol.ts';
import { serve } from '#protocol/serve-bridge.ts';
import { dataHandlers } from './lab/data-handlers.ts';
import { createDesk } from './lab/desk.ts';
import { exploreHandlers } from './lab/explore-handlers.ts';
import { judgeHandlers } from './lab/judge-handlers.ts';
import { labelHandlers } from './lab/label-handlers.ts';
import { learnHandlers } from './lab/learn-handlers.ts';
import { queueHandlers } from './lab/queue-handlers.ts';
import { trainHandlers } from './lab/train-handlers.ts';

const { desk, open, finish } = createDesk((notice) => {
  bridge.notify(notice);
});

const bridge = serve<LabProtocol>(
  self,
  {
    open,
    ...dataHandlers(desk),
    ...exploreHandlers(desk),
    ...labelHandlers(desk),
    ...queueHandlers(desk),
    ...trainHandlers(desk),
    ...judgeHandlers(desk),
    ...learnHandlers(desk),
  },
  finish,
);
