import type { ProblemKind } from '#stores/problem.ts';

export interface ProblemWords {
  /** What happened. */
  readonly title: string;
  /** What was kept or still works, and what to do. */
  readonly wayOut: string;
}

export const PROBLEM_WORDS: Record<ProblemKind, ProblemWords> = {
  permission_denied: {
    title: 'The browser didn’t allow the camera',
    wayOut:
      'Open the camera symbol in the address bar, allow the camera for this site, and try again. Or go on without a camera.',
  },
  blocked_by_page: {
    title: 'The page around this one doesn’t pass the camera on',
    wayOut:
      'This lecture is shown inside another page, which blocks cameras. Open it in a tab of its own, or ask who runs that page to add allow="camera". Without a camera it works here too.',
  },
  no_camera: {
    title: 'No camera found',
    wayOut: 'Plug one in and try again, play a recording as the camera, or go on without a camera.',
  },
  in_use: {
    title: 'Another program is using the camera',
    wayOut: 'Close the call or program that has it, then try again.',
  },
  overconstrained: {
    title: 'The camera that was chosen isn’t there any more',
    wayOut: 'Plug it in again, or try again to use another one.',
  },
  insecure_origin: {
    title: 'Cameras work on secure pages only',
    wayOut:
      'This page came over plain http. Open its address with https:// in front. A recording can still be played as the camera.',
  },
  unsupported: {
    title: 'This browser can’t give a page the camera',
    wayOut:
      'A current Chrome, Edge, Firefox or Safari can. Here you can play a recording as the camera or go on without one.',
  },
  recording_unplayable: {
    title: 'This recording can’t be played',
    wayOut: 'Choose another video file. MP4 (H.264) and WebM play in most browsers.',
  },
  camera_lost: {
    title: 'The camera stopped',
    wayOut:
      'The session goes on and nothing is lost. Plug the camera in again, or free it, and reading resumes by itself.',
  },
  webgl2_missing: {
    title: 'The face reader can’t run in this browser',
    wayOut:
      'It needs WebGL 2. Switch on hardware acceleration in the browser’s settings and restart it, or go on without a camera.',
  },
  wasm_missing: {
    title: 'The face reader can’t run in this browser',
    wayOut:
      'It needs WebAssembly, which is switched off or blocked here. Use a current browser without that block, or go on without a camera.',
  },
  webgpu_missing: {
    title: 'No graphics card for the learning-states model',
    wayOut: 'It runs on the processor instead. The answers are the same; they may come later.',
  },
  assets_missing: {
    title: 'The face reader didn’t load',
    wayOut:
      'Its files didn’t arrive whole. Check the connection and try again; if it stays so, tell whoever runs this site.',
  },
  context_lost: {
    title: 'The graphics card gave up on the face reader',
    wayOut: 'What was logged is kept. Close other heavy tabs, then stop and start again.',
  },
  worker_failed: {
    title: 'The face reader stopped with an error',
    wayOut: 'What was logged is kept. Stop this session and start a new one.',
  },
  model_unavailable: {
    title: 'The learning-states model isn’t available',
    wayOut: 'Attention is read and logged as usual; the four states are left empty.',
  },
  attention_model_unavailable: {
    title: 'The attention model isn’t available',
    wayOut: 'Score and status are read and logged as usual; the model’s level is left empty.',
  },
  chosen_model_unused: {
    title: 'Another model runs than the one that was chosen',
    wayOut:
      'The chosen one can’t be used here, so the next in line reads this session: the course’s, or the one that came with Heed. The session names the one that ran.',
  },
  lab_storage_failed: {
    title: 'The lab can’t use this browser’s storage',
    wayOut:
      'What is stored stays as it is, and what you just asked for was not done. Close other tabs of this site and reload; where the disk is full, delete sessions or models that nobody needs.',
  },
  storage_full: {
    title: 'The browser’s storage is full',
    wayOut:
      'The session goes on in memory. Export it before you close this tab, or delete old sessions to make room.',
  },
  private_mode: {
    title: 'This window doesn’t keep anything',
    wayOut:
      'In a private window the session lives in memory only. Export it before you close the tab.',
  },
  blocked_upgrade: {
    title: 'Another tab holds an older version of the log',
    wayOut:
      'The session goes on in memory. Close other tabs with this site, and export the session before you close this one.',
  },
  storage_failed: {
    title: 'The session can’t be written to this browser',
    wayOut: 'It goes on in memory. Export it before you close this tab.',
  },
  calibration_outdated: {
    title: 'The gaze calibration doesn’t fit this window',
    wayOut:
      'It was made for another size or place of the window. Until that is back, only the coarse direction is told; or calibrate again.',
  },
  lecture_unplayable: {
    title: 'This lecture can’t be played',
    wayOut:
      'The address leads to no video that this browser can play. Check the link, or choose a file from this device.',
  },
  lecture_host_blocked: {
    title: 'This site doesn’t play videos from there',
    wayOut:
      'Whoever runs this site decides which hosts lectures may come from. Ask them to add this one, or choose a file from this device.',
  },
  configuration_unusable: {
    title: 'This site’s configuration can’t be read',
    wayOut:
      'Until whoever runs it has mended it, lectures can be watched without a camera. The details below are for them.',
  },
  class_unavailable: {
    title: 'This class can’t be opened',
    wayOut: 'Nothing was lost. Try again; if it stays so, pass on the details below.',
  },
  class_not_allowed: {
    title: 'This login may not see the class',
    wayOut: 'Log in as somebody who teaches it, or ask whoever runs the class to allow it.',
  },
  class_record_failed: {
    title: 'The record of this class can’t be written to this browser',
    wayOut:
      'The class goes on and stays on the screen; writing is tried again. What is shown is lost if this tab closes.',
  },
  unexpected: {
    title: 'Something unexpected happened',
    wayOut: 'What was logged is kept. Try again; if it happens again, pass on the details below.',
  },
};
