/** What every way to a class promises, as tests that run over each of them. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClassArrival, ClassLink, ClassUplink } from '#core/live/class-channel.ts';
import { type ClassRoom, memberId, type MemberId } from '#core/live/class-room.ts';
import { type ChannelSpot, openSpot } from './open-spot.ts';
import type { CloseOrder, StudentOrder } from './student.worker.ts';

interface Contract {
  readonly spot: ChannelSpot;
  /** By then a last will would have been said, on a machine that has nothing else to do. */
  readonly lastWillMs: number;
}

let rooms = 0;
const newRoom = (): ClassRoom => ({
  courseId: `contract-${Date.now().toString(36)}`,
  lectureId: `room-${(rooms += 1)}`,
});

const named = (text: string): MemberId => {
  const member = memberId(text);
  if (member === null) throw new Error(`${text} names no member`);
  return member;
};

const textOf = (payload: ClassArrival['payload']): string =>
  typeof payload === 'string' ? payload : new TextDecoder().decode(payload);

const soon = { timeout: 10_000, interval: 10 };
const isLink = (kind: ClassLink['kind']): unknown => expect.objectContaining({ kind });

export function describeClassChannel(name: string, { spot, lastWillMs }: Contract): void {
  describe(`the class over ${name}`, () => {
    const ends: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });

    const student = async (room: ClassRoom, id: string): Promise<ClassUplink> => {
      const member = named(id);
      const links: ClassLink[] = [];
      const uplink = openSpot(spot).join({
        room,
        member,
        lastWill: `${id} lost`,
        onLink: (link) => links.push(link),
      });
      ends.push(() => uplink.leave(`${id} ended`));
      await expect.poll(() => links, soon).toContainEqual(isLink('connected'));
      expect(links[0]).toEqual({ kind: 'connecting' });
      return uplink;
    };

    /** What was heard, as `member: text`, and what of it was said before. */
    const dashboard = async (room: ClassRoom) => {
      const heard: string[] = [];
      const saidBefore: string[] = [];
      const links: ClassLink[] = [];
      const close = openSpot(spot).watch({
        room,
        onArrival: ({ member, payload, retained }) => {
          const line = `${member}: ${textOf(payload)}`;
          heard.push(line);
          if (retained) saidBefore.push(line);
        },
        onLink: (link) => links.push(link),
      });
      ends.push(close);
      await expect.poll(() => links, soon).toContainEqual(isLink('connected'));
      return { heard, saidBefore, close };
    };

    const vanishing = async (room: ClassRoom, id: string, says: string): Promise<Worker> => {
      const worker = new Worker(new URL('./student.worker.ts', import.meta.url), {
        type: 'module',
      });
      ends.push(() => {
        worker.terminate();
        return Promise.resolve();
      });
      const order: StudentOrder = { spot, room, member: named(id), lastWill: `${id} lost`, says };
      await new Promise<void>((resolve, reject) => {
        worker.onmessage = () => {
          resolve();
        };
        worker.onerror = ({ message }) => {
          reject(new Error(message));
        };
        worker.postMessage(order);
      });
      return worker;
    };

    it('[CHN-1] brings every message once, in its order', async () => {
      const room = newRoom();
      const { heard } = await dashboard(room);
      const [one, two] = [await student(room, 's-1'), await student(room, 's-2')];
      const numbers = Array.from({ length: 50 }, (_, i) => i);
      await Promise.all(numbers.flatMap((i) => [one.send(`state ${i}`), two.send(`state ${i}`)]));
      await expect.poll(() => heard.length, soon).toBe(100);
      for (const id of ['s-1', 's-2']) {
        expect(heard.filter((line) => line.startsWith(id))).toEqual(
          numbers.map((i) => `${id}: state ${i}`),
        );
      }
    });

    it('[CHN-2] tells a late dashboard the last state of everybody present, and only that', async () => {
      const room = newRoom();
      const [one, two] = [await student(room, 's-1'), await student(room, 's-2')];
      await one.send('old');
      await one.send('new');
      await two.send('only');
      const { heard, saidBefore } = await dashboard(room);
      await expect.poll(() => heard.length, soon).toBe(2);
      await one.send('next');
      await expect.poll(() => heard.length, soon).toBe(3);
      expect([...saidBefore].sort()).toEqual(['s-1: new', 's-2: only']);
      expect(heard[2]).toBe('s-1: next');
    });

    it('[CHN-3] brings the farewell of who leaves, no last will after it, and nothing to who comes later', async () => {
      const room = newRoom();
      const { heard } = await dashboard(room);
      const one = await student(room, 's-1');
      await one.send('state');
      await one.leave('ended');
      await expect.poll(() => heard, soon).toContain('s-1: ended');
      await new Promise((resolve) => setTimeout(resolve, lastWillMs));
      expect(heard).toEqual(['s-1: state', 's-1: ended']);
      await expect(one.send('after')).rejects.toThrow('not sent');
      await expect(one.leave('again')).resolves.toBeUndefined();
      const late = await dashboard(room);
      await (await student(room, 's-2')).send('here');
      await expect.poll(() => late.heard, soon).toEqual(['s-2: here']);
    });

    it('[CHN-4] says the last will of who vanished, once, to every dashboard', async () => {
      const room = newRoom();
      const [first, second] = [await dashboard(room), await dashboard(room)];
      const worker = await vanishing(room, 's-9', 'state');
      await expect.poll(() => first.heard, soon).toEqual(['s-9: state']);
      const ended = performance.now();
      worker.terminate();
      const limit = { timeout: 3 * lastWillMs, interval: 5 };
      await expect.poll(() => first.heard, limit).toEqual(['s-9: state', 's-9: s-9 lost']);
      console.log(`${name}: last will after ${(performance.now() - ended).toFixed(0)} ms`);
      await expect.poll(() => second.heard, limit).toEqual(first.heard);
    });

    it('[CHN-3] brings the farewell of a page that is closed', async () => {
      const room = newRoom();
      const { heard } = await dashboard(room);
      const worker = await vanishing(room, 's-9', 'state');
      const order: CloseOrder = { farewell: 'ended' };
      worker.postMessage(order);
      await expect.poll(() => heard, soon).toContain('s-9: ended');
    });

    it('[CHN-5] lets other rooms hear nothing', async () => {
      const [here, elsewhere] = [newRoom(), newRoom()];
      const [mine, other] = [await dashboard(here), await dashboard(elsewhere)];
      await (await student(elsewhere, 's-1')).send('there');
      await (await student(here, 's-1')).send('here');
      await vi.waitFor(() => {
        expect(mine.heard).toEqual(['s-1: here']);
        expect(other.heard).toEqual(['s-1: there']);
      }, soon);
    });

    it('[CHN-6] is heard alike by two dashboards, and by the one that stays', async () => {
      const room = newRoom();
      const [first, second] = [await dashboard(room), await dashboard(room)];
      const one = await student(room, 's-1');
      await one.send('to both');
      await expect.poll(() => first.heard, soon).toEqual(['s-1: to both']);
      await expect.poll(() => second.heard, soon).toEqual(['s-1: to both']);
      await first.close();
      await one.send('to one');
      await expect.poll(() => second.heard, soon).toHaveLength(2);
      expect(first.heard).toHaveLength(1);
    });
  });
}
