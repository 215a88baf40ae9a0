import { useState, type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { LectureForm } from './lecture-form.tsx';
import { parseLectureLink } from './lecture-link.ts';
import { LectureRoom } from './lecture-room.tsx';
import type { OpenLecture } from './open-lecture.ts';

/** The form where the address says too little, else the lecture. */
export function LecturePage(): ReactNode {
  const search = useSearch();
  const [fromFile, setFromFile] = useState<{ search: string; lecture: OpenLecture } | null>(null);
  const link = parseLectureLink(search, document.baseURI);

  if (fromFile !== null && fromFile.search === search) {
    return <LectureRoom lecture={fromFile.lecture} />;
  }
  if (!link.complete) {
    return (
      <LectureForm
        key={search}
        link={link}
        onOpenFile={(identity, file) => {
          setFromFile({
            search,
            lecture: {
              identity,
              source: { kind: 'file', file },
              captions: null,
              prefersRecording: false,
              joinCode: link.joinCode,
            },
          });
        }}
      />
    );
  }
  return (
    <LectureRoom
      key={search}
      lecture={{
        identity: link.identity,
        source: { kind: 'url', url: link.src },
        captions: link.captions,
        prefersRecording: link.prefersRecording,
        joinCode: link.joinCode,
      }}
    />
  );
}
