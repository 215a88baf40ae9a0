import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  DeploymentFileError,
  readDeploymentFile,
} from '../../../scripts/server/deployment-file.ts';
import { securityHeaders } from '../../../scripts/server/security-headers.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heed-config-'));
  file = path.join(folder, 'heed.config.json');
});
afterEach(() => rm(folder, { recursive: true }));

it('[SRV-3] takes the origins from the file into the policy', async () => {
  const text = '{"modes":["attention"],"mediaOrigins":["https://media.example.edu"]}';
  await writeFile(file, text);
  const read = await readDeploymentFile(file);
  expect(read.text).toBe(text);
  const policy = securityHeaders(read.deployment)['Content-Security-Policy'];
  expect(policy).toContain("connect-src 'self' https://media.example.edu;");
});

it.each([
  ['wss://class.example.edu:8884/mqtt', ["'self'", 'wss://class.example.edu:8884']],
  ['wss://class.example.edu', ["'self'", 'wss://class.example.edu']],
  ['ws://localhost:9001/mqtt', ["'self'", 'ws://localhost:9001']],
  ['/mqtt', ["'self'"]],
])('[SRV-9] lets the page reach the class at %s, and nothing more', async (url, sources) => {
  await writeFile(file, JSON.stringify({ class: { channel: 'broker', url, login: 'password' } }));
  const { deployment } = await readDeploymentFile(file);
  const policy = securityHeaders(deployment)['Content-Security-Policy'] ?? '';
  expect(policy.split('; ')).toContain(`connect-src ${sources.join(' ')}`);
  expect(policy.match(/wss?:/g) ?? []).toHaveLength(sources.length - 1);
});

it('[SRV-3] offers the defaults, and no other origin, where there is no file', async () => {
  const { deployment } = await readDeploymentFile(file);
  expect(deployment.modes).toEqual(['attention', 'learning_states']);
  expect(deployment.mediaOrigins).toEqual([]);
});

it.each([
  '{"modes":["everything"]}',
  '{"mode":["attention"]}',
  '{"mediaOrigins":["https://a.example; script-src *"]}',
  '{"mediaOrigins":["*"]}',
  '{',
])('[SRV-3] refuses %s with the name of the file', async (text) => {
  await writeFile(file, text);
  const reading = readDeploymentFile(file);
  await expect(reading).rejects.toThrow(DeploymentFileError);
  await expect(reading).rejects.toThrow(file);
});
