import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvHeader } from '#core/csv/csv-layout.ts';
import { OPENFACE, OPENFACE_STILLS } from '#core/csv/openface.ts';
import { READINGS } from '#core/csv/readings.ts';
import { SEEN_EVENTS } from '#core/csv/seen-events.ts';
import { SMART_LMS_BEHAVIOUR } from '#core/csv/smart-lms-behaviour.ts';
import { SMART_LMS_ENGAGEMENT } from '#core/csv/smart-lms-engagement.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';

const FEATURES_HEADER =
  'timestamp,frame,session_id,lecture_id,course_id,face_detected,confidence,status,engagement_score,gaze_0_x,gaze_0_y,gaze_0_z,gaze_1_x,gaze_1_y,gaze_1_z,gaze_angle_x,gaze_angle_y,pose_Tx,pose_Ty,pose_Tz,pose_Rx,pose_Ry,pose_Rz,AU01_r,AU02_r,AU04_r,AU05_r,AU06_r,AU07_r,AU09_r,AU10_r,AU12_r,AU14_r,AU15_r,AU17_r,AU20_r,AU23_r,AU25_r,AU26_r,AU45_r,smile_intensity,confusion_level,drowsiness_level\n';
const ENGAGEMENT_HEADER =
  'timestamp,session_id,student_id,lecture_id,course_id,frame_path,engagement_score,status,face_detected,gaze_angle_x,gaze_angle_y,head_pose_rx,head_pose_ry,head_pose_rz\n';
const BEHAVIOUR_HEADER =
  'timestamp,session_id,student_id,lecture_id,course_id,event_type,event_data\n';

const REFERENCE = '../shared/data/smart-lms';
const here = existsSync(REFERENCE);
const headerOf = (file: string) =>
  /^[^\n]*\n/.exec(readFileSync(`${REFERENCE}/${file}`, 'utf8'))?.[0];

describe('headers', () => {
  it('[CSV-1] are byte for byte those of the Smart LMS logs', () => {
    expect(csvHeader(SMART_LMS_FEATURES)).toBe(FEATURES_HEADER);
    expect(csvHeader(SMART_LMS_ENGAGEMENT)).toBe(ENGAGEMENT_HEADER);
    expect(csvHeader(SMART_LMS_BEHAVIOUR)).toBe(BEHAVIOUR_HEADER);
    expect(SMART_LMS_FEATURES.columns).toHaveLength(43);
    expect(SMART_LMS_ENGAGEMENT.columns).toHaveLength(14);
    expect(SMART_LMS_BEHAVIOUR.columns).toHaveLength(7);
  });

  it.skipIf(!here)('[CSV-1] equal the reference logs (skipped where those are absent)', () => {
    expect(headerOf('openface_features_student_4_lec_2a96290c_3b05caef.csv')).toBe(FEATURES_HEADER);
    expect(headerOf('engagement_log_student_4_lec_2a96290c_3b05caef.csv')).toBe(ENGAGEMENT_HEADER);
    expect(headerOf('behavioral_log_student_4_202510.csv')).toBe(BEHAVIOUR_HEADER);
  });

  it.each([
    ['[CSV-15] of the readings', READINGS, 22],
    ['[CSV-16] of the events', SEEN_EVENTS, 20],
  ])('%s are all explained in docs/FORMATS.md, in their order', (_, layout, width) => {
    const section = readFileSync('docs/FORMATS.md', 'utf8')
      .split('\n## ')
      .find((part) => part.includes(`(\`${layout.name}\`, ${width} columns)`));
    const explained = [...(section ?? '').matchAll(/^\|(?<names>[^|]*)\|/gm)].flatMap((row) =>
      [...(row.groups?.['names'] ?? '').matchAll(/`(?<name>[^`]+)`/g)].map(
        (match) => match.groups?.['name'],
      ),
    );
    expect(explained).toEqual(layout.columns.map(({ name }) => name));
    expect(explained).toHaveLength(width);
  });

  it('[CSV-2] of the OpenFace layout begin as OpenFace writes them, with spaces', () => {
    expect(csvHeader(OPENFACE)).toMatch(
      /^frame, face_id, timestamp, confidence, success, gaze_0_x, .* gaze_angle_y, pose_Tx, .* pose_Rz, AU01_r, .* AU45_r\n$/,
    );
    expect(csvHeader(OPENFACE_STILLS)).toBe(csvHeader(OPENFACE).replace(' timestamp,', ''));
  });
});
