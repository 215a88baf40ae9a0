import { Button, Stack, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { ClassRoom } from '#core/live/class-room.ts';
import { idFault } from '#core/sessions/identity.ts';
import { IdFields, type IdField } from '../components/id-fields.tsx';
import { Surface } from '../components/surface.tsx';
import { lectureAddressFault } from '../lecture/lecture-link.ts';
import { classLink, parseClassLink } from './class-link.ts';

const FIELDS: readonly IdField<keyof ClassRoom>[] = [
  { name: 'courseId', label: 'Course', hint: 'Such as bio-101' },
  { name: 'lectureId', label: 'Lecture', hint: 'Such as week-3' },
];

/** Names a class and opens it; keeps nothing. */
export function OpenClassForm(): ReactNode {
  const [, navigate] = useLocation();
  const link = parseClassLink(useSearch(), document.baseURI);
  const [room, setRoom] = useState(link.room);
  const [src, setSrc] = useState(link.src ?? '');
  const [checked, setChecked] = useState(room.courseId !== '' || room.lectureId !== '');
  const faults = { courseId: idFault(room.courseId), lectureId: idFault(room.lectureId) };
  const isAddress = src.trim() === '' || lectureAddressFault(src, document.baseURI) === null;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (faults.courseId !== null || faults.lectureId !== null || !isAddress) return;
    const { slides, joinCode } = link;
    navigate(classLink({ room, src: src.trim() === '' ? null : src.trim(), slides, joinCode }));
  };

  return (
    <Surface labelledBy="open-class-heading">
      <Title order={2} id="open-class-heading" mb="sm">
        Open a class
      </Title>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <IdFields
            fields={FIELDS}
            values={room}
            onChange={(name, value) => {
              setRoom({ ...room, [name]: value });
            }}
            faults={checked ? faults : null}
            missing="Needed to find the class"
          />
          <TextInput
            label="Address of the video, if you like"
            description="Then you can jump to a moment, and invite students with one link"
            type="url"
            value={src}
            onChange={(event) => {
              setSrc(event.currentTarget.value);
            }}
            error={
              checked && !isAddress
                ? 'Not a web address. It starts with https://, or with / for this site.'
                : null
            }
            autoComplete="off"
          />
          <Button type="submit" style={{ alignSelf: 'flex-start' }}>
            Open the class
          </Button>
        </Stack>
      </form>
    </Surface>
  );
}
