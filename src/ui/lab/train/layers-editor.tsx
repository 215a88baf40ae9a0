import { Button, Group, NativeSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FRESH_LAYERS, LAYER_KINDS, LAYER_SETTINGS } from '#core/recipes/form/layer-settings.ts';
import {
  addedLayer,
  movedLayer,
  NETWORK_SHAPES,
  removedLayer,
} from '#core/recipes/form/layers-draft.ts';
import { changed, type Draft, fittedEnd, valueAt } from '#core/recipes/form/recipe-draft.ts';
import type { DraftValue, LayerKey } from '#core/recipes/form/setting.ts';
import type { LayerSpec } from '#core/models/layer-spec.ts';
import { SettingField } from './setting-field.tsx';
import classes from './train.module.css';

interface LayersEditorProps {
  readonly draft: Draft;
  readonly faults: ReadonlyMap<string, string>;
  readonly weights: number | null;
  readonly onChange: (change: (draft: Draft) => Draft) => void;
}

const kindOf = (layer: Draft): string => {
  const { kind } = layer;
  return typeof kind === 'string' ? kind : '';
};

const keysOf = (layer: Draft): readonly LayerKey[] =>
  (Object.keys(LAYER_SETTINGS) as LayerKey[]).filter(
    (key) => key !== 'kind' && Object.hasOwn(layer, key),
  );

/** The network's layers, one under another. */
export function LayersEditor({ draft, faults, weights, onChange }: LayersEditorProps): ReactNode {
  const layers = (valueAt(draft, 'model.layers') ?? []) as readonly Draft[];
  const fault = faults.get('model.layers');
  return (
    <div className={classes['wide']}>
      <NativeSelect
        maw="24rem"
        label="Layers"
        description="Start from a shape, then change it below. The last layer has an output for each label."
        value=""
        data={[
          { value: '', label: 'Choose a shape …' },
          ...Object.keys(NETWORK_SHAPES).map((name) => ({ value: name, label: name })),
        ]}
        onChange={(event) => {
          const shape = NETWORK_SHAPES[event.currentTarget.value];
          if (shape === undefined) return;
          onChange((before) =>
            fittedEnd(changed(before, 'model.layers', { kind: 'layers' }, shape)),
          );
        }}
      />
      <ol className={classes['layers']}>
        {layers.map((layer, index) => (
          <LayerItem
            key={`${index}-${kindOf(layer)}`}
            layer={layer}
            path={`model.layers.${index}`}
            index={index}
            count={layers.length}
            faults={faults}
            onChange={onChange}
          />
        ))}
      </ol>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            onChange(addedLayer);
          }}
        >
          Add a layer
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            onChange(fittedEnd);
          }}
        >
          Fit the last layer to the labels
        </Button>
      </Group>
      {weights !== null && (
        <Text size="sm" c="dimmed" mt="xs">
          {weights.toLocaleString('en-GB')} weights.
        </Text>
      )}
      {fault !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs">
          {fault}
        </Text>
      )}
    </div>
  );
}

interface LayerItemProps extends Pick<LayersEditorProps, 'faults' | 'onChange'> {
  readonly layer: Draft;
  readonly path: string;
  readonly index: number;
  readonly count: number;
}

function LayerItem({ layer, path, index, count, faults, onChange }: LayerItemProps): ReactNode {
  const put = (at: string, value: DraftValue): void => {
    onChange((before) => changed(before, at, { kind: 'switch' }, value));
  };
  const inner = layer['inner'] as Draft | undefined;
  const fields = [
    ...keysOf(layer)
      .filter((key) => key !== 'inner')
      .map((key) => ({ key, at: `${path}.${key}`, value: layer[key] })),
    ...(inner === undefined
      ? []
      : keysOf(inner)
          .filter((key) => key !== 'returnSequences' || index < count)
          .map((key) => ({ key, at: `${path}.inner.${key}`, value: inner[key] }))),
  ];
  const field = ({ key, at, value }: (typeof fields)[number]): ReactNode => (
    <div key={at} className={classes['small']}>
      <SettingField
        compact
        setting={LAYER_SETTINGS[key]}
        value={value}
        fault={faults.get(at)}
        onChange={(next) => {
          put(at, next);
        }}
      />
    </div>
  );
  const name = `layer ${index + 1}`;
  const rare = fields.filter(({ key }) => LAYER_SETTINGS[key].rare === true);
  return (
    <li className={classes['layer']}>
      <div className={classes['layerMain']}>
        <NativeSelect
          className={classes['small']}
          label={`Layer ${index + 1}`}
          value={kindOf(layer)}
          data={Object.entries(LAYER_KINDS).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            const kind = event.currentTarget.value as LayerSpec['kind'];
            put(path, FRESH_LAYERS[kind]);
          }}
        />
        {inner !== undefined && (
          <NativeSelect
            className={classes['small']}
            label="Cell"
            value={kindOf(inner)}
            data={[
              { value: 'lstm', label: 'LSTM' },
              { value: 'gru', label: 'GRU' },
            ]}
            onChange={(event) => {
              const kind = event.currentTarget.value === 'gru' ? 'gru' : 'lstm';
              put(`${path}.inner`, FRESH_LAYERS[kind]);
            }}
          />
        )}
        {fields.filter(({ key }) => LAYER_SETTINGS[key].rare !== true).map(field)}
        <div className={classes['buttons']}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={index === 0}
            aria-label={`Move ${name} up`}
            onClick={() => {
              onChange((before) => movedLayer(before, index, -1));
            }}
          >
            Up
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={index === count - 1}
            aria-label={`Move ${name} down`}
            onClick={() => {
              onChange((before) => movedLayer(before, index, 1));
            }}
          >
            Down
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={count === 1}
            aria-label={`Remove ${name}`}
            onClick={() => {
              onChange((before) => removedLayer(before, index));
            }}
          >
            Remove
          </Button>
        </div>
      </div>
      {rare.length > 0 && (
        <details className={classes['rare']}>
          <summary>More of {name}</summary>
          <div className={classes['layerMain']}>{rare.map(field)}</div>
        </details>
      )}
    </li>
  );
}
