import { describe, expect, it } from 'vitest';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import {
  emptyShareDraft,
  hasFaults,
  loginOf,
  shareFaults,
  shareOf,
  type ShareDraft,
} from '#ui/lecture/share-draft.ts';

const TABS: ClassDeployment = { channel: 'tabs', minimumGroup: 5 };
const CODE: ClassDeployment = {
  channel: 'broker',
  url: '/broker',
  login: 'join_code',
  minimumGroup: 5,
};
const PASSWORD: ClassDeployment = { ...CODE, login: 'password' };

const draft = (over: Partial<ShareDraft>): ShareDraft => ({ ...emptyShareDraft(null), ...over });

describe('the form about the class', () => {
  it('[SHU-1] begins with nothing shared, whatever the address brought', () => {
    for (const code of [null, 'maple-42']) {
      expect(shareOf(emptyShareDraft(code))).toEqual({ kind: 'nothing' });
    }
  });

  it('[SHU-4] asks for nothing where nothing is shared, or there is no class', () => {
    const off: ClassDeployment = { channel: 'off' };
    expect(hasFaults(shareFaults(PASSWORD, draft({})))).toBe(false);
    expect(hasFaults(shareFaults(off, draft({ kind: 'by_name' })))).toBe(false);
  });

  it('[SHU-4] names each missing piece, and only those that the class asks for', () => {
    const anonymous = draft({ kind: 'without_name' });
    expect(shareFaults(TABS, anonymous)).toEqual({ name: null, user: null, secret: null });
    expect(shareFaults(CODE, anonymous)).toEqual({ name: null, user: null, secret: 'missing' });
    expect(shareFaults(PASSWORD, anonymous)).toMatchObject({ user: 'missing', secret: 'missing' });
    const login = { user: 'ada lovelace', secret: 'x' };
    expect(shareFaults(PASSWORD, { ...anonymous, login })).toMatchObject({ user: 'bad_character' });
    expect(shareFaults(TABS, draft({ kind: 'by_name', name: ' \u200b ' }))).toMatchObject({
      name: 'missing',
    });
  });

  it('[SHU-5] a join code from the address is used as it came, without spaces around it', () => {
    expect(loginOf('join_code', emptyShareDraft('maple-42').login)).toEqual({
      user: null,
      secret: 'maple-42',
    });
    expect(loginOf('join_code', { user: 'x', secret: ' maple-42 ' })).toEqual({
      user: null,
      secret: 'maple-42',
    });
    expect(loginOf('password', { user: 'ada', secret: ' p ' })).toEqual({
      user: 'ada',
      secret: ' p ',
    });
    expect(loginOf(null, { user: 'ada', secret: 'p' })).toBeNull();
  });

  it('gives no name that was typed before the student chose to share without one', () => {
    const typed = draft({ kind: 'without_name', name: 'Ada' });
    expect(JSON.stringify(shareOf(typed))).not.toContain('Ada');
    expect(shareOf({ ...typed, kind: 'by_name' })).toEqual({
      kind: 'by_name',
      name: 'Ada',
      states: false,
    });
  });
});
