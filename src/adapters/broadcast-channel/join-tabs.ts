import { ClassChannelError, type ClassUplink, type JoinOptions } from '#core/live/class-channel.ts';
import { channelName, lockName, readTabMessage, type TabMessage } from './tab-message.ts';

/**
 * A student's tab. It answers each dashboard that comes with its last state, and holds a lock for
 * as long as it lives: the browser lets go of it with the tab, by which a dashboard knows.
 */
export function joinTabs({ room, member, lastWill, onLink }: JoinOptions): ClassUplink {
  const channel = new BroadcastChannel(channelName(room));
  const stay = crypto.randomUUID();
  let number = 0;
  let last: string | null = null;
  let phase: 'connecting' | 'connected' | 'left' = 'connecting';
  let letGo: () => void = () => undefined;

  const locks = (navigator as Partial<Navigator>).locks;
  const say = (message: TabMessage): void => {
    channel.postMessage(message);
  };
  const said = () => ({ member, stay, number, lastWill, locked: locks !== undefined });

  const arrive = (): void => {
    if (phase !== 'connecting') return;
    phase = 'connected';
    say({ kind: 'here', ...said(), last });
    onLink({ kind: 'connected' });
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (phase === 'connected' && readTabMessage(data)?.kind === 'ask') {
      say({ kind: 'here', ...said(), last });
    }
  };

  onLink({ kind: 'connecting' });
  if (locks === undefined) queueMicrotask(arrive);
  else {
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    locks
      .request(lockName(room, { member, stay }), () => {
        arrive();
        return held;
      })
      .catch((cause: unknown) => {
        if (phase === 'left') return;
        phase = 'left';
        channel.close();
        onLink({ kind: 'refused', reason: 'failed', said: String(cause) });
      });
  }

  return {
    send(payload) {
      if (phase !== 'connected') {
        return Promise.reject(
          new ClassChannelError(
            'The class is not connected: the message was not sent and is still with whoever sent it. Try again when it is.',
          ),
        );
      }
      number += 1;
      last = payload;
      say({ kind: 'state', ...said(), payload });
      return Promise.resolve();
    },
    leave(payload) {
      if (phase === 'connected') say({ kind: 'farewell', ...said(), payload });
      if (phase !== 'left') {
        phase = 'left';
        channel.close();
        letGo();
      }
      return Promise.resolve();
    },
  };
}
