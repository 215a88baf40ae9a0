import {
  Badge,
  Button,
  FileButton,
  Group,
  NativeSelect,
  NumberInput,
  TextInput,
  Title,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { valueWords } from '#core/recipes/form/recipe-differences.ts';
import { changed, isChanged, putBack, valueAt } from '#core/recipes/form/recipe-draft.ts';
import { readDraft } from '#core/recipes/form/recipe-faults.ts';
import { featureCountOf, weightCount } from '#core/recipes/form/layers-draft.ts';
import { SETTING_GROUPS, type SettingGroup, type SettingPath } from '#core/recipes/form/setting.ts';
import { GROUP_WORDS, SETTING_PATHS, SETTINGS } from '#core/recipes/form/settings.ts';
import { RECIPE_STARTS } from '#core/recipes/form/starts.ts';
import { Surface } from '../../components/surface.tsx';
import { useLab } from '../lab-context.ts';
import { LayersEditor } from './layers-editor.tsx';
import { SettingField } from './setting-field.tsx';
import { StartRun } from './start-run.tsx';
import { TrainFurther } from './train-further.tsx';
import classes from './train.module.css';

/** What is to be trained, setting by setting, and the button that starts it. */
export function RecipeForm(): ReactNode {
  const { stores, actions } = useLab();
  const { base, draft, name, seed, further } = useStore(stores.train, ({ form }) => form);
  const read = readDraft(draft);
  const faults = read.kind === 'faulty' ? read.faults : new Map<string, string>();
  const start = RECIPE_STARTS.findIndex(
    ({ recipe }) => JSON.stringify(recipe) === JSON.stringify(base),
  );
  return (
    <Surface labelledBy="recipe-heading">
      <Title order={2} id="recipe-heading">
        A new run
      </Title>
      <div className={classes['fields']}>
        <NativeSelect
          label="Start from"
          description={
            start < 0 ? 'Settings that were brought in.' : (RECIPE_STARTS[start]?.about ?? '')
          }
          value={start < 0 ? 'own' : String(start)}
          data={[
            ...(start < 0 ? [{ value: 'own', label: 'Your own' }] : []),
            ...RECIPE_STARTS.map(({ label, refusal }, index) => ({
              value: String(index),
              label: refusal === null ? label : `${label} (not in this version)`,
              disabled: refusal !== null,
            })),
          ]}
          onChange={(event) => {
            const chosen = RECIPE_STARTS[Number(event.currentTarget.value)];
            if (chosen !== undefined) actions.startFrom(chosen.recipe);
          }}
        />
        <TextInput
          label="Name of the run"
          description="Empty: the recipe’s name and a number."
          value={name}
          onChange={(event) => {
            actions.nameNextRun(event.currentTarget.value);
          }}
        />
        <NumberInput
          label="Seed"
          description="The same data, settings and seed give the same model."
          value={seed ?? ''}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          error={seed === null ? 'Give a whole number from 0 on.' : undefined}
          onChange={(next) => {
            actions.seedNextRun(typeof next === 'number' ? next : null);
          }}
        />
      </div>
      <Group mt="md" gap="sm">
        <FileButton
          accept="application/json,.json"
          onChange={(file) => {
            if (file !== null) void actions.importRecipe(file);
          }}
        >
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              Open a recipe
            </Button>
          )}
        </FileButton>
        <Button
          size="compact-sm"
          variant="default"
          disabled={read.kind === 'faulty'}
          onClick={() => void actions.exportRecipe()}
        >
          Save this recipe
        </Button>
      </Group>
      <TrainFurther />
      {further === null &&
        SETTING_GROUPS.map((group) => <GroupFields key={group} group={group} faults={faults} />)}
      <StartRun read={read} />
    </Surface>
  );
}

interface GroupFieldsProps {
  readonly group: SettingGroup;
  readonly faults: ReadonlyMap<string, string>;
}

const OPEN: readonly SettingGroup[] = ['data', 'model'];

function GroupFields({ group, faults }: GroupFieldsProps): ReactNode {
  const { stores } = useLab();
  const { base, draft } = useStore(stores.train, ({ form }) => form);
  const paths = SETTING_PATHS.filter((path) => {
    const { control, group: own } = SETTINGS[path];
    return own === group && control.kind !== 'follows' && valueAt(draft, path) !== undefined;
  });
  if (paths.length === 0) return null;
  const changes = paths.filter((path) => isChanged(draft, base, path)).length;
  const wrong = [...faults.keys()].some((path) =>
    paths.some((own) => path === own || path.startsWith(`${own}.`) || own.startsWith(`${path}.`)),
  );
  const rare = paths.filter((path) => SETTINGS[path].rare === true);
  return (
    <details className={classes['group']} open={wrong || OPEN.includes(group) ? true : undefined}>
      <summary>
        {GROUP_WORDS[group]}
        {changes > 0 && <span className={classes['count']}>{changes} changed</span>}
        {wrong && (
          <Badge ml="xs" tt="none" classNames={{ root: classes['wrong'] ?? '' }}>
            to be mended
          </Badge>
        )}
      </summary>
      <div className={classes['fields']}>
        {paths
          .filter((path) => SETTINGS[path].rare !== true)
          .map((path) => (
            <Field key={path} path={path} faults={faults} />
          ))}
      </div>
      {rare.length > 0 && (
        <details className={classes['rare']}>
          <summary>Rarely changed</summary>
          <div className={classes['fields']}>
            {rare.map((path) => (
              <Field key={path} path={path} faults={faults} />
            ))}
          </div>
        </details>
      )}
    </details>
  );
}

interface FieldProps {
  readonly path: SettingPath;
  readonly faults: ReadonlyMap<string, string>;
}

function Field({ path, faults }: FieldProps): ReactNode {
  const { stores, actions } = useLab();
  const { base, draft } = useStore(stores.train, ({ form }) => form);
  const setting = SETTINGS[path];
  if (setting.control.kind === 'layers') {
    const width = featureCountOf(draft);
    return (
      <LayersEditor
        draft={draft}
        faults={faults}
        weights={width === null ? null : weightCount(draft, width)}
        onChange={actions.editRecipe}
      />
    );
  }
  const was = valueAt(base, path);
  return (
    <SettingField
      setting={setting}
      value={valueAt(draft, path)}
      fault={faults.get(path) ?? (path === 'split.test' ? faults.get('split') : undefined)}
      before={was !== undefined && isChanged(draft, base, path) ? valueWords(setting, was) : null}
      onChange={(value) => {
        actions.editRecipe((before) => changed(before, path, setting.control, value));
      }}
      onPutBack={() => {
        actions.editRecipe((before, from) => putBack(before, from, path, setting.control));
      }}
    />
  );
}
