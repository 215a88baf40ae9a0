import { Group } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { QueueFrame } from '#stores/lab/queue-store.ts';

function KeptFrame({ frame }: { readonly frame: QueueFrame }): ReactNode {
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([frame.jpeg.slice()], { type: 'image/jpeg' }));
    if (picture.current !== null) picture.current.src = made;
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [frame]);
  return (
    <img
      ref={picture}
      alt={`Picture ${frame.seconds.toFixed(1)} s after it begins`}
      height={120}
      style={{ borderRadius: 'var(--mantine-radius-sm)' }}
    />
  );
}

/** Pictures of a stretch, where the student let the session keep them. */
export function KeptFrames({ frames }: { readonly frames: readonly QueueFrame[] }): ReactNode {
  if (frames.length === 0) return null;
  return (
    <Group gap="xs" mt="sm">
      {frames.map((frame) => (
        <KeptFrame key={frame.seconds} frame={frame} />
      ))}
    </Group>
  );
}
