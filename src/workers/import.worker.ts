import { attemptKerasModel } from '#adapters/keras/attempt-keras-model.ts';
import type { ImportProtocol } from '#protocol/import-protocol.ts';
import { serve } from '#protocol/serve-bridge.ts';

serve<ImportProtocol>(self, { read: attemptKerasModel }, () => undefined);
