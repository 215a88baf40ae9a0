import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/build-app.ts';
import {
  DEMO_LECTURE,
  consentTo,
  exportTable,
  openTimeline,
  stopSession,
  waitForScore,
} from './support/journey.ts';
import { launch, visit } from './support/launch.ts';
import { runsOf } from './support/runs.ts';

const FILE = path.join(ROOT, '../shared/media/scenario.mjpeg');

/**
 * Real people, 39.6 s, looped: a face for 8 s, nobody for 8 s, a turning face and two people for
 * 15.6 s, nobody for 8 s. Seen from any moment on, absences of 8 s alternate with presences.
 */
it.skipIf(!existsSync(FILE))(
  '[SCN-1] follows the timeline of real people, and logs who left, turned and came (skipped where ../shared/media is absent)',
  async () => {
    const browser = await launch({ camera: { kind: 'playing', file: FILE } });
    try {
      const { page } = await visit(browser, DEMO_LECTURE);
      await consentTo(page, 'Attention');
      await waitForScore(page);
      await page.getByText(/2 faces in view/).waitFor({ timeout: 60_000 });
      await page.getByText('Can’t see your face. Move into view.').waitFor({ timeout: 30_000 });
      await waitForScore(page);
      await stopSession(page);
      await openTimeline(page);
      const { rows } = await exportTable(page, 'Features');
      const runs = runsOf(rows, (row) => row['face_detected'] === '1');
      // Missed single frames do not break a scene: what counts is where seconds go.
      const absences = runs.filter(({ value, seconds }) => !value && seconds > 3);
      expect(absences.length).toBeGreaterThanOrEqual(1);
      for (const { seconds } of absences.slice(0, -1)) {
        expect(seconds).toBeGreaterThan(6);
        expect(seconds).toBeLessThan(10);
      }
      const { rows: seen } = await exportTable(page, 'What was seen');
      const types = seen.map((row) => row['event_type']);
      const left = seen.find((row) => row['event_type'] === 'left' && row['seen_to_end'] === '1');
      expect(Number(left?.['duration_s'])).toBeGreaterThan(5);
      expect(Number(left?.['duration_s'])).toBeLessThan(10);
      expect(types).toContain('second_person');
      expect(types.some((type) => type === 'head_turn' || type === 'looking_away')).toBe(true);
      for (const row of seen) expect(row['onset_lecture_s']).toMatch(/^\d+\.\d{3}$/);
      const turning = rows
        .filter((row) => row['face_detected'] === '1')
        .map((row) => Math.abs(Number(row['pose_Ry'])));
      expect(Math.max(...turning)).toBeGreaterThan(15);
    } finally {
      await browser.close();
    }
  },
  150_000,
);
