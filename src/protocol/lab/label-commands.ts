import type {
  CurveName,
  DrawnCurves,
  RecordingList,
  RecordingView,
} from '#core/lab/labels/recording-view.ts';
import type { Stretch } from '#core/lab/labels/spans.ts';

export type LabelCommands = {
  /** Of the sources in use. */
  readonly labelRecordings: { readonly args: null; readonly result: RecordingList };
  /** `recording`: its key. The one read last is held. */
  readonly labelView: {
    readonly args: { readonly recording: string };
    readonly result: RecordingView;
  };
  /** Those of `names` that the recording has, over a stretch cut into as many `parts`. */
  readonly labelCurves: {
    readonly args: {
      readonly recording: string;
      readonly names: readonly CurveName[];
      readonly stretch: Stretch;
      readonly parts: number;
    };
    readonly result: DrawnCurves;
  };
};
