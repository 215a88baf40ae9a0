import type { EngagementStatus, StatusReason } from '#core/engagement/reading.ts';
import type { AbstentionReason, AttentionLevel, LearningState } from '#core/models/prediction.ts';
import type { EventType, SessionEnd, SessionMode } from '#core/sessions/records.ts';

export const STATUS_WORDS: Record<EngagementStatus, string> = {
  engaged: 'Engaged',
  partially_engaged: 'Partly engaged',
  disengaged: 'Not engaged',
  not_detected: 'No reading',
};

/** What lowers the score, or why there is none; with what helps, where something does. */
export const REASON_WORDS: Record<StatusReason, string> = {
  looking_away: 'Looking away from the screen',
  head_turned: 'Head turned aside',
  head_down: 'Head down',
  eyes_closed: 'Eyes closed',
  drowsy: 'Eyes are closing often. A short break may help.',
  no_face: 'Can’t see your face. Move into view.',
  tab_hidden: 'Nothing is read while this tab is hidden',
  paused: 'Paused. The camera is not being read.',
  camera_lost: 'The camera stopped. Reading goes on when it’s back.',
  landmarker_unavailable: 'The face reader is starting again',
  poor_view: 'Can’t see your face well. More light or a straighter view helps.',
  starting: 'Getting a first look',
  too_dark: 'Can’t tell: it’s too dark',
  too_bright: 'Can’t tell: it’s too bright',
  low_contrast: 'Can’t tell: your face hardly stands out from what is behind',
  blurred: 'Can’t tell: the picture is blurred',
  small_face: 'Can’t tell: you’re too far from the camera',
  partly_outside: 'Can’t tell: your face is partly out of view',
  turned_away: 'Can’t tell: your face is turned too far away',
  mouth_covered: 'Can’t tell: your mouth is covered',
  eyes_covered: 'Can’t tell: your eyes are covered',
  slumped: 'Sitting low in the picture',
};

export const ABSTENTION_WORDS: Record<AbstentionReason, string> = {
  warming_up: 'Needs a full second of your face first',
  gap: 'Too few pictures came from the camera just now',
  absent: 'Your face isn’t in view',
  not_chosen: 'Not part of the mode you chose',
  model_unavailable: 'The model isn’t available',
  low_confidence: 'Not sure enough to say',
  skipped: 'Still working on the moment before',
};

export const LEVEL_WORDS: Record<AttentionLevel, string> = {
  not_engaged: 'Not engaged',
  nominally_engaged: 'Somewhat engaged',
  very_engaged: 'Very engaged',
};

export const STATE_WORDS: Record<LearningState, string> = {
  boredom: 'Boredom',
  engagement: 'Engagement',
  confusion: 'Confusion',
  frustration: 'Frustration',
};

export const MODE_WORDS: Record<SessionMode, string> = {
  attention: 'Attention',
  learning_states: 'Learning states',
  events_only: 'Without a camera',
};

/** How a session ended, for the list and its page. */
export const END_WORDS: Record<SessionEnd, string> = {
  stopped: 'Stopped by you',
  lecture_ended: 'Lecture played to its end',
  page_closed: 'Page was closed',
  recovered: 'Recovered after the browser closed unexpectedly',
};

export const EVENT_WORDS: Record<EventType, string> = {
  session_start: 'Session started',
  session_end: 'Session ended',
  lecture_start: 'Lecture started',
  lecture_pause: 'Lecture paused',
  lecture_resume: 'Lecture resumed',
  lecture_seek: 'Jumped in the lecture',
  lecture_rate: 'Playback speed changed',
  lecture_end: 'Lecture ended',
  tab_hidden: 'Tab hidden',
  tab_visible: 'Tab visible again',
  mouse_click: 'Mouse clicks',
  mouse_move: 'Mouse movements',
  keyboard_press: 'Key presses',
  monitor_pause: 'Monitor paused',
  monitor_resume: 'Monitor resumed',
  camera_lost: 'Camera lost',
  camera_back: 'Camera back',
  blink: 'Blink',
  eyes_closed: 'Eyes closed for longer',
  head_turn: 'Head turned',
  nod: 'Nodding',
  smile: 'Smile',
  yawn: 'Yawn',
  looking_away: 'Looking away',
  left: 'Out of view',
  second_person: 'Another person in view',
  hand_raised: 'Hand raised',
  hand_on_face: 'Hand on the face',
  person_changed: 'Another person or camera took over',
  calibrated: 'Gaze calibrated',
};
