import { NativeSelect, NumberInput, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLab } from '../lab-context.ts';
import classes from './train.module.css';

/** Whether weights begin anew, or a kept model's are trained further. */
export function TrainFurther(): ReactNode {
  const { stores, actions } = useLab();
  const parents = useStore(stores.train, (state) => state.parents);
  const further = useStore(stores.train, ({ form }) => form.further);
  const runs = useStore(stores.train, (state) => state.runs);
  const { loadParents } = actions;
  useEffect(() => {
    // A run that has ended has left another model.
    void loadParents();
  }, [loadParents, runs]);
  if (parents.length === 0) return null;
  return (
    <>
      <div className={classes['fields']}>
        <NativeSelect
          label="Weights to begin with"
          description="A model that is kept here can be trained further on your data."
          value={further?.bundleId ?? ''}
          data={[
            { value: '', label: 'New ones' },
            ...parents.map(({ id }) => ({ value: id, label: id })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            actions.trainFurther(value === '' ? null : value);
          }}
        />
        {further !== null && (
          <>
            <NumberInput
              label="Learning rate"
              description="Small, so that what it knows is not lost."
              value={further.learningRate}
              min={1e-6}
              max={1}
              step={1e-4}
              decimalScale={6}
              onChange={(next) => {
                if (typeof next === 'number' && next > 0)
                  actions.editFurther({ learningRate: next });
              }}
            />
            <NumberInput
              label="Epochs"
              description="The best of them is kept."
              value={further.epochs}
              min={1}
              max={1000}
              allowDecimal={false}
              onChange={(next) => {
                if (typeof next === 'number' && next >= 1) actions.editFurther({ epochs: next });
              }}
            />
          </>
        )}
      </div>
      {further !== null && (
        <Text mt="sm" maw="var(--heed-width-reading)">
          Signal, window, labels, scaling and layers are those of that model; its first layer with a
          state stays as it is. Whole recordings are held out, and on those the new model is held
          against the old one.
        </Text>
      )}
    </>
  );
}
