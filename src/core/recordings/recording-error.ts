/** A landmark recording that cannot be read; the message is one sentence that names the place. */
export class RecordingError extends Error {
  readonly file: string;

  constructor(file: string, where: string | null, sentence: string, options?: ErrorOptions) {
    super(`${file}${where === null ? '' : `, ${where}`}: ${sentence}`, options);
    this.name = 'RecordingError';
    this.file = file;
  }
}
