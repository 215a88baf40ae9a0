import { README_FILE } from '#core/deployments/bundle-entries.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';

const readme = (id: string): string =>
  [
    `${id}: a model bundle of Heed.`,
    '',
    'MODEL_CARD.md says what it was made of, how well it does and what it must not be used for.',
    'manifest.json is the same for machines: signal, labels, scaler, calibration, figures.',
    'To bring it into a browser: Lab, Models, Import a model, and choose this zip.',
    'On a command line: unzip it into a folder, then npm run predict -- --model FOLDER …',
    '',
  ].join('\n');

/** The files of a bundle as they are stored, after a file that says what they are. */
export const bundleFiles = ({
  id,
  files,
}: Pick<StoredBundle, 'id' | 'files'>): readonly (readonly [
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
])[] => [
  [README_FILE, new TextEncoder().encode(readme(id))],
  ...[...files].map(([name, bytes]) => [name, new Uint8Array(bytes)] as const),
];
