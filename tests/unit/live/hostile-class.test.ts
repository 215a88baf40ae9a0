import { expect, it } from 'vitest';
import { createClassGate } from '#core/live/gate/class-gate.ts';
import { memberId } from '#core/live/class-room.ts';
import { hostilePayloads } from '../../support/hostile-payloads.ts';
import { NOON } from '../../support/state-messages.ts';

it('[MSG-14] of 10,000 random and hostile payloads lets in the genuine ones alone', () => {
  const { admit, dropped } = createClassGate();
  const kinds = new Set<string>();
  let sent = 0;
  let genuine = 0;
  for (const { what, payload, isGenuine } of hostilePayloads(7, 10_000, NOON)) {
    sent += 1;
    const member = memberId(`s-${sent}`);
    if (member === null) throw new Error('no member');
    const admission = admit({ member, payload, receivedAt: NOON, retained: false });
    expect(admission.kind === 'admitted', `${what}: ${String(payload).slice(0, 400)}`).toBe(
      isGenuine,
    );
    if (isGenuine) genuine += 1;
    kinds.add(what);
  }
  expect(kinds.size).toBeGreaterThan(40);
  expect(genuine).toBeGreaterThan(500);
  const { malformed, oversized, ...rest } = dropped;
  expect(malformed + oversized).toBe(sent - genuine);
  expect(oversized).toBeGreaterThan(500);
  expect(Object.values(rest).every((count) => count === 0)).toBe(true);
});

it('[MSG-14] the same from one student is let in no oftener than a second has passed', () => {
  const { admit, dropped } = createClassGate();
  const member = memberId('s-1');
  if (member === null) throw new Error('no member');
  let admitted = 0;
  for (const { payload, isGenuine } of hostilePayloads(8, 10_000, NOON)) {
    const admission = admit({ member, payload, receivedAt: NOON, retained: false });
    if (admission.kind !== 'admitted') continue;
    admitted += 1;
    expect(isGenuine).toBe(true);
    expect(admission.at).toBeLessThanOrEqual(NOON);
  }
  const counted = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  expect(counted + admitted).toBe(10_000);
  // Every genuine one claims another run, and moments of the last five minutes.
  expect(admitted).toBeLessThan(335);
});
