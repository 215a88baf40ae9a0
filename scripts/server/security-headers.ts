import type { ClassDeployment, Deployment } from '../../src/core/policy/deployment.ts';

/** What the headers let through; they keep our promises by force, not by good manners. */
export type AllowedOrigins = Pick<Deployment, 'mediaOrigins' | 'embedOrigins' | 'class'>;

type Directives = Readonly<Record<string, readonly string[]>>;

/** Used by the app: camera, what a lecture player has, and copying a link. Everything else is off. */
const OWN_FEATURES = [
  'camera',
  'autoplay',
  'clipboard-write',
  'fullscreen',
  'picture-in-picture',
] as const;
const CLOSED_FEATURES = [
  'accelerometer',
  'browsing-topics',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const;

/** A broker at a path of this site is covered by 'self', encrypted or not (CSP 3, "scheme-part matches"). */
const brokerOrigins = (deployment: ClassDeployment): readonly string[] =>
  deployment.channel === 'broker' && !deployment.url.startsWith('/')
    ? [new URL(deployment.url).origin]
    : [];

function contentSecurityPolicy(allowed: AllowedOrigins): string {
  const { mediaOrigins, embedOrigins } = allowed;
  const directives: Directives = {
    'default-src': ["'none'"],
    // wasm only: no eval, no inline script, nobody else's script.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    // A streamed lecture (hls) is fetched, so its origin has to be named here as well.
    'connect-src': ["'self'", ...mediaOrigins, ...brokerOrigins(allowed.class)],
    'media-src': ["'self'", 'blob:', ...mediaOrigins],
    'img-src': ["'self'", 'blob:', 'data:'],
    // The component library sets style attributes and one style element.
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'frame-ancestors': ["'self'", ...embedOrigins],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * Headers for every response. Scripts need the policy too: a worker obeys the policy of its own
 * script's response, not its page's (HTML Standard, "initialize worker policy container").
 */
export function securityHeaders(allowed: AllowedOrigins): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(allowed),
    'Permissions-Policy': [
      ...OWN_FEATURES.map((feature) => `${feature}=(self)`),
      ...CLOSED_FEATURES.map((feature) => `${feature}=()`),
    ].join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
