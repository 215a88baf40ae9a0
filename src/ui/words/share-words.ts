import type { ClassLink } from '#core/live/class-channel.ts';
import type { PlayerState, StateMessage } from '#core/live/messages/class-message.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import { lectureClock, percent } from './format.ts';
import { STATE_WORDS, STATUS_WORDS } from './status-words.ts';

type OpenClass = Exclude<ClassDeployment, { channel: 'off' }>;

/** Each student is known to a server of the class by their own user name. */
const knowsUsers = (deployment: OpenClass): boolean =>
  deployment.channel === 'broker' && deployment.login === 'password';

const SENT_WORDS: Record<SessionMode, string> = {
  attention:
    'Once a second: your score and status, how well you can be seen, where you are in the lecture and whether it plays. Never a picture.',
  learning_states:
    'Once a second: your score and status, how well you can be seen, where you are in the lecture and whether it plays; the learning states only if you switch that on. Never a picture.',
  events_only:
    'Once a second: that you are here, where you are in the lecture and whether it plays. Nothing is read of you.',
};

function seenWords(deployment: OpenClass): string {
  const group = `The instructor sees groups of at least ${deployment.minimumGroup} students, and you alone only if you share by name.`;
  if (deployment.channel === 'tabs') {
    return `${group} The class is in other tabs of this browser, and nothing leaves this device. Whoever reads those tabs’ memory could see single messages, under a pseudonym or the name you give.`;
  }
  const whose = knowsUsers(deployment)
    ? 'under your user name'
    : 'under a pseudonym or the name you give';
  return `${group} Whoever runs the class’s server, or reads the memory of the instructor’s browser, could see single messages, ${whose}.`;
}

/** What somebody has to know before they choose, few words each. */
export const shareFacts = (
  deployment: OpenClass,
  mode: SessionMode,
): readonly (readonly [term: string, text: string])[] => [
  ['What is sent', SENT_WORDS[mode]],
  ['Who sees it', seenWords(deployment)],
  [
    'How to stop',
    'With one press beside the lecture, at any moment; the lecture goes on. What was sent stays sent.',
  ],
];

/** The three ways, equal. */
export const shareWays = (
  deployment: OpenClass,
): readonly {
  readonly kind: ShareChoice['kind'];
  readonly label: string;
  readonly text: string;
}[] => [
  {
    kind: 'nothing',
    label: 'Share nothing',
    text: 'Your class isn’t even told that you watch.',
  },
  {
    kind: 'without_name',
    label: 'Share without my name',
    text: knowsUsers(deployment)
      ? 'You count in the group. The server knows your user name; the instructor’s page shows no name.'
      : 'You count in the group, under a random pseudonym that is new every time.',
  },
  {
    kind: 'by_name',
    label: 'Share by name',
    text: 'The instructor also sees you by the name that you give here.',
  },
];

export const CHOICE_WORDS: Record<ShareChoice['kind'], string> = {
  nothing: 'nothing',
  without_name: 'without your name',
  by_name: 'by name',
};

const PLAYER_WORDS: Record<PlayerState, string> = {
  playing: 'playing',
  paused: 'paused',
  ended: 'at its end',
};

/** The way to the class, in a sentence. */
export function linkWords(link: ClassLink, login: 'join_code' | 'password' | null): string {
  switch (link.kind) {
    case 'connecting':
      return 'Connecting to your class.';
    case 'connected':
      return 'Connected to your class.';
    case 'offline':
      return 'Your class can’t be reached now. It is tried again by itself; your lecture goes on.';
    case 'refused':
      return refusalWords(link.reason, login);
  }
}

function refusalWords(
  reason: Extract<ClassLink, { kind: 'refused' }>['reason'],
  login: 'join_code' | 'password' | null,
): string {
  if (reason === 'wrong_login' && login === 'password') {
    return 'Your class doesn’t know this user name and password. Nothing is sent; your lecture goes on.';
  }
  if (reason === 'wrong_login') {
    return 'Your class doesn’t know this join code. Nothing is sent; your lecture goes on.';
  }
  if (reason === 'not_allowed') {
    return 'Your class doesn’t let you in: it allows nobody to share for this lecture under this login. Your lecture goes on; ask your instructor.';
  }
  return 'Your class can’t be joined from here. Your lecture goes on; you can try again.';
}

export const waitingWords = (waiting: number): string =>
  waiting === 1 ? '1 message is kept until then.' : `${waiting} messages are kept until then.`;

/** A message as a person reads it: each field that it has, and the one that it could have. */
export function messageRows(message: StateMessage): readonly (readonly [string, string])[] {
  const { score, status, quality, lectureTime, player, states, name } = message;
  const rows: (readonly [string, string])[] = [];
  if (status !== null) {
    rows.push(
      ['Score', score === null ? 'none' : String(score)],
      ['Status', STATUS_WORDS[status]],
      ['How well you’re seen', quality === null ? 'not known' : percent(quality)],
    );
  }
  const at = lectureClock(lectureTime);
  rows.push(['Lecture', player === null ? at : `${at}, ${PLAYER_WORDS[player]}`]);
  if (states !== null) rows.push(['Learning states', statesWords(states)]);
  rows.push(['Name', name ?? 'none']);
  return rows;
}

function statesWords(states: NonNullable<StateMessage['states']>): string {
  const told = LEARNING_STATES.flatMap((state, index) => {
    const chance = states[index] ?? null;
    return chance === null ? [] : [`${STATE_WORDS[state].toLowerCase()} ${percent(chance)}`];
  });
  return told.length === 0 ? 'none sure enough' : told.join(', ');
}

const UTF8 = new TextEncoder();

/** Of a message on the wire. */
export const bytesOf = (text: string): number => UTF8.encode(text).length;

const messages = (count: number): string =>
  count === 1 ? '1 message' : `${count.toLocaleString('en-GB')} messages`;

/** What a finished session has to say of it; null where there is no class to share with. */
export function sharedWords(
  deployment: ClassDeployment,
  chosen: ShareChoice,
  sent: number,
  lost: number,
): string | null {
  if (deployment.channel === 'off') return null;
  if (chosen.kind === 'nothing') return 'Nothing was shared with your class.';
  const how = chosen.states
    ? `${CHOICE_WORDS[chosen.kind]}, with the learning states`
    : CHOICE_WORDS[chosen.kind];
  const missed = lost === 0 ? '' : ` ${messages(lost)} never reached it.`;
  if (sent === 0) return `You chose to share with your class, but nothing reached it.${missed}`;
  return `Your class was sent ${messages(sent)}, ${how}.${missed}`;
}
