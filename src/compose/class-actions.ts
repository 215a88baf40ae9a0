import type { ClassDeployment } from '#core/policy/deployment.ts';
import type { Stores } from '#stores/stores.ts';
import type { Actions } from '#ui/actions.ts';

interface ClassActionDeps {
  readonly stores: Pick<Stores, 'class'>;
  readonly deployment: ClassDeployment;
}

/** At most one class at a time before the instructor. */
export function createClassActions({
  stores,
}: ClassActionDeps): Pick<Actions, 'openClass' | 'closeClass'> {
  return {
    openClass(room) {
      stores.class.setState({ room });
    },
    closeClass: () => Promise.resolve(),
  };
}
