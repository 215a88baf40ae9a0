import { COLUMN_GUIDE } from './column-guide.ts';

/** A session that is in the zip, or is not. */
export interface ReadmeSession {
  readonly folder: string;
  /** null where all of it is there. */
  readonly missing: string | null;
}

const PREAMBLE = `# Sessions of this device

A folder for each session, named after student, lecture and session. Tables are CSV in UTF-8 with one
header line; a cell is empty where something is not known, never 0. Times are ISO 8601 in UTC, angles
and units are given below. Text that a spreadsheet would run as a formula has an apostrophe in front.
summary_….json holds the figures of the session; its times are seconds, its shares 0 to 1, its scores
0 to 100. Pictures are not in here: the export of a single session has those that were kept.
`;

/** What lies in the zip of all sessions, and what each column says (Markdown). */
export function columnsReadme(sessions: readonly ReadmeSession[]): string {
  const tables = Object.entries(COLUMN_GUIDE).map(([table, guide]) => {
    const lines = guide.map(({ columns, words }) => `- ${columns.join(', ')}: ${words}`);
    return `## ${table}_….csv\n\n${lines.join('\n')}\n`;
  });
  const contents = sessions.map(({ folder, missing }) =>
    missing === null ? `- ${folder}` : `- ${folder}: not whole. ${missing}`,
  );
  const listed = contents.length === 0 ? 'None.' : contents.join('\n');
  return [PREAMBLE, ...tables, `## Sessions\n\n${listed}\n`].join('\n');
}
