import * as v from 'valibot';
import { CAMERA_MODES, type CameraMode } from './modes.ts';

/** `heed.config.json`: what whoever runs this site offers. The page never loosens it. */
export interface Deployment {
  /** Camera modes on offer, in the order of CAMERA_MODES; may be none. */
  readonly modes: readonly CameraMode[];
  /** Origins besides our own that lectures may be loaded from. */
  readonly mediaOrigins: readonly string[];
  /** Origins that may show this page in a frame. */
  readonly embedOrigins: readonly string[];
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
export const CLOSED_DEPLOYMENT: Deployment = { modes: [], mediaOrigins: [], embedOrigins: [] };

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
  },
  (issue) =>
    issue.expected === 'never'
      ? 'there is no such setting; known are version, modes, mediaOrigins, embedOrigins'
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
  const { modes, mediaOrigins, embedOrigins } = result.output;
  return {
    kind: 'read',
    deployment: {
      modes: CAMERA_MODES.filter((mode) => modes.includes(mode)),
      mediaOrigins: [...new Set(mediaOrigins)],
      embedOrigins: [...new Set(embedOrigins)],
    },
  };
}

const refused = (what: string): DeploymentReading => ({
  kind: 'refused',
  deployment: CLOSED_DEPLOYMENT,
  problem: `heed.config.json cannot be used: ${what}. Until it is mended, only the way without a camera is offered.`,
});
