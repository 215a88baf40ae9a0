/** What the field calls the action units (Ekman and Friesen 1978) and the other features. */
const WORDS: Readonly<Record<string, string>> = {
  AU01: 'inner brow raiser',
  AU02: 'outer brow raiser',
  AU04: 'brow lowerer',
  AU05: 'upper lid raiser',
  AU06: 'cheek raiser',
  AU07: 'lid tightener',
  AU09: 'nose wrinkler',
  AU10: 'upper lip raiser',
  AU12: 'lip corner puller',
  AU14: 'dimpler',
  AU15: 'lip corner depressor',
  AU17: 'chin raiser',
  AU20: 'lip stretcher',
  AU23: 'lip tightener',
  AU25: 'lips part',
  AU26: 'jaw drop',
  AU45: 'blink',
  gaze_angle_x: 'gaze sideways',
  gaze_angle_y: 'gaze up and down',
  pose_Rx: 'head pitch',
  pose_Ry: 'head yaw',
  pose_Rz: 'head roll',
  presence: 'a face is there',
};

/** The column's name, and what it is. */
export function featureName(name: string): string {
  const words = WORDS[name];
  return words === undefined ? name : `${name} ${words}`;
}

export const UNIT_WORDS = { intensity: 'intensity, 0 to 5', rad: 'radians', share: '0 or 1' };
