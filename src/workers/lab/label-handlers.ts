import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { unzip } from '#adapters/files/unzip.ts';
import { drawnCurve } from '#core/lab/labels/curves.ts';
import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { LabelCommands } from '#protocol/lab/label-commands.ts';
import { FRAME_CURVES, type RecordingFrames } from '#pipelines/lab/recording-frames.ts';
import {
  openRecording,
  recordingList,
  type RecordingStores,
} from '#pipelines/lab/recording-list.ts';

const SORT = { unzip, sha256: sha256Hex };

export function labelHandlers({
  stores,
}: {
  readonly stores: RecordingStores;
}): CommandHandlers<LabelCommands> {
  /** One recording of hours takes tens of megabytes. */
  let held: { readonly recording: string; readonly frames: RecordingFrames } | null = null;

  const framesOf = async (recording: string): Promise<RecordingFrames> => {
    if (held?.recording === recording) return held.frames;
    held = null;
    const frames = await openRecording(stores, SORT, recording);
    held = { recording, frames };
    return frames;
  };

  return {
    labelRecordings: () => recordingList(stores, SORT),
    async labelView({ recording }) {
      held = null;
      return (await framesOf(recording)).view;
    },
    async labelCurves({ recording, names, stretch, parts }) {
      const { values } = await framesOf(recording);
      const curves = Object.fromEntries(
        names.map((name) => {
          const column = FRAME_CURVES.indexOf(name);
          return [name, drawnCurve(values, column, stretch, parts)];
        }),
      );
      return { recording, stretch, parts, curves };
    },
  };
}
