import { Button, NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { DraftValue, Setting } from '#core/recipes/form/setting.ts';
import classes from './train.module.css';

interface SettingFieldProps {
  readonly setting: Setting;
  readonly value: DraftValue | undefined;
  readonly fault: string | undefined;
  /** What is shown of the value it began with, where it is another. */
  readonly before?: string | null;
  readonly compact?: boolean;
  readonly onChange: (value: DraftValue) => void;
  readonly onPutBack?: () => void;
}

/** One setting of a recipe: what it does, its value, and whether that was changed. */
export function SettingField(props: SettingFieldProps): ReactNode {
  const { setting, before = null, onPutBack } = props;
  return (
    <div className={classes['field']}>
      <Control {...props} />
      {before !== null && (
        <div className={classes['changed']}>
          <span>changed from {before}</span>
          {onPutBack !== undefined && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Put back ${setting.label}`}
              onClick={onPutBack}
            >
              Put back
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Control(props: SettingFieldProps): ReactNode {
  const { setting, value, fault, onChange, compact = false } = props;
  const { label, why, control } = setting;
  const common = {
    label,
    error: fault,
    ...(compact ? { title: why } : { description: why }),
  };
  switch (control.kind) {
    case 'number':
      return <NumberControl {...props} control={control} />;
    case 'choice':
      return (
        <NativeSelect
          {...common}
          data={[...control.options]}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
    case 'switch':
    case 'part':
      return (
        <Switch
          {...common}
          checked={value !== null && value !== false && value !== undefined}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            onChange(control.kind === 'switch' ? on : on ? control.fresh : null);
          }}
        />
      );
    case 'text':
      return (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
    case 'words':
      return <WordsControl {...props} />;
    case 'layers':
    case 'follows':
      return null;
  }
}

type NumberControlProps = SettingFieldProps & {
  readonly control: Extract<Setting['control'], { kind: 'number' }>;
};

function NumberControl(props: NumberControlProps): ReactNode {
  const { setting, value, fault, onChange, control, compact = false } = props;
  const { off, unit } = control;
  const isOff = off !== undefined && value === null;
  return (
    <>
      <NumberInput
        label={unit === undefined ? setting.label : `${setting.label}, ${unit}`}
        {...(compact ? { title: setting.why } : { description: setting.why })}
        error={fault}
        value={typeof value === 'number' ? value : ''}
        disabled={isOff}
        {...(isOff ? { placeholder: off.label } : {})}
        allowNegative={control.least < 0}
        allowDecimal={control.whole !== true}
        step={control.step ?? 1}
        decimalScale={8}
        onChange={(next) => {
          onChange(typeof next === 'number' ? next : '');
        }}
      />
      {off !== undefined && (
        <Switch
          mt={6}
          size="sm"
          label={`${setting.label}: ${off.label.toLowerCase()}`}
          checked={isOff}
          onChange={(event) => {
            onChange(event.currentTarget.checked ? null : off.start);
          }}
        />
      )}
    </>
  );
}

/** Lines are words; one that is being typed may be empty. */
function WordsControl({ setting, value, fault, onChange }: SettingFieldProps): ReactNode {
  const words = Array.isArray(value) ? (value as readonly string[]) : [];
  const [text, setText] = useState<string | null>(null);
  return (
    <Textarea
      label={setting.label}
      description={setting.why}
      error={fault}
      autosize
      minRows={3}
      value={text ?? words.join('\n')}
      onBlur={() => {
        setText(null);
      }}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onChange(
          typed
            .split('\n')
            .map((word) => word.trim())
            .filter((word) => word !== ''),
        );
      }}
    />
  );
}
