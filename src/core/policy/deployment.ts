import * as v from 'valibot';
import { CAMERA_MODES, type CameraMode } from './modes.ts';

/** Fewest students that a class figure may stand for; a deployer can only raise it. */
export const SMALLEST_GROUP = 5;

/** How, and whether, students may share with their class. */
export type ClassDeployment =
  | { readonly channel: 'off' }
  /** Tabs of one browser. */
  | { readonly channel: 'tabs'; readonly minimumGroup: number }
  | {
      readonly channel: 'broker';
      /** `wss://…`, or a path on this site. */
      readonly url: string;
      /** One code for the class, or a user name with password or token for each. */
      readonly login: 'join_code' | 'password';
      readonly minimumGroup: number;
    };

/** `heed.config.json`: what whoever runs this site offers. The page never loosens it. */
export interface Deployment {
  /** Camera modes on offer, in the order of CAMERA_MODES; may be none. */
  readonly modes: readonly CameraMode[];
  /** Origins besides our own that lectures may be loaded from. */
  readonly mediaOrigins: readonly string[];
  /** Origins that may show this page in a frame. */
  readonly embedOrigins: readonly string[];
  readonly class: ClassDeployment;
}

export type DeploymentReading =
  | { readonly kind: 'read'; readonly deployment: Deployment }
  | {
      /** Not readable: what is left is the way without a camera. */
      readonly kind: 'refused';
      readonly deployment: Deployment;
      /** What is wrong and what to do, for whoever runs the site. */
      readonly problem: string;
    };

/** What a deployment that cannot be read offers: no camera, no other origins. */
export const CLOSED_DEPLOYMENT: Deployment = {
  modes: [],
  mediaOrigins: [],
  embedOrigins: [],
  class: { channel: 'off' },
};

/** Nothing but an origin passes: it goes into the content security policy as it is. */
const ORIGIN =
  /^(?:https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|http:\/\/(?:localhost|127\.0\.0\.1))(?::[0-9]{1,5})?$/;

const origins = v.optional(
  v.array(
    v.pipe(
      v.string('an origin is a text such as "https://media.example.org"'),
      v.regex(
        ORIGIN,
        'an origin is https://, a host in lower case and perhaps a port, without a path, such as "https://media.example.org"',
      ),
    ),
    'this is a list of origins, such as ["https://media.example.org"]',
  ),
  [],
);

const MODE_NAMES = CAMERA_MODES.map((mode) => `"${mode}"`).join(' and ');

/** A path on this site, or a WebSocket address; unencrypted only on this very machine. */
const BROKER =
  /^(?:\/[a-z0-9/_-]*|wss:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:\/[A-Za-z0-9/_-]*)?|ws:\/\/(?:localhost|127\.0\.0\.1)(?::[0-9]{1,5})?(?:\/[A-Za-z0-9/_-]*)?)$/;

const minimumGroup = v.optional(
  v.pipe(
    v.number('this is a number of students'),
    v.integer('this is a whole number of students'),
    v.minValue(
      SMALLEST_GROUP,
      `a group has at least ${SMALLEST_GROUP} students; it can only be raised`,
    ),
    v.maxValue(1000, 'a group of over 1000 students would never be shown'),
  ),
  SMALLEST_GROUP,
);

const CLASS_WORDS =
  'this is {"channel": "off"}, {"channel": "tabs"} or {"channel": "broker", "url": "wss://…", "login": "join_code" or "password"}, each but the first perhaps with "minimumGroup"';

const classSettings = v.optional(
  v.variant(
    'channel',
    [
      v.strictObject({ channel: v.literal('off') }, CLASS_WORDS),
      v.strictObject({ channel: v.literal('tabs'), minimumGroup }, CLASS_WORDS),
      v.strictObject(
        {
          channel: v.literal('broker'),
          url: v.pipe(
            v.string('the address of the broker is a text'),
            v.regex(
              BROKER,
              'the address of a broker is wss://, a host in lower case, perhaps a port and a path, or a path on this site; ws:// only on localhost',
            ),
          ),
          login: v.picklist(['join_code', 'password'], 'the login is "join_code" or "password"'),
          minimumGroup,
        },
        CLASS_WORDS,
      ),
    ],
    CLASS_WORDS,
  ),
  { channel: 'tabs' },
);

const ONE_OBJECT = 'the file holds one object, such as {"modes": ["attention"]}';

/** Strict: a misspelt "mode" must not quietly offer everything. */
const SettingsSchema = v.strictObject(
  {
    version: v.optional(v.literal(1, 'only version 1 is known'), 1),
    modes: v.optional(
      v.array(
        v.picklist(CAMERA_MODES, `the modes are ${MODE_NAMES}`),
        `this is a list of the modes on offer, out of ${MODE_NAMES}; [] offers none`,
      ),
      [...CAMERA_MODES],
    ),
    mediaOrigins: origins,
    embedOrigins: origins,
    class: classSettings,
  },
  (issue) =>
    issue.expected === 'never'
      ? 'there is no such setting; known are version, modes, mediaOrigins, embedOrigins, class'
      : ONE_OBJECT,
);

/** An array is an object to JavaScript, and would pass for one without settings. */
const DeploymentSchema = v.pipe(
  v.unknown(),
  v.check((json) => !Array.isArray(json), ONE_OBJECT),
  SettingsSchema,
);

/** Reads the text of `heed.config.json`; null is a file that could not be fetched. Never throws. */
export function readDeployment(text: string | null): DeploymentReading {
  if (text === null) return refused('it could not be fetched');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return refused(`it is not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`);
  }
  const result = v.safeParse(DeploymentSchema, json);
  if (!result.success) {
    return refused(
      result.issues
        .map((issue) => {
          const path = v.getDotPath(issue);
          return path === null ? issue.message : `${path}: ${issue.message}`;
        })
        .join('; '),
    );
  }
  const { modes, mediaOrigins, embedOrigins, class: classDeployment } = result.output;
  return {
    kind: 'read',
    deployment: {
      modes: CAMERA_MODES.filter((mode) => modes.includes(mode)),
      mediaOrigins: [...new Set(mediaOrigins)],
      embedOrigins: [...new Set(embedOrigins)],
      class: classDeployment,
    },
  };
}

const refused = (what: string): DeploymentReading => ({
  kind: 'refused',
  deployment: CLOSED_DEPLOYMENT,
  problem: `heed.config.json cannot be used: ${what}. Until it is mended, only the way without a camera is offered.`,
});
