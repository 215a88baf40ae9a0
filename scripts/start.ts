/** `npm start`: checks what is installed, builds where needed, serves the app and prints the address. */
import path from 'node:path';
import { CertificateError, ownCertificate, readCertificate } from './broker/certificate.ts';
import { startClassServer, withEmbeddedBroker } from './broker/class-server.ts';
import { classWords } from './broker/class-words.ts';
import { newInstructorKey, newJoinCode } from './broker/join-code.ts';
import { networkAddresses } from './broker/network-addresses.ts';
import { ROOT, DIST, buildIfNeeded, runNode } from './build-app.ts';
import { startAppServer } from './server/app-server.ts';
import {
  DeploymentFileError,
  readDeploymentFile,
  type DeploymentFile,
} from './server/deployment-file.ts';
import { UsageError, readStartOptions, type ClassOptions } from './start-options.ts';

interface Running {
  readonly words: string;
  readonly close: () => Promise<void>;
}

async function serveHere(file: DeploymentFile, port: number): Promise<Running> {
  const { deployment, text } = file;
  const server = await startAppServer({
    folder: DIST,
    configText: text,
    allowed: deployment,
    port,
  });
  return {
    words: `Heed runs at ${server.url}/  (stop it with Ctrl+C)`,
    close: () => server.close(),
  };
}

/** Looks at everything that can be wrong before anything is built. */
async function prepareClass(
  file: DeploymentFile,
  port: number,
  asked: ClassOptions,
): Promise<() => Promise<Running>> {
  withEmbeddedBroker(file);
  const addresses = networkAddresses();
  const now = new Date();
  const certificate =
    asked.certificate === null
      ? await ownCertificate(path.join(ROOT, '.heed'), addresses, now)
      : await readCertificate(asked.certificate.cert, asked.certificate.key, now);
  const secrets = {
    joinCode: asked.joinCode ?? newJoinCode(),
    instructorKey: newInstructorKey(),
  };
  return async () => {
    const { local, secure, close } = await startClassServer({
      folder: DIST,
      file,
      port,
      securePort: asked.port,
      certificate,
      addresses,
      ...secrets,
    });
    const words = classWords({
      port: local.port,
      securePort: secure.port,
      addresses,
      certificate,
      ...secrets,
      lecture: asked.lecture,
    });
    return { words, close };
  };
}

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2), process.env);
  const file = await readDeploymentFile(path.join(ROOT, 'heed.config.json'));
  const serve =
    options.class === null
      ? () => serveHere(file, options.port)
      : await prepareClass(file, options.port, options.class);
  console.log('Checking the models and the wasm …');
  await runNode(['--import', 'tsx', 'scripts/install-assets.ts'], 'silent');
  await buildIfNeeded(console.log);
  const { words, close } = await serve();
  console.log(`\n${words}`);
  const stop = (): void => {
    void close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const OURS = [UsageError, DeploymentFileError, CertificateError];
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = OURS.some((kind) => error instanceof kind) ? 2 : 1;
}
