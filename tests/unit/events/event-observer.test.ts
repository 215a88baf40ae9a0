import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { SPAN_EVENTS } from '#core/sessions/records.ts';
import { timestampMs } from '#core/units.ts';
import { absent, face } from '../engagement/faces.ts';
import {
  bodySample,
  edges,
  ofType,
  plateau,
  typesOf,
  watch,
  type Face,
  type Scene,
} from './watching.ts';

/** A minute's worth of behaviour in 40 s; seconds of each in the comments. */
const lively = (s: number): Face | null =>
  s >= 34 && s < 37
    ? null // 34-37 away
    : {
        AU45: 2.2 * plateau(s, 3, 3.3, 0.1) + 2.2 * plateau(s, 20, 21.5, 0.1), // a blink, closed eyes
        pose_Ry: 4 + 25 * plateau(s, 6, 8, 0.4), // to the right
        AU12: 0.3 + 2 * plateau(s, 10, 13, 0.3),
        pose_Rx: 3 + 9 * plateau(s, 15, 15.5, 0.2) + 9 * plateau(s, 15.7, 16.2, 0.2), // two nods
        AU26: 3.2 * plateau(s, 24, 28, 0.8), // a yawn
        AU25: 2.5 * plateau(s, 24, 28, 0.8),
        gaze_angle_x: 40 * plateau(s, 30, 33, 0.2), // to image right: the student's left
      };

const EXPECTED = [
  ['blink', 3, 3.3],
  ['head_turn', 6, 8],
  ['smile', 10, 13],
  ['nod', 15, 16.2],
  ['eyes_closed', 20, 21.5],
  ['yawn', 24, 28],
  ['looking_away', 30, 33],
  ['left', 34, 37],
] as const;

describe('events of a face', () => {
  it('[EVT-2] are the same at 10, 15 and 30 frames a second', () => {
    for (const fps of [10, 15, 30]) {
      const drafts = watch(lively, { seconds: 40, fps }).toSorted((a, b) => a.at - b.at);
      expect(typesOf(drafts), `${fps} fps`).toEqual(EXPECTED.map(([type]) => type));
      for (const [index, [type, from, to]] of EXPECTED.entries()) {
        const [onset, offset] = edges(at(drafts, index));
        const within = 0.5 + 1 / fps;
        expect(Math.abs(onset - from), `${type} at ${fps} fps`).toBeLessThan(within);
        expect(Math.abs(offset - to), `${type} at ${fps} fps`).toBeLessThan(within);
      }
    }
  });

  it('[EVT-2] are the same where frames come unevenly', () => {
    const random = seededRandom(5);
    const missing = (): boolean => random() < 0.2;
    const drafts = watch(lively, { seconds: 40, missing }).toSorted((a, b) => a.at - b.at);
    expect(typesOf(drafts)).toEqual(EXPECTED.map(([type]) => type));
  });

  it('[EVT-1] do not multiply under noise', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = seededRandom(seed);
      const noise = (size: number): number => size * 2 * (random() - 0.5);
      const noisy: Scene = (s) => {
        const seen = lively(s);
        return seen === null
          ? null
          : {
              ...seen,
              AU12: Math.max(0, (seen.AU12 ?? 0) + noise(0.15)),
              AU45: Math.max(0, (seen.AU45 ?? 0) + noise(0.15)),
              pose_Ry: (seen.pose_Ry ?? 0) + noise(1),
              pose_Rx: (seen.pose_Rx ?? 0) + noise(1),
            };
      };
      const drafts = watch(noisy, { seconds: 40 }).toSorted((a, b) => a.at - b.at);
      expect(typesOf(drafts), `seed ${seed}`).toEqual(EXPECTED.map(([type]) => type));
    }
  });

  it('[EVT-5] carry where the lecture stood at both ends, over a seek and without a lecture', () => {
    const smiling: Scene = (s) => ({ AU12: s > 10 && s < 14 ? 2 : 0 });
    const sought = (s: number): number => (s < 12 ? s + 100 : s - 5);
    const [smile] = watch(smiling, { seconds: 20, lecture: sought });
    expect(smile?.lectureTime).toBeCloseTo(110, 1);
    expect(smile?.data['offset_lecture_s']).toBeCloseTo(9, 1);
    expect(smile?.data['duration_s']).toBeCloseTo(4, 1);
    const [without] = watch(smiling, { seconds: 20, lecture: () => null });
    expect(without?.lectureTime).toBeNull();
    expect(without?.data['offset_lecture_s']).toBeNull();
  });

  it('[EVT-5] of every kind that lasts say how long, until where in the lecture, and whether to the end', () => {
    const drafts = watch(lively, { seconds: 40 });
    for (const { type, data, at: onset, lectureTime } of drafts) {
      expect(SPAN_EVENTS).toContain(type);
      expect(data['seen_to_end']).toBe(true);
      expect(lectureTime).toBeCloseTo(onset / 1000, 6);
      expect(data['offset_lecture_s']).toBeCloseTo(onset / 1000 + Number(data['duration_s']), 2);
    }
  });

  it('[EVT-6] end where a pause begins, at the last moment seen, and begin anew after it', () => {
    const paused = (s: number): boolean => s >= 12 && s < 15;
    const scene: Scene = (s) =>
      paused(s) ? absent(s * 1000, 'paused') : { AU12: s > 10 && s < 17 ? 2 : 0 };
    const drafts = watch(scene, { seconds: 20 });
    expect(typesOf(drafts)).toEqual(['smile', 'smile']);
    expect(edges(at(drafts, 0))[1]).toBeCloseTo(12 - 1 / 30, 3);
    expect(at(drafts, 0).data['seen_to_end']).toBe(false);
    expect(edges(at(drafts, 1))[0]).toBeCloseTo(15, 3);
    expect(at(drafts, 1).data['seen_to_end']).toBe(true);
  });

  it('[EVT-3] end at the last moment before nobody is seen, and nothing is found in single frames', () => {
    const scene: Scene = (s) => (s > 12 && s < 14.5 ? null : { AU12: s > 10 ? 2 : 0 });
    const drafts = watch(scene, { seconds: 20 });
    const [first, second] = ofType(drafts, 'smile');
    expect(first?.data['seen_to_end']).toBe(false);
    expect(edges(first ?? at(drafts, 0))[1]).toBeCloseTo(12, 1);
    expect(second?.at).toBeGreaterThan(14_000);
    const blinking: Scene = (s) => (Math.round(s * 30) % 90 === 45 ? null : {});
    expect(watch(blinking, { seconds: 20 })).toEqual([]);
  });
});

