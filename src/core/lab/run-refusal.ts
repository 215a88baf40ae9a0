/** A run that cannot be begun or ended as it was asked; the message says what to do. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';
}
