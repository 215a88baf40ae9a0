import { FileInput, Radio, Stack, Switch, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Surface } from '../components/surface.tsx';

export type CameraKind = 'webcam' | 'recording';

interface CameraChoiceProps {
  readonly kind: CameraKind;
  readonly onKind: (kind: CameraKind) => void;
  readonly recording: File | null;
  readonly onRecording: (file: File | null) => void;
  readonly recordingMissing: boolean;
  readonly keepFrames: boolean;
  readonly onKeepFrames: (keep: boolean) => void;
  readonly keepProfile: boolean;
  readonly onKeepProfile: (keep: boolean) => void;
  readonly learn: boolean;
  readonly onLearn: (learn: boolean) => void;
}

export function CameraChoice(props: CameraChoiceProps): ReactNode {
  return (
    <Surface labelledBy="camera-heading" mt="lg">
      <Stack gap="md">
        <Title order={2} id="camera-heading">
          Your camera
        </Title>
        <Radio.Group
          aria-labelledby="camera-heading"
          value={props.kind}
          onChange={(kind) => {
            props.onKind(kind === 'recording' ? 'recording' : 'webcam');
          }}
        >
          <Stack gap="xs">
            <Radio value="webcam" label="My webcam" description="The browser asks you once more" />
            <Radio
              value="recording"
              label="A recording as the camera"
              description="Any video file with a face in it; it is played as if it were the webcam"
            />
          </Stack>
        </Radio.Group>
        {props.kind === 'recording' && (
          <FileInput
            label="Recording"
            placeholder="Choose a video"
            accept="video/*"
            value={props.recording}
            onChange={props.onRecording}
            error={props.recordingMissing ? 'Choose the video to play as the camera' : null}
            maw="26rem"
          />
        )}
        <Switch
          checked={props.keepFrames}
          onChange={(event) => {
            props.onKeepFrames(event.currentTarget.checked);
          }}
          label="Keep one picture a second on this device"
          description="Off unless you switch it on. Kept with the session in this browser, and deleted with it."
        />
        {props.kind === 'webcam' && (
          <Switch
            checked={props.learn}
            onChange={(event) => {
              props.onLearn(event.currentTarget.checked);
            }}
            label="Ask me now and then whether I was distracted"
            description="Off unless you switch it on. At most three small questions an hour, at calm moments; let them go by as you like. From your answers this device learns a model of your own, and uses it only where it is clearly better. Answers and model stay here; have them forgotten at any time under Sessions. Your choice is remembered on this device."
          />
        )}
        {props.kind === 'webcam' && (
          <Switch
            checked={props.keepProfile}
            onChange={(event) => {
              props.onKeepProfile(event.currentTarget.checked);
            }}
            label="Remember me on this device"
            description="Off unless you switch it on. Keeps numbers, no picture: how your face rests, and your gaze calibration if you make one. For you and this camera; have it forgotten at any time under Sessions."
          />
        )}
      </Stack>
    </Surface>
  );
}
