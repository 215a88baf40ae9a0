import type { AxisInputs } from './calibration-look.ts';
import type { AxisModel, PerAxis, ScreenPoint } from './gaze-calibration.ts';

const along = (model: AxisModel, { gaze, head, shift }: AxisInputs): number =>
  model.offset + model.gaze * gaze + model.head * head + model.shift * shift;

/** Where the gaze meets the plane of the screen; outside 0..1 is beside the screen. */
export const pointOf = (model: PerAxis<AxisModel>, inputs: PerAxis<AxisInputs>): ScreenPoint => ({
  x: along(model.x, inputs.x),
  y: along(model.y, inputs.y),
});
