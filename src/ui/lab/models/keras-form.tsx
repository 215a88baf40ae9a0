import { Button, FileInput, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { LIVE_SLOTS } from '#core/deployments/deployable-as.ts';
import { LIVE_MODELS, type LiveModel } from '#core/models/prediction.ts';
import { labelWords, LIVE_MODEL_WORDS } from '../../words/model-words.ts';
import { useLab } from '../lab-context.ts';
import classes from './models.module.css';

const SLOTS = LIVE_MODELS.map((model) => ({ value: model, label: LIVE_MODEL_WORDS[model] }));

/** What a file from Keras does not say of itself. */
export function KerasForm({ name }: { readonly name: string }): ReactNode {
  const { actions } = useLab();
  const [model, setModel] = useState<LiveModel>('attention_level');
  const [scaler, setScaler] = useState<File | null>(null);
  const [licence, setLicence] = useState('');
  const { signal, labels } = LIVE_SLOTS[model];
  return (
    <form
      className={classes['considered']}
      aria-label="A model from Keras"
      onSubmit={(event) => {
        event.preventDefault();
        void actions.importKeras({ model, scaler, licence });
      }}
    >
      <Stack gap="sm">
        <Text style={{ overflowWrap: 'anywhere' }}>
          {name} comes from Keras, which doesn’t say what its numbers mean. Say it here. For other
          labels or windows there is <code>npm run import-keras</code>.
        </Text>
        <NativeSelect
          label="What it says"
          description={`Its outputs are ${labels.map(labelWords).join(', ')}, in this order; it takes the ${signal.features.length} features of the signal ${signal.name} ${signal.version}, 30 samples a second.`}
          value={model}
          onChange={(event) => {
            const chosen = LIVE_MODELS.find((known) => known === event.currentTarget.value);
            if (chosen !== undefined) setModel(chosen);
          }}
          data={SLOTS}
        />
        <FileInput
          label="Its scaler"
          description="A pickled StandardScaler of scikit-learn; without one the features go in as they are"
          placeholder="None"
          styles={{ placeholder: { color: 'var(--heed-ink-soft)' } }}
          clearable
          value={scaler}
          onChange={setScaler}
        />
        <TextInput
          label="Terms of the model and its data"
          placeholder="Not stated"
          value={licence}
          onChange={(event) => {
            setLicence(event.currentTarget.value);
          }}
        />
        <Group gap="sm">
          <Button type="submit">Make a bundle of it</Button>
          <Button variant="default" onClick={actions.leaveImport}>
            Leave it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
