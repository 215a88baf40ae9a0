import { describe, expect, it } from 'vitest';
import {
  CLOSED_DEPLOYMENT,
  readDeployment,
  type ClassDeployment,
} from '#core/policy/deployment.ts';
import { SHARE_NOTHING, decideSharing, type ShareChoice } from '#core/policy/sharing.ts';
import type { SessionMode } from '#core/sessions/records.ts';

const reading = (settings: unknown) => readDeployment(JSON.stringify({ class: settings }));
const broker = (more: Record<string, unknown>) => ({
  channel: 'broker',
  url: 'wss://class.example.edu/mqtt',
  login: 'password',
  ...more,
});
const classOf = (settings: unknown): ClassDeployment => {
  const read = reading(settings);
  if (read.kind === 'refused') throw new Error(read.problem);
  return read.deployment.class;
};

describe('the class of a deployment', () => {
  it('[POL-6] is tabs of one browser where nothing is said, and what the file says elsewhere', () => {
    expect(classOf(undefined)).toEqual({ channel: 'tabs', minimumGroup: 5 });
    expect(classOf({ channel: 'tabs', minimumGroup: 12 })).toEqual({
      channel: 'tabs',
      minimumGroup: 12,
    });
    expect(classOf({ channel: 'off' })).toEqual({ channel: 'off' });
    expect(classOf(broker({}))).toEqual({
      channel: 'broker',
      url: 'wss://class.example.edu/mqtt',
      login: 'password',
      minimumGroup: 5,
    });
  });

  it.each([
    'wss://class.example.edu',
    'wss://class.example.edu:8884/mqtt',
    'wss://10.0.0.5:9001',
    '/mqtt',
    '/class/mqtt',
    'ws://localhost:9001/mqtt',
    'ws://127.0.0.1:9001',
  ])('[POL-6] takes the broker at %s', (url) => {
    expect(classOf(broker({ url }))).toMatchObject({ url });
  });

  it.each([
    'ws://class.example.edu/mqtt',
    'ws://10.0.0.5:9001/mqtt',
    'ws://localhost.example.edu/mqtt',
    'http://class.example.edu',
    'https://class.example.edu/mqtt',
    'mqtt://class.example.edu',
    'wss://*',
    'wss://class.example.edu; script-src *',
    'wss://user:password@class.example.edu/mqtt',
    'wss://class.example.edu/mqtt?token=1',
    'wss://class.example.edu\n/mqtt',
    '//class.example.edu/mqtt',
    '',
  ])(
    '[POL-7] refuses the broker at "%s", so that nothing goes about unencrypted or elsewhere',
    (url) => {
      const read = reading(broker({ url }));
      expect(read).toMatchObject({ kind: 'refused', deployment: CLOSED_DEPLOYMENT });
      expect(read).toHaveProperty(
        'problem',
        expect.stringMatching(/class\.url: the address of a broker/),
      );
    },
  );

  it.each([4, 1, 0, -5, 5.5, 1001, '5', null])(
    '[POL-8] refuses %s as the smallest group: it can only be raised, in whole numbers',
    (minimumGroup) => {
      for (const settings of [{ channel: 'tabs', minimumGroup }, broker({ minimumGroup })]) {
        const read = reading(settings);
        expect(read).toMatchObject({ kind: 'refused', deployment: CLOSED_DEPLOYMENT });
        expect(read).toHaveProperty(
          'problem',
          expect.stringMatching(/class\.minimumGroup: .*(?:students|group)/),
        );
      }
    },
  );

  it.each([
    ['another channel', { channel: 'mail' }, /class.*"channel": "off"/],
    ['no channel', {}, /class.*"channel": "off"/],
    ['a text', 'off', /class: this is \{"channel": "off"\}/],
    ['an unknown login', broker({ login: 'none' }), /class\.login: the login is/],
    ['no login', { channel: 'broker', url: '/mqtt' }, /class\.login/],
    ['no address', { channel: 'broker', login: 'password' }, /class\.url/],
    ['a setting too many', { channel: 'tabs', minimum: 3 }, /class.*this is \{"channel"/],
    ['a password in the file', broker({ password: 'x' }), /class.*this is \{"channel"/],
  ])('[POL-6] closes on %s, with a word', (_what, settings, words) => {
    const read = reading(settings);
    expect(read).toMatchObject({ kind: 'refused', deployment: CLOSED_DEPLOYMENT });
    expect(CLOSED_DEPLOYMENT.class).toEqual({ channel: 'off' });
    expect(read).toHaveProperty('problem', expect.stringMatching(words));
  });
});

describe('sharing with the class', () => {
  const modes: readonly SessionMode[] = ['attention', 'learning_states', 'events_only'];
  const choices: readonly ShareChoice[] = [
    { kind: 'without_name', states: true },
    { kind: 'by_name', name: 'Ada', states: true },
    { kind: 'without_name', states: false },
  ];
  const tabs: ClassDeployment = { channel: 'tabs', minimumGroup: 5 };

  it('[POL-9] is nothing unless it was chosen, and nothing where there is no class', () => {
    for (const mode of modes) {
      expect(decideSharing(tabs, mode, SHARE_NOTHING)).toEqual({ kind: 'nothing' });
      for (const choice of choices) {
        expect(decideSharing({ channel: 'off' }, mode, choice)).toEqual({ kind: 'nothing' });
      }
    }
  });

  it('[POL-9] has a name where that was chosen alone', () => {
    for (const mode of modes) {
      for (const choice of choices) {
        const shared = decideSharing(tabs, mode, choice);
        expect(shared.kind).toBe(choice.kind);
        expect('name' in shared).toBe(choice.kind === 'by_name');
      }
    }
  });

  it('[POL-10] has learning states where they were chosen, in the mode that infers them alone', () => {
    for (const mode of modes) {
      for (const choice of choices) {
        const asked = choice.kind !== 'nothing' && choice.states;
        expect(decideSharing(tabs, mode, choice)).toMatchObject({
          states: asked && mode === 'learning_states',
        });
      }
    }
  });
});
