/** Data that cannot be read into windows to learn from; the message says why and what to do. */
export class DatasetRefused extends Error {
  override readonly name = 'DatasetRefused';
}
