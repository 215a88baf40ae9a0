import { SAMPLES_1, SESSION_1 } from './format-1.ts';

/**
 * A session as format 2 of the log wrote it. The rows were written by that format's own code and
 * are kept here byte for byte: four samples of 59 float32, little-endian.
 */
const ROWS = [
  'AAAAAAAAwH8AAAAAAAAAAAAAAD4AAIA+AADAPgAAAD8AACA/AABAPwAAYD8AAIA/AACQPwAAoD8AALA/AADAPwAA0D',
  '8AAOA/AADwPwAAAEAAAAhAAAAQQAAAGEAAACBAAAAoQAAAAD4AAIC+AAAAvwAAgD4AAAA+AABAvwAASEEAAPDBABAZ',
  'RAAAYD8AAEA/AAAAQAAAwH8AAIBAAABAQQAAwH8AAMB/AADAfwAAwH8AAIA/AADAfwAAwH8AAMB/AAAAAAAAAAAAAM',
  'B/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAPpDAADAPwAAAAAAAAAAAAAAPgAAgD4AAMA+AAAAPwAA',
  'ID8AAEA/AABgPwAAgD8AAJA/AACgPwAAsD8AAMA/AADQPwAA4D8AAPA/AAAAQAAACEAAABBAAAAYQAAAIEAAAChAAA',
  'AAPgAAgL4AAAC/AACAPgAAAD4AAEC/AABIQQAA8MEAEBlEAABgPwAAQD8AAABAAACjQgAAgD8AAAAAAAAAPgAAAD8A',
  'AIA+AAAAPgAAAAAAAIA9AABAQQAAgD8AAIA/AACAPwAAQD8AACA/AACAPgAAAD4AAIC+AAAAPwAAgD8AAAAAAADAPw',
  'CAO0QAAOA/AAAAAAAAAAAAAAA+AACAPgAAwD4AAAA/AAAgPwAAQD8AAGA/AACAPwAAkD8AAKA/AACwPwAAwD8AANA/',
  'AADgPwAA8D8AAABAAAAIQAAAEEAAABhAAAAgQAAAKEAAAAA+AACAvgAAAL8AAIA+AAAAPgAAQL8AAEhBAADwwQAQGU',
  'QAAGA/AABAPwAAAEAAABlCAABAQAAAAEAAAMB/AADAfwAAwH8AAMB/AADgQAAAgD0AAEBBAAAAAAAAAAAAAAAAAADA',
  'fwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AAB6RAAAAEAAAKBAAADAfwAAwH8AAMB/AADAfwAAwH8AAM',
  'B/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAA',
  'wH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAIBAAAAgQQAAwH8AAMB/AA',
  'DAfwAAwH8AAEBAAACAPQAAQEEAAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8=',
].join('');

export const SESSION_2 = {
  ...SESSION_1,
  id: 'format-2',
  formatVersion: 2,
  signal: { name: 'face', version: 2 },
  reliabilityWeight: 0.5,
};

export const chunk2 = () => ({
  sessionId: 'format-2',
  sequence: 0,
  startedAt: SESSION_2.startedAt,
  rowCount: 4,
  meanScore: 59.875,
  reliabilityWeight: 0.5,
  rows: new Float32Array(Uint8Array.from(atob(ROWS), (byte) => byte.charCodeAt(0)).buffer),
});

/** What the rows say, in the present form. */
export const SAMPLES_2 = SAMPLES_1.map((sample, index) =>
  index === 1
    ? {
        ...sample,
        observation: {
          ...sample.observation,
          issues: ['too_dark'],
          person: 1,
          baselineShift: 0.75,
        },
        engagement: { ...sample.engagement, drowsiness: 0.25 },
        body: {
          ...sample.body,
          shoulderTilt: 0.125,
          lean: -0.25,
          slouch: 0.5,
          handOnFace: true,
          handRaised: false,
          motion: 1.5,
        },
        gazeOnScreen: 0.625,
      }
    : sample,
);
