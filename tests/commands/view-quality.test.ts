import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { openRecording } from '../../scripts/extract/recording.ts';
import { extractCommand } from './support/extract-command.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const MEDIA = path.join(ROOT, '../shared/media');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heed-views-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('[QUA-9] recordings of people before a camera', () => {
  test.skipIf(!existsSync(MEDIA)).each(['face-then-none', 'frontal-smile', 'turning-head'])(
    '%s has no issue but a turned head, and no unreadable frame',
    async (name) => {
      const base = path.join(folder, name);
      const args = [path.join(MEDIA, `${name}.mjpeg`), '--out', `${base}-features.csv`];
      const done = await extractCommand([...args, '--raw', `${base}.json`]);
      expect(done.code, done.stderr).toBe(0);
      expect(readFileSync(`${base}.csv`, 'utf8')).toContain('view_sharpness');
      const sampler = createFaceSampler({ kind: 'sequence' });
      const said = new Set<string>();
      let faces = 0;
      for await (const frame of (await openRecording(base)).frames()) {
        const observation = sampler.sample(frame);
        if (observation.kind === 'absent') said.add(observation.reason);
        else {
          faces++;
          observation.issues.forEach((issue) => said.add(issue));
        }
      }
      expect(faces).toBeGreaterThan(50);
      said.delete('no_face');
      said.delete('turned_away');
      expect([...said]).toEqual([]);
    },
  );
});
