import { ClassChannelError, type ClassLink, type ClassUplink } from '#core/live/class-channel.ts';
import { at } from '#core/numeric/at.ts';

/** A way to the class whose connection a test makes and breaks, and which confirms when told to. */
export class ScriptedUplink implements ClassUplink {
  /** What was taken over, in its order. */
  readonly taken: string[] = [];
  /** Handed to `send` and neither confirmed nor rejected. */
  readonly pending: {
    readonly payload: string;
    readonly confirm: () => void;
    readonly reject: () => void;
  }[] = [];
  readonly farewells: string[] = [];
  lastWill = '';
  /** Confirms by itself. */
  isPrompt = true;
  /** Whether a `send` is rejected, whatever the link says. */
  rejects: (payload: string) => boolean = () => false;
  #link: ClassLink = { kind: 'connecting' };
  #onLink: (link: ClassLink) => void = () => undefined;

  readonly join = (lastWill: string, onLink: (link: ClassLink) => void): ClassUplink => {
    this.lastWill = lastWill;
    this.#onLink = onLink;
    return this;
  };

  link(link: ClassLink): void {
    this.#link = link;
    this.#onLink(link);
  }

  send(payload: string): Promise<void> {
    if (this.#link.kind !== 'connected' || this.rejects(payload)) {
      return Promise.reject(new ClassChannelError('not connected; the message was kept'));
    }
    return new Promise((resolve, reject) => {
      const confirm = (): void => {
        this.taken.push(payload);
        resolve();
      };
      if (this.isPrompt) confirm();
      else {
        const fail = (): void => {
          reject(new ClassChannelError('the connection was lost; the message was kept'));
        };
        this.pending.push({ payload, confirm, reject: fail });
      }
    });
  }

  /** Confirms the oldest that waits. */
  confirm(): void {
    at(this.pending.splice(0, 1), 0).confirm();
  }

  leave(payload: string): Promise<void> {
    this.farewells.push(payload);
    return Promise.resolve();
  }
}
