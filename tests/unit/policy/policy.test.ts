import { describe, expect, it } from 'vitest';
import { decideConsent, offeredModes } from '#core/policy/consent.ts';
import { CLOSED_DEPLOYMENT, type Deployment, readDeployment } from '#core/policy/deployment.ts';
import type { SessionMode } from '#core/sessions/records.ts';

const deployment = (text: string): Deployment => {
  const reading = readDeployment(text);
  if (reading.kind === 'refused') throw new Error(reading.problem);
  return reading.deployment;
};
const MODES: readonly SessionMode[] = ['attention', 'learning_states', 'events_only'];

describe('deployment', () => {
  it('[POL-1] offers both camera modes and no other origin where nothing is said', () => {
    expect(deployment('{}')).toEqual({
      modes: ['attention', 'learning_states'],
      mediaOrigins: [],
      embedOrigins: [],
      class: { channel: 'tabs', minimumGroup: 5 },
    });
  });

  it('[POL-1] offers what the file says, be it one mode or none', () => {
    expect(deployment('{"modes":["attention"]}').modes).toEqual(['attention']);
    expect(deployment('{"modes":[]}').modes).toEqual([]);
    expect(deployment('{"modes":["learning_states","attention","attention"]}').modes).toEqual([
      'attention',
      'learning_states',
    ]);
  });

  const broken: readonly [string, string | null, RegExp][] = [
    ['a file that could not be fetched', null, /fetched/],
    ['no JSON', '{"modes": [', /not JSON/],
    ['an empty file', '', /not JSON/],
    ['a list', '[]', /one object/],
    ['nothing', 'null', /one object/],
    ['a misspelt setting', '{"mode":["attention"]}', /no such setting/],
    ['an unknown mode', '{"modes":["attention","emotions"]}', /modes\.1: the modes are/],
    ['a mode that is no list', '{"modes":"attention"}', /modes: this is a list/],
    ['null for the modes', '{"modes":null}', /modes: this is a list/],
    ['a version of the future', '{"version":2}', /version: only version 1/],
    ['an origin with a path', '{"mediaOrigins":["https://a.example/b"]}', /mediaOrigins\.0/],
    ['an origin that is not safe', '{"mediaOrigins":["http://a.example"]}', /mediaOrigins\.0/],
    ['every origin', '{"embedOrigins":["*"]}', /embedOrigins\.0/],
    [
      'a policy smuggled in',
      '{"embedOrigins":["https://a.example; script-src *"]}',
      /embedOrigins/,
    ],
    ['a line smuggled in', '{"embedOrigins":["https://a.example\\nX: y"]}', /embedOrigins/],
  ];
  for (const [what, text, problem] of broken) {
    it(`[POL-2] fails closed on ${what}`, () => {
      const reading = readDeployment(text);
      expect(reading.kind).toBe('refused');
      expect(reading.deployment).toEqual(CLOSED_DEPLOYMENT);
      expect(offeredModes(reading.deployment)).toEqual(['events_only']);
      expect(reading).toHaveProperty('problem', expect.stringMatching(problem));
    });
  }

  it('[POL-2] takes exact origins, with and without a port, and this machine for trying out', () => {
    const origins = [
      'https://media.example.org',
      'https://cdn.example.org:8443',
      'http://localhost:5173',
    ];
    expect(deployment(JSON.stringify({ mediaOrigins: origins })).mediaOrigins).toEqual(origins);
  });
});

describe('consent', () => {
  it('[POL-3] grants nothing where nothing was chosen', () => {
    const nothing = { mode: null, keepFrames: true, keepProfile: true, learn: true };
    expect(decideConsent(deployment('{}'), nothing)).toEqual({ kind: 'undecided' });
  });

  it('[POL-4] grants exactly the modes on offer, and always the way without a camera', () => {
    for (const modes of [
      [],
      ['attention'],
      ['learning_states'],
      ['attention', 'learning_states'],
    ]) {
      const offered = deployment(JSON.stringify({ modes }));
      for (const mode of MODES) {
        const decision = decideConsent(offered, {
          mode,
          keepFrames: false,
          keepProfile: false,
          learn: false,
        });
        const may = mode === 'events_only' || modes.includes(mode);
        expect(decision.kind, `${mode} of ${modes.join()}`).toBe(may ? 'granted' : 'not_offered');
      }
    }
  });

  it('[POL-5] lets the model be loaded in the learning states mode alone', () => {
    const all = deployment('{}');
    const granted = MODES.map((mode) =>
      decideConsent(all, { mode, keepFrames: true, keepProfile: true, learn: true }),
    );
    expect(granted).toEqual([
      {
        kind: 'granted',
        mode: 'attention',
        camera: true,
        learningStates: false,
        keepFrames: true,
        keepProfile: true,
        learn: true,
      },
      {
        kind: 'granted',
        mode: 'learning_states',
        camera: true,
        learningStates: true,
        keepFrames: true,
        keepProfile: true,
        learn: true,
      },
      {
        kind: 'granted',
        mode: 'events_only',
        camera: false,
        learningStates: false,
        keepFrames: false,
        keepProfile: false,
        learn: false,
      },
    ]);
  });
});