describe('where the student looks', () => {
  it('[EVT-7] is told from the student’s own side: image left is their right', () => {
    const turned =
      (side: 1 | -1): Scene =>
      (s) => ({ pose_Ry: side * 20 * plateau(s, 5, 7) });
    expect(watch(turned(1), { seconds: 10 })[0]?.data).toMatchObject({ direction: 'right' });
    const [left] = watch(turned(-1), { seconds: 10 });
    expect(left?.data).toMatchObject({ direction: 'left' });
    expect(left?.data['peak_deg']).toBeCloseTo(20, 0);
    const glance = (value: Face): unknown =>
      watch((s) => (s > 5 && s < 8 ? value : {}), { seconds: 12 })[0]?.data['direction'];
    expect(glance({ gaze_angle_x: 40 })).toBe('left');
    expect(glance({ gaze_angle_x: -40 })).toBe('right');
    expect(glance({ gaze_angle_y: 45 })).toBe('down');
    expect(glance({ gaze_angle_y: -30 })).toBe('up');
  });

  it('[EVT-7] is measured from where this head usually points', () => {
    const askew: Scene = (s) => ({ pose_Ry: 18 + 1.5 * Math.sin(s) + 15 * plateau(s, 20, 22) });
    const turns = ofType(watch(askew, { seconds: 40 }), 'head_turn');
    expect(turns).toHaveLength(1);
    expect(edges(at(turns, 0))[0]).toBeCloseTo(20, 0);
  });

  it('[EVT-7] a turn that lasts half a minute stays one', () => {
    const scene: Scene = (s) => ({ pose_Ry: s > 30 && s < 60 ? 35 : 0 });
    const turns = ofType(watch(scene, { seconds: 70 }), 'head_turn');
    expect(turns).toHaveLength(1);
    expect(at(turns, 0).data['duration_s']).toBeCloseTo(30, 0);
  });

  it('[EVT-8] is still away while the head is turned too far to be read', () => {
    const scene: Scene = (s) =>
      s > 11 && s < 16 ? absent(s * 1000, 'turned_away') : { pose_Ry: 55 * plateau(s, 10, 17, 1) };
    const drafts = watch(scene, { seconds: 25 });
    expect(ofType(drafts, 'left')).toEqual([]);
    expect(ofType(drafts, 'head_turn')).toHaveLength(1);
    const [away, ...more] = ofType(drafts, 'looking_away');
    expect(more).toEqual([]);
    expect(away?.data['direction']).toBe('right');
    expect(away?.data['duration_s']).toBeGreaterThan(5);
  });

  it('[EVT-4] a glance of less than a second is not looking away', () => {
    expect(watch((s) => ({ gaze_angle_x: s > 5 && s < 5.8 ? 40 : 0 }), { seconds: 10 })).toEqual(
      [],
    );
  });
});

