/** Data from which nothing can be learnt; the message says what is missing and what to do. */
export class TrainingRefused extends Error {
  override readonly name = 'TrainingRefused';
}
