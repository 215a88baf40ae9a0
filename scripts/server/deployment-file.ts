/** The deployer's `heed.config.json`, read where the server starts. */
import { readFile } from 'node:fs/promises';
import { readDeployment, type Deployment } from '../../src/core/policy/deployment.ts';

export interface DeploymentFile {
  readonly deployment: Deployment;
  /** What the page is given, byte for byte as the deployer wrote it. */
  readonly text: string;
}

/** The file is there and cannot be used: the server must not start with a guess. */
export class DeploymentFileError extends Error {
  override readonly name = 'DeploymentFileError';
}

/** Reads the file; one that is not there offers the defaults. Throws DeploymentFileError. */
export async function readDeploymentFile(file: string): Promise<DeploymentFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new DeploymentFileError(`${file} cannot be read.`, { cause: error });
    }
    text = '{}\n';
  }
  const reading = readDeployment(text);
  if (reading.kind === 'refused') {
    const [what = reading.problem] = reading.problem.split('. Until');
    throw new DeploymentFileError(`${what} (${file}). The server was not started: mend the file.`);
  }
  return { deployment: reading.deployment, text };
}
