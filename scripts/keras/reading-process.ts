/** The process of `keras-reader.ts`: reads one model after the other until it is ended. */
import { attemptKerasModel } from '#adapters/keras/attempt-keras-model.ts';

process.on('message', (bytes: Uint8Array) => {
  void attemptKerasModel(bytes).then((outcome) => process.send?.(outcome));
});
