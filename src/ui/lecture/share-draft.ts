import { cleanName } from '#core/live/messages/names.ts';
import { SHARE_NOTHING, type ShareChoice } from '#core/policy/sharing.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import { idFault, type IdFault } from '#core/sessions/identity.ts';
import type { ClassLogin } from '../class-actions.ts';

/** What is typed into the fields of a login. */
export interface LoginDraft {
  readonly user: string;
  /** Password, token or join code. */
  readonly secret: string;
}

/** What stands in the form about the class, right or wrong. */
export interface ShareDraft {
  readonly kind: ShareChoice['kind'];
  readonly name: string;
  readonly states: boolean;
  readonly login: LoginDraft;
}

/** Nothing is shared; a join code that came with the address waits in its field. */
export const emptyShareDraft = (joinCode: string | null): ShareDraft => ({
  kind: 'nothing',
  name: '',
  states: false,
  login: { user: '', secret: joinCode ?? '' },
});

export interface LoginFaults {
  readonly user: IdFault | null;
  readonly secret: 'missing' | null;
}

export interface ShareFaults extends LoginFaults {
  readonly name: 'missing' | null;
}

export type LoginKind = Extract<ClassDeployment, { channel: 'broker' }>['login'];

/** null where the class asks for none. */
export const loginKindOf = (deployment: ClassDeployment): LoginKind | null =>
  deployment.channel === 'broker' ? deployment.login : null;

export const loginFaults = (kind: LoginKind | null, { user, secret }: LoginDraft): LoginFaults => ({
  user: kind === 'password' ? idFault(user) : null,
  secret: kind !== null && secret.trim() === '' ? 'missing' : null,
});

export function shareFaults(deployment: ClassDeployment, draft: ShareDraft): ShareFaults {
  if (deployment.channel === 'off' || draft.kind === 'nothing') {
    return { name: null, user: null, secret: null };
  }
  return {
    ...loginFaults(loginKindOf(deployment), draft.login),
    name: draft.kind === 'by_name' && cleanName(draft.name) === null ? 'missing' : null,
  };
}

export const hasFaults = (faults: LoginFaults | ShareFaults): boolean =>
  Object.values(faults).some((fault) => fault !== null);

export function shareOf({ kind, name, states }: ShareDraft): ShareChoice {
  switch (kind) {
    case 'nothing':
      return SHARE_NOTHING;
    case 'without_name':
      return { kind, states };
    case 'by_name':
      return { kind, name: cleanName(name) ?? '', states };
  }
}

export function loginOf(kind: LoginKind | null, { user, secret }: LoginDraft): ClassLogin | null {
  if (kind === null) return null;
  return kind === 'password' ? { user, secret } : { user: null, secret: secret.trim() };
}