describe('lids, mouth and nods', () => {
  it('[EVT-9] a closure of any length is either a blink or closed eyes', () => {
    for (let lasts = 0.15; lasts < 1; lasts += 0.05) {
      const drafts = watch((s) => ({ AU45: 2.4 * plateau(s, 5, 5 + lasts, 0.08) }), { seconds: 8 });
      expect(drafts, `${lasts} s`).toHaveLength(1);
      expect(at(drafts, 0).type).toBe(
        lasts < 0.5 ? 'blink' : lasts > 0.65 ? 'eyes_closed' : at(drafts, 0).type,
      );
    }
  });

  it('[EVT-9] two quick blinks are two blinks, though the eyes hardly open in between', () => {
    const twice: Scene = (s) => ({
      AU45: Math.max(
        0.7 * plateau(s, 5, 5.7, 0.1),
        2.2 * plateau(s, 5, 5.3, 0.1),
        2.2 * plateau(s, 5.4, 5.7, 0.1),
      ),
    });
    expect(typesOf(watch(twice, { seconds: 10 }))).toEqual(['blink', 'blink']);
  });

  it('[EVT-10] talking is no yawn, and neither is a jaw that drops for a moment', () => {
    const talking: Scene = (s) => {
      const open = 0.5 + 0.5 * Math.sin(2 * Math.PI * 3.5 * s);
      return { AU26: 2.6 * open, AU25: 2.6 * open };
    };
    expect(ofType(watch(talking, { seconds: 30 }), 'yawn')).toEqual([]);
    const gaping: Scene = (s) => ({ AU26: 3 * plateau(s, 5, 6.5), AU25: 3 * plateau(s, 5, 6.5) });
    expect(ofType(watch(gaping, { seconds: 10 }), 'yawn')).toEqual([]);
  });

  it('[EVT-11] nods in a row are one event with their count and depth', () => {
    const nodding: Scene = (s) => ({
      pose_Rx: 3 + (s > 5 && s < 7 ? 5 * (1 - Math.cos(2 * Math.PI * 2 * (s - 5))) : 0),
    });
    for (const fps of [10, 15, 30]) {
      const [nod, ...more] = watch(nodding, { seconds: 12, fps });
      expect(more).toEqual([]);
      expect(nod).toMatchObject({ type: 'nod', data: { count: 4 } });
      expect(nod?.data['peak_deg']).toBeGreaterThan(8);
    }
  });

  it('[EVT-5] nodding for long carries where the lecture stood at both ends', () => {
    const nodding: Scene = (s) => ({
      pose_Rx: 3 + (s > 5 && s < 25 ? 5 * (1 - Math.cos(2 * Math.PI * (s - 5) * 2)) : 0),
    });
    const [nod, ...more] = watch(nodding, { seconds: 30, lecture: (s) => s + 600 });
    expect(more).toEqual([]);
    expect(nod?.lectureTime).toBeCloseTo(605, 0);
    expect(nod?.data).toMatchObject({ count: 40 });
    expect(nod?.data['offset_lecture_s']).toBeCloseTo(625, 0);
  });

  it('[EVT-11] looking down, and up again later, is no nod', () => {
    const scene: Scene = (s) => ({ pose_Rx: 3 + 15 * plateau(s, 5, 10, 0.3) });
    expect(ofType(watch(scene, { seconds: 15 }), 'nod')).toEqual([]);
  });
});

