/** `npm start -- --class`: the app for the instructor here, for the class over https, and the broker. */
import { hostname } from 'node:os';
import type { Deployment } from '../../src/core/policy/deployment.ts';
import { startAppServer, type AppServer } from '../server/app-server.ts';
import { DeploymentFileError, type DeploymentFile } from '../server/deployment-file.ts';
import type { Certificate } from './certificate.ts';
import { startEmbeddedBroker } from './embedded-broker.ts';
import { BROKER_PATH } from './socket-door.ts';

export interface ClassServerOptions {
  /** Folder of the built app. */
  readonly folder: string;
  readonly file: DeploymentFile;
  /** For the instructor, on this machine alone; 0 takes any free one, as below. */
  readonly port: number;
  /** For the class, on every address of this machine. */
  readonly securePort: number;
  readonly certificate: Certificate;
  /** IPv4 addresses that the class comes by. */
  readonly addresses: readonly string[];
  readonly joinCode: string;
  readonly instructorKey: string;
}

export interface ClassServer {
  readonly local: AppServer;
  readonly secure: AppServer;
  readonly close: () => Promise<void>;
}

/**
 * The deployer's settings with the class on this broker; all others as they are. Throws
 * DeploymentFileError where the deployer wants no class.
 */
export function withEmbeddedBroker({ deployment, text }: DeploymentFile): DeploymentFile {
  if (deployment.class.channel === 'off') {
    throw new DeploymentFileError(
      'heed.config.json says that there is no class ("channel": "off"). Nothing was started: take that out, or leave out --class.',
    );
  }
  const ours: Deployment['class'] = {
    channel: 'broker',
    url: BROKER_PATH,
    login: 'join_code',
    minimumGroup: deployment.class.minimumGroup,
  };
  const settings = JSON.parse(text) as Record<string, unknown>;
  return {
    deployment: { ...deployment, class: ours },
    text: `${JSON.stringify({ ...settings, class: ours }, null, 2)}\n`,
  };
}

/** Starts both servers and the broker behind them, or none. */
export async function startClassServer(options: ClassServerOptions): Promise<ClassServer> {
  const { deployment, text } = withEmbeddedBroker(options.file);
  const app = { folder: options.folder, configText: text, allowed: deployment };
  const local = await startAppServer({ ...app, port: options.port });
  let secure: AppServer;
  try {
    secure = await startAppServer({
      ...app,
      port: options.securePort,
      portOption: '--class-port',
      host: '0.0.0.0',
      tls: { cert: options.certificate.cert, key: options.certificate.key },
    });
  } catch (error) {
    await local.close();
    throw error;
  }
  const name = hostname().toLowerCase();
  const hosts = [...options.addresses, ...options.certificate.names, name, `${name}.local`];
  const broker = await startEmbeddedBroker({
    servers: [local.server, secure.server],
    joinCode: options.joinCode,
    instructorKey: options.instructorKey,
    hosts: () => hosts,
  });
  return {
    local,
    secure,
    close: async () => {
      await broker.close();
      await Promise.all([local.close(), secure.close()]);
    },
  };
}
