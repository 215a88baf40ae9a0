import { Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { KeptPicture, OpenLabels } from '#stores/lab/labels-store.ts';
import { useLab } from '../lab-context.ts';
import { momentWords } from './label-words.ts';
import classes from './kept-picture-row.module.css';

/** Pictures near the cursor, where the student let some be kept. */
export function KeptPictureRow({ opened }: { readonly opened: OpenLabels }): ReactNode {
  const { actions } = useLab();
  const { view, labelling, pictures } = opened;
  if (view.kind === 'file') return null;
  if (pictures.all.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="md">
        No pictures were kept of this session, so there are curves alone to go by.
      </Text>
    );
  }
  return (
    <section aria-label="Pictures near the cursor">
      <Text size="sm" c="dimmed" mt="md" mb="xs">
        Pictures near the cursor, of {pictures.all.length.toLocaleString('en-GB')} that were kept
      </Text>
      <ul className={classes['row']}>
        {pictures.near.map((picture) => (
          <li key={picture.at}>
            <button
              type="button"
              className={classes['picture']}
              onClick={() => {
                actions.label({ kind: 'place', at: picture.at });
              }}
            >
              <Picture picture={picture} />
              {momentWords(labelling.frames, picture.at)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ picture }: { readonly picture: KeptPicture }): ReactNode {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([picture.jpeg.slice()], { type: 'image/jpeg' }));
    if (image.current !== null) image.current.src = made;
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [picture]);
  return <img ref={image} alt="" />;
}