describe('who is there', () => {
  it('[EVT-12] somebody whose face is hidden or cannot be read has not left', () => {
    const hidden: Scene = (s) => (s > 5 && s < 10 ? null : {});
    const body = (s: number) => bodySample(s);
    expect(ofType(watch(hidden, { seconds: 15, body }), 'left')).toEqual([]);
    const dark: Scene = (s) => (s > 5 && s < 10 ? absent(s * 1000, 'too_dark') : {});
    expect(watch(dark, { seconds: 15 })).toEqual([]);
  });

  it('[EVT-12] somebody whose face and body are gone has left, after two seconds', () => {
    const gone =
      (seconds: number): Scene =>
      (s) =>
        s > 5 && s < 5 + seconds ? null : {};
    const body = (s: number) => ({ kind: 'absent', capturedAt: timestampMs(s * 1000) }) as const;
    expect(watch(gone(1.5), { seconds: 15, body })).toEqual([]);
    const [left, ...more] = watch(gone(4), { seconds: 15, body });
    expect(more).toEqual([]);
    expect(left).toMatchObject({ type: 'left', data: { seen_to_end: true } });
    expect(left?.data['duration_s']).toBeCloseTo(4, 0);
  });

  it('[EVT-12] who had left when the session ended was not seen to come back', () => {
    const [left] = watch((s) => (s > 5 ? null : {}), { seconds: 15 });
    expect(left).toMatchObject({ type: 'left', data: { seen_to_end: false } });
  });

  it('[EVT-4] a second person counts after a second, with the most faces seen', () => {
    const faces = (count: number, s: number) => ({ ...face(s * 1000), faceCount: count });
    const scene: Scene = (s) => faces(s > 5 && s < 8 ? (s > 6 && s < 6.1 ? 3 : 2) : 1, s);
    const [second, ...more] = watch(scene, { seconds: 12 });
    expect(more).toEqual([]);
    expect(second).toMatchObject({ type: 'second_person', data: { most_faces: 3 } });
    expect(watch((s) => faces(s > 5 && s < 5.8 ? 2 : 1, s), { seconds: 12 })).toEqual([]);
  });

  it('[EVT-13] another person is told once, ends what was open, and is measured anew', () => {
    const scene: Scene = (s) => ({
      ...face(s * 1000, { AU12: s > 8 && s < 12 ? 2 : 0, pose_Ry: s < 10 ? -15 : 15 }),
      person: s < 10 ? 0 : 1,
    });
    const drafts = watch(scene, { seconds: 20 });
    expect(typesOf(drafts)).toEqual(['smile', 'person_changed', 'smile']);
    expect(at(drafts, 1)).toEqual({
      at: 10_000,
      lectureTime: 10,
      type: 'person_changed',
      data: { person: 1 },
    });
    expect(at(drafts, 0).data['seen_to_end']).toBe(false);
  });
});

describe('hands', () => {
  it('[EVT-14] are read at the body’s own pace, and unknown is not lowered', () => {
    const body = (s: number) => {
      const read = Math.floor(s * 5) / 5;
      const up = read >= 5 && read < 7;
      return bodySample(read, {
        handRaised: read === 6 ? null : up,
        handOnFace: read >= 9 && read < 9.6,
      });
    };
    const [raised, ...more] = watch(() => ({}), { seconds: 15, body });
    expect(more).toEqual([]);
    expect(raised?.type).toBe('hand_raised');
    expect(raised?.data['duration_s']).toBeGreaterThan(1.8);
    expect(raised?.data['duration_s']).toBeLessThan(2.2);
  });

  it('[EVT-14] end with the last reading where the body is not read any more', () => {
    const body = (s: number) => (s < 8 ? bodySample(s, { handOnFace: s > 5 }) : null);
    const [onFace] = watch(() => ({}), { seconds: 15, body });
    expect(onFace).toMatchObject({ type: 'hand_on_face', data: { seen_to_end: false } });
    expect(onFace?.data['duration_s']).toBeCloseTo(3, 0);
  });
});
