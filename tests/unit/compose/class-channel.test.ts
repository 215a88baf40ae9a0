import { describe, expect, it } from 'vitest';
import { brokerUrl, memberFor, openClassChannel } from '#compose/class-channel.ts';
import { ClassChannelError } from '#core/live/class-channel.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';

const broker = (login: 'join_code' | 'password') =>
  ({ channel: 'broker', url: '/mqtt', login, minimumGroup: 5 }) as const satisfies ClassDeployment;
const tabs = { channel: 'tabs', minimumGroup: 5 } as const satisfies ClassDeployment;

describe('whom messages are from', () => {
  it('[CHN-20] is a new pseudonym each time, among tabs and with a join code', () => {
    const login = { user: null, secret: 'KOALA-0001' };
    const members = Array.from({ length: 200 }, (_, i) =>
      memberFor(i % 2 === 0 ? tabs : broker('join_code'), login),
    );
    expect(new Set(members).size).toBe(200);
    for (const member of members) expect(member).toMatch(/^s-[a-z0-9]{8}$/);
  });

  it('[CHN-20] is the user where everybody has a login, and else an error that says why', () => {
    const password = broker('password');
    expect(memberFor(password, { user: 's-abcdefgh', secret: 'x' })).toBe('s-abcdefgh');
    for (const login of [null, { user: null, secret: 'x' }, { user: 'a/b', secret: 'x' }]) {
      expect(() => memberFor(password, login)).toThrow(ClassChannelError);
      expect(() => memberFor(password, login)).toThrow('user name');
    }
  });
});

describe('the way to the class', () => {
  it.each([
    ['/mqtt', 'https://heed.example.org/lecture?a=b', 'wss://heed.example.org/mqtt'],
    ['/mqtt', 'http://localhost:8080/class', 'ws://localhost:8080/mqtt'],
    ['wss://broker.example.org/mqtt', 'https://heed.example.org/', 'wss://broker.example.org/mqtt'],
    ['ws://localhost:9001', 'http://localhost:8080/', 'ws://localhost:9001/'],
  ])('[CHN-21] to the broker %s from %s is %s', (url, page, address) => {
    expect(brokerUrl(url, page)).toBe(address);
  });

  it('[CHN-21] among tabs needs no login', async () => {
    const channel = await openClassChannel({ deployment: tabs, login: null });
    expect(Object.keys(channel)).toEqual(['join', 'watch']);
  });
});
