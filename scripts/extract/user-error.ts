/** Something the person at the command line can put right; its message is one clear sentence. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
