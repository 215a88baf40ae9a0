import { type DeploymentReading, readDeployment } from '#core/policy/deployment.ts';

/** The deployer's configuration; one that can't be had or read offers no camera mode. */
export async function loadDeployment(): Promise<DeploymentReading> {
  const text = await fetch('/heed.config.json', { cache: 'no-store' })
    .then((response) => (response.ok ? response.text() : null))
    .catch(() => null);
  return readDeployment(text);
}
