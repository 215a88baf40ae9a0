import { scaledPadded } from '#core/dataset/scaler.ts';
import { networkOf } from '#core/inference/network.ts';
import { openNetwork } from '#core/inference/open-network.ts';
import { calibrated } from '#core/models/calibration.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import type { Compared } from './deployment-gate.ts';
import { mappedInTurns, turns } from './in-turns.ts';

/** A network as the gate asks it, on typed arrays: one window, then everybody else's turn. */
export function comparedNetwork(bundle: NetworkBundle, abort?: AbortSignal): Compared {
  const { id, scaler, calibration } = bundle.manifest;
  const network = openNetwork(networkOf(bundle));
  return {
    id,
    probabilities: (windows) =>
      mappedInTurns(
        windows,
        ({ values, padding }) => {
          const outputs = network.run(scaledPadded(values, padding, scaler), 1);
          return calibrated([...outputs], calibration);
        },
        turns(abort),
      ),
  };
}
