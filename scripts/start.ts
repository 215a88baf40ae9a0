/** `npm start`: checks what is installed, builds where needed, serves the app and prints the address. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, DIST, buildIfNeeded, runNode } from './build-app.ts';
import { startAppServer } from './server/app-server.ts';
import { DeploymentFileError, readDeploymentFile } from './server/deployment-file.ts';

const DEFAULT_PORT = 4173;

class UsageError extends Error {}

function readPort(): number {
  let asked: string | undefined;
  try {
    asked = parseArgs({ options: { port: { type: 'string' } } }).values.port;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'usage: npm start -- --port N');
  }
  const text = asked ?? process.env['PORT'] ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`The port is a number from 0 (any free one) to 65535, not "${text}".`);
}

async function main(): Promise<void> {
  const port = readPort();
  const { deployment, text } = await readDeploymentFile(path.join(ROOT, 'heed.config.json'));
  console.log('Checking the models and the wasm …');
  await runNode(['--import', 'tsx', 'scripts/install-assets.ts'], 'silent');
  await buildIfNeeded(console.log);
  const server = await startAppServer({
    folder: DIST,
    configText: text,
    allowed: deployment,
    port,
  });
  console.log(`\nHeed runs at ${server.url}/  (stop it with Ctrl+C)`);
  const stop = (): void => {
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError || error instanceof DeploymentFileError ? 2 : 1;
}
