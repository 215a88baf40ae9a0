import { queueBatch, queueCurve, queueSimulation } from '#pipelines/lab/label-queue.ts';
import type { QueuePorts } from '#pipelines/lab/queue-material.ts';
import type { QueueCommands } from '#protocol/lab/queue-commands.ts';
import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { Desk } from './desk.ts';

export function queueHandlers(desk: Desk): CommandHandlers<QueueCommands> {
  const ports: QueuePorts = {
    dataset: (data, recipe) => desk.dataset(data, recipe),
    unlabelled: (data, recipe) => desk.unlabelled(data, recipe),
    async labelledByHand() {
      const { items } = await desk.stores.labels.list();
      return new Set(
        items.filter(({ spans }) => spans.length > 0).map(({ recording }) => recording),
      );
    },
    predictor: (bundleId) => desk.predictor(bundleId),
    onProgress(done, all, what) {
      desk.notify({ kind: 'progress', done, all, what });
    },
  };
  return {
    queueBatch: (args) => queueBatch(ports, args),
    labelCurve: (args) => queueCurve(ports, args),
    simulateQueue: (args) => queueSimulation(ports, args),
  };
}
