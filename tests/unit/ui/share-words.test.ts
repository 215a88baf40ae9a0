import { describe, expect, it } from 'vitest';
import type { ClassLink } from '#core/live/class-channel.ts';
import type { StateMessage } from '#core/live/messages/class-message.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import {
  bytesOf,
  linkWords,
  messageRows,
  sharedWords,
  shareFacts,
  shareWays,
  waitingWords,
} from '#ui/words/share-words.ts';

const TABS = { channel: 'tabs', minimumGroup: 5 } as const;
const CODE = { channel: 'broker', url: '/b', login: 'join_code', minimumGroup: 12 } as const;
const PASSWORD = { ...CODE, login: 'password' } as const;
const OPEN: readonly Exclude<ClassDeployment, { channel: 'off' }>[] = [TABS, CODE, PASSWORD];
const MODES: readonly SessionMode[] = ['attention', 'learning_states', 'events_only'];

const MESSAGE: StateMessage = {
  kind: 'state',
  run: 'k3v9x2p7',
  number: 1,
  at: timestampMs(0),
  delay: durationMs(0),
  lectureTime: lectureTimeS(734.2),
  player: 'paused',
  score: score(74),
  status: 'engaged',
  quality: probability(0.92),
  states: [null, probability(0.6), null, null],
  name: null,
};

const text = (deployment: (typeof OPEN)[number], mode: SessionMode): string =>
  shareFacts(deployment, mode)
    .map(([, words]) => words)
    .join(' ');

describe('words about sharing', () => {
  it.each(OPEN)('[SHU-2] say for $channel what is sent, who sees it and how to stop', (of) => {
    for (const mode of MODES) {
      const words = text(of, mode);
      expect(words).toContain('Once a second');
      expect(words).toContain(`at least ${of.minimumGroup} students`);
      expect(words).toMatch(/could see single messages/);
      expect(words).toMatch(/at any moment/);
    }
  });

  it('[SHU-2] do not promise a pseudonym where each has a user name', () => {
    expect(text(CODE, 'attention')).toContain('under a pseudonym');
    const words =
      text(PASSWORD, 'attention') +
      shareWays(PASSWORD)
        .map((way) => way.text)
        .join();
    expect(words).not.toContain('pseudonym');
    expect(words).toContain('user name');
  });

  it('[SHU-2] claim no score and no picture of somebody without a camera', () => {
    expect(text(TABS, 'events_only')).not.toMatch(/score|states/);
    expect(text(TABS, 'attention')).not.toContain('states');
  });

  it('[SHU-11] have a sentence of their own for each way things can stand', () => {
    const links: readonly ClassLink[] = [
      { kind: 'connecting' },
      { kind: 'connected' },
      { kind: 'offline', reason: 'lost' },
      { kind: 'refused', reason: 'wrong_login', said: 'x' },
      { kind: 'refused', reason: 'not_allowed', said: 'x' },
      { kind: 'refused', reason: 'failed', said: 'x' },
    ];
    const sentences = links.map((link) => linkWords(link, 'join_code'));
    expect(new Set(sentences).size).toBe(links.length);
    expect(sentences.filter((words) => !words.endsWith('.'))).toEqual([]);
    for (const words of sentences.slice(2)) expect(words).toContain('our lecture goes on');
    const wrong: ClassLink = { kind: 'refused', reason: 'wrong_login', said: 'x' };
    expect(linkWords(wrong, 'join_code')).toContain('join code');
    expect(linkWords(wrong, 'password')).toContain('password');
    expect(waitingWords(1)).not.toBe(waitingWords(2).replace('2', '1'));
  });

  it('[SHU-9] tell a message field by field, also what is not in it', () => {
    expect(Object.fromEntries(messageRows(MESSAGE))).toEqual({
      Score: '74',
      Status: 'Engaged',
      'How well you’re seen': '92 %',
      Lecture: '12:14, paused',
      'Learning states': 'engagement 60 %',
      Name: 'none',
    });
    const bare = { ...MESSAGE, score: null, status: null, quality: null, states: null };
    expect(messageRows({ ...bare, name: 'Ada', lectureTime: null, player: null })).toEqual([
      ['Lecture', 'not known'],
      ['Name', 'Ada'],
    ]);
    expect(
      Object.fromEntries(messageRows({ ...MESSAGE, score: null, status: 'not_detected' })),
    ).toMatchObject({ Score: 'none', Status: 'No reading' });
  });

  it('[SHU-9] measure a text as it goes over the wire', () => {
    expect(bytesOf('Zoë 👩‍🚀')).toBe(new TextEncoder().encode('Zoë 👩‍🚀').length);
  });

  it('[SHU-13] say of a finished session whether and what was shared', () => {
    const chosen = { kind: 'without_name', states: true } as const;
    const off: ClassDeployment = { channel: 'off' };
    expect(sharedWords(off, { kind: 'nothing' }, 0, 0)).toBeNull();
    expect(sharedWords(TABS, { kind: 'nothing' }, 0, 0)).toMatch(/^Nothing was shared/);
    expect(sharedWords(TABS, chosen, 0, 0)).toMatch(/nothing reached it/);
    expect(sharedWords(TABS, chosen, 1204, 3)).toBe(
      'Your class was sent 1,204 messages, without your name, with the learning states. 3 messages never reached it.',
    );
  });
});
