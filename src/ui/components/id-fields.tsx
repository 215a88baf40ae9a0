import { SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { IdFault } from '#core/sessions/identity.ts';

export interface IdField<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
}

interface IdFieldsProps<Name extends string> {
  readonly fields: readonly IdField<Name>[];
  readonly values: Readonly<Record<Name, string>>;
  readonly onChange: (name: Name, value: string) => void;
  /** All null until they are to be told. */
  readonly faults: Readonly<Record<Name, IdFault | null>> | null;
  /** What an id is needed for, said where it is missing. */
  readonly missing: string;
}

/** Ids of students, lectures and courses, beside each other. */
export function IdFields<Name extends string>(props: IdFieldsProps<Name>): ReactNode {
  const { fields, values, onChange, faults, missing } = props;
  const words: Record<IdFault, string> = {
    missing,
    too_long: 'At most 64 characters',
    bad_character: 'Letters, digits, dots, underscores and hyphens only',
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: fields.length }}>
      {fields.map(({ name, label, hint }) => {
        const fault = faults?.[name] ?? null;
        return (
          <TextInput
            key={name}
            label={label}
            description={hint}
            value={values[name]}
            onChange={(event) => {
              onChange(name, event.currentTarget.value.trim());
            }}
            error={fault === null ? null : words[fault]}
            autoComplete="off"
            spellCheck={false}
            required
            withAsterisk={false}
          />
        );
      })}
    </SimpleGrid>
  );
}
