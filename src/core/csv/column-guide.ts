import { ACTION_UNITS } from '../signals/face-signal.ts';
import { ATTENTION_LEVELS, LEARNING_STATES } from '../models/prediction.ts';

/** What columns say, and in which unit. */
export interface ColumnWords {
  readonly columns: readonly string[];
  readonly words: string;
}

const told = (columns: string, words: string): ColumnWords => ({
  columns: columns.split(' '),
  words,
});
const WHEN = told('timestamp', 'when the picture was captured, or the thing happened (ISO 8601)');
const WHOSE = told('session_id student_id lecture_id course_id', 'whose it is');
const WHICH = told('session_id lecture_id course_id', 'which session it is of');
const STATUS = told('status', 'engaged, partially_engaged, disengaged or not_detected');
const SCORE = told('engagement_score', 'engagement score of the moment, 0 to 100');
const UNITS = {
  columns: ACTION_UNITS.map((unit) => `${unit}_r`),
  words: 'intensity of the action unit, 0 to 5',
};
const GAZE_AND_PLACE = [
  told(
    'gaze_0_x gaze_0_y gaze_0_z gaze_1_x gaze_1_y gaze_1_z',
    'unit vectors of the gaze, of the eye at image left and at image right',
  ),
  told('pose_Tx pose_Ty pose_Tz', 'position of the head before the camera, millimetres'),
];
const CONFIDENCE = told('confidence', 'how sure the landmarker is that this is a face, 0 to 1');
const FRAME = told('frame', 'number of the row, from 1');
const ANGLES = 'gaze_angle_x gaze_angle_y pose_Rx pose_Ry pose_Rz';
const PREDICTION = [
  told('row', 'number of the row, from 0'),
  told('timestamp_s', 'since the session began, seconds'),
  told('reason', 'why there is no probability, else empty'),
];
const PROBABILITIES = 'calibrated probability, 0 to 1; empty where the model abstains';

/** By the names of the exports of a session. */
export const COLUMN_GUIDE = {
  features: [
    WHEN,
    FRAME,
    WHICH,
    told('face_detected', '1 a face was read, 0 none was'),
    CONFIDENCE,
    STATUS,
    SCORE,
    ...GAZE_AND_PLACE,
    told(ANGLES, 'gaze and head turns, degrees'),
    UNITS,
    told('smile_intensity confusion_level', 'means of action units, 0 to 5'),
    told('drowsiness_level', 'from action units of one moment, 0 to 10'),
  ],
  engagement: [
    WHEN,
    WHOSE,
    told('frame_path', 'a picture kept at this moment, else empty'),
    SCORE,
    STATUS,
    told('face_detected', '1 a face was read, 0 none was'),
    told('gaze_angle_x gaze_angle_y head_pose_rx head_pose_ry head_pose_rz', 'degrees'),
  ],
  readings: [
    WHEN,
    FRAME,
    told('session_id', 'which session it is of'),
    told('lecture_time_s', 'position in the lecture, seconds'),
    told('absence', 'why there is no face, else empty'),
    told('status_reason', 'what lowered the score most, or why there is none'),
    told('quality', 'how far the features can be trusted, 0 to 1'),
    told('quality_issues', 'what lowers the quality, separated by ;'),
    told('face_count', 'faces in the picture'),
    told('person', 'which sitter, 0 for the first'),
    told('baseline_shift_sd', 'own resting face against the population’s, standard deviations'),
    told('gaze_on_screen', 'probability that the gaze is on the screen, 0 to 1'),
    told('perclos', 'share of the last minute with closed eyes, 0 to 1'),
    told('blinks_per_min', 'over the last minute, per minute'),
    told('drowsiness', '0 awake to 1 falling asleep'),
    told('body_present hand_on_face hand_raised', '1 yes, 0 no; empty where it was not looked for'),
    told('shoulder_tilt_deg', 'degrees, above 0 clockwise in the picture'),
    told('lean', 'shoulder width against the usual one, minus 1; above 0 towards the camera'),
    told('slouch_sw', 'how far the head sank, shoulder widths'),
    told('motion_sw_per_s', 'mean speed of the upper body, shoulder widths a second'),
  ],
  levels: [...PREDICTION, { columns: ATTENTION_LEVELS, words: PROBABILITIES }],
  states: [...PREDICTION, { columns: LEARNING_STATES, words: PROBABILITIES }],
  events: [
    WHOSE,
    told('event_type', 'what was seen'),
    told('onset offset', 'when it began and ended (ISO 8601)'),
    told('onset_s offset_s', 'the same since the session began, seconds'),
    told('onset_lecture_s offset_lecture_s', 'position in the lecture, seconds'),
    told('duration_s', 'how long it lasted, seconds'),
    told('seen_to_end', '0 where it was lost from view before it ended'),
    told('direction', 'left, right, up or down'),
    told('count most_faces person', 'how many, how many faces at most, which sitter'),
    told('peak peak_deg', 'the most of it, in its own unit; degrees'),
    told('details', 'anything else, as JSON'),
  ],
  behaviour: [
    WHEN,
    WHOSE,
    told('event_type', 'what the student, the player or the page did'),
    told(
      'event_data',
      'JSON: the lecture, the position in it in seconds, and numbers of the event',
    ),
  ],
  openface: [
    FRAME,
    told('face_id', 'always 0'),
    told('timestamp', 'since the session began, seconds'),
    CONFIDENCE,
    told('success', '1 a face was read, 0 none was'),
    ...GAZE_AND_PLACE,
    told(ANGLES, 'gaze and head turns, radians'),
    UNITS,
  ],
} as const satisfies Readonly<Record<string, readonly ColumnWords[]>>;
