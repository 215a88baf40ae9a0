/** Once per run: builds the app where needed, makes the fake camera, serves the app on a free port. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { DIST, buildIfNeeded } from '../../../scripts/build-app.ts';
import { fakeCamera, fakeRecording } from '../../../scripts/fake-camera.ts';
import { startAppServer } from '../../../scripts/server/app-server.ts';
import { readDeployment } from '../../../src/core/policy/deployment.ts';

/** What the tests' app offers; fixed here, whatever the deployer of this checkout has chosen. */
const CONFIG = '{ "version": 1, "modes": ["attention", "learning_states"] }';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the served app, without a slash at its end. */
    appUrl: string;
    /** Folder that it is served from. */
    appFolder: string;
    journeyCamera: string;
    steadyCamera: string;
    lookingAwayCamera: string;
    journeyRecording: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await buildIfNeeded(console.log);
  project.provide('journeyCamera', (await fakeCamera('journey')).file);
  project.provide('steadyCamera', (await fakeCamera('steady')).file);
  project.provide('lookingAwayCamera', (await fakeCamera('looking_away')).file);
  project.provide('journeyRecording', (await fakeRecording('journey')).file);
  // A copy, so that a build during the run takes nothing away from it.
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-e2e-'));
  await cp(DIST, folder, { recursive: true });
  const server = await startAppServer({
    folder,
    configText: CONFIG,
    allowed: readDeployment(CONFIG).deployment,
    port: 0,
  });
  project.provide('appUrl', server.url);
  project.provide('appFolder', folder);
  return async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
}
