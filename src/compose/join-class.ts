import type { ClassRoom } from '#core/live/class-room.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import { openClassChannel, memberFor } from './class-channel.ts';
import type { ShareRunDeps } from './share-run.ts';

/** A student's way into the class; each call is somebody new, but for their own user name. */
export const joinClass =
  (deployment: ClassDeployment, room: ClassRoom): ShareRunDeps['connect'] =>
  async (login) => {
    if (deployment.channel === 'off') throw new Error('There is no class to share with here.');
    const member = memberFor(deployment, login);
    const channel = await openClassChannel({ deployment, login });
    return (lastWill, onLink) => channel.join({ room, member, lastWill, onLink });
  };
