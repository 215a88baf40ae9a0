import { Anchor, Button, FileInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { identityFaults, isIdentity } from '#core/sessions/identity.ts';
import type { SessionIdentity } from '#core/sessions/records.ts';
import { IdFields, type IdField } from '../components/id-fields.tsx';
import { Page } from '../components/page.tsx';
import { Surface } from '../components/surface.tsx';
import { DEMO_LINK, lectureAddressFault, lectureLink, type LectureLink } from './lecture-link.ts';

const FIELDS: readonly IdField<keyof SessionIdentity>[] = [
  { name: 'studentId', label: 'Student', hint: 'Such as s1204' },
  { name: 'lectureId', label: 'Lecture', hint: 'Such as week-3' },
  { name: 'courseId', label: 'Course', hint: 'Such as bio-101' },
];

interface LectureFormProps {
  /** What the address gave already. */
  readonly link: LectureLink;
  readonly onOpenFile: (identity: SessionIdentity, file: File) => void;
}

export function LectureForm({ link, onOpenFile }: LectureFormProps): ReactNode {
  const [, navigate] = useLocation();
  const [identity, setIdentity] = useState(link.identity);
  const [kind, setKind] = useState<'url' | 'file'>('url');
  const [src, setSrc] = useState(link.src);
  const [file, setFile] = useState<File | null>(null);
  const cameByLink = Object.values(link.identity).some((id) => id !== '') || link.src !== '';
  const [checked, setChecked] = useState(cameByLink);

  const faults = identityFaults(identity);
  const srcFault = lectureAddressFault(src, document.baseURI);
  const srcError =
    srcFault === 'missing'
      ? 'Where is the lecture?'
      : srcFault === 'not_an_address'
        ? 'Not a web address. It starts with https://, or with / for this site.'
        : null;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (!isIdentity(identity)) return;
    if (kind === 'file' && file !== null) onOpenFile(identity, file);
    if (kind === 'url' && srcFault === null) {
      navigate(lectureLink({ identity, src, joinCode: link.joinCode }));
    }
  };

  return (
    <Page
      title="Open a lecture"
      width="reading"
      lead={
        <>
          Say whose session this is and where the video is. You are asked before anything is read.
          Nothing at hand?{' '}
          <Anchor component={Link} href={DEMO_LINK} inherit>
            Watch the demo lecture.
          </Anchor>
        </>
      }
    >
      <Surface>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            {cameByLink && (
              <Text>The link that brought you here leaves something out. Please complete it.</Text>
            )}
            <IdFields
              fields={FIELDS}
              values={identity}
              onChange={(name, value) => {
                setIdentity({ ...identity, [name]: value });
              }}
              faults={checked ? faults : null}
              missing="Needed to name the session"
            />
            <SegmentedControl
              aria-label="Where the lecture is"
              value={kind}
              onChange={setKind}
              data={[
                { value: 'url', label: 'On the web' },
                { value: 'file', label: 'A file on this device' },
              ]}
              style={{ alignSelf: 'flex-start' }}
            />
            {kind === 'url' ? (
              <TextInput
                label="Address of the video"
                description="An MP4 or WebM file, or a stream that ends in .m3u8"
                type="url"
                value={src}
                onChange={(event) => {
                  setSrc(event.currentTarget.value);
                }}
                error={checked ? srcError : null}
                required
                withAsterisk={false}
              />
            ) : (
              <FileInput
                label="Video file"
                description="It is played from your disk and uploaded nowhere"
                placeholder="Choose a video"
                accept="video/*"
                value={file}
                onChange={setFile}
                error={checked && file === null ? 'Choose a video file' : null}
              />
            )}
            <Button type="submit" style={{ alignSelf: 'flex-start' }}>
              Go on to the lecture
            </Button>
          </Stack>
        </form>
      </Surface>
    </Page>
  );
}
