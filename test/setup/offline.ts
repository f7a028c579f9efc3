import { configureGlobal } from 'fast-check';
import { Socket } from 'node:net';

// A failure must come again: CULPRIT_SEED tries other cases.
configureGlobal({ seed: Number(process.env['CULPRIT_SEED'] ?? 403) });

// Tests never leave this machine, and never use the credentials of whoever runs them.
const loopback = new Set(['localhost', '127.0.0.1', '::1']);
const unguarded = Symbol.for('culprit.connect');
type Connect = (this: unknown, ...all: unknown[]) => Socket;
const sockets = Socket.prototype as unknown as { connect: Connect; [unguarded]?: Connect };
// The sockets are those of the whole process: a guard around the guard of the test file before would keep that file alive.
const connect = (sockets[unguarded] ??= sockets.connect);

sockets.connect = function (...all: unknown[]): Socket {
  const host = hostOf(all);
  if (host !== undefined && !loopback.has(host) && !host.endsWith('.localhost')) {
    throw new Error(`a test tried to connect to \`${host}\`: tests run offline`);
  }
  return connect.apply(this, all);
};

process.env.AWS_EC2_METADATA_DISABLED = 'true';
process.env.AWS_CONFIG_FILE = '/dev/null';
process.env.AWS_SHARED_CREDENTIALS_FILE = '/dev/null';
// What the SDK assumes anyway: each new client looks for it, at last in files, which takes longer than most of its calls.
Object.assign(process.env, {
  AWS_AUTH_SCHEME_PREFERENCE: '',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
  AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_SUPPORTED',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_SUPPORTED',
  AWS_S3_DISABLE_EXPRESS_SESSION_AUTH: 'false',
  AWS_S3_USE_ARN_REGION: 'false',
  AWS_SDK_UA_APP_ID: '',
  AWS_USE_DUALSTACK_ENDPOINT: 'false',
  AWS_USE_FIPS_ENDPOINT: 'false',
});
for (const name of [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ENDPOINT_URL',
]) {
  delete process.env[name];
}

/** The host asked for; undefined for a pipe and for the default, which is localhost. */
function hostOf(all: unknown[]): string | undefined {
  const [first, second] = Array.isArray(all[0]) ? (all[0] as unknown[]) : all;
  if (typeof first === 'object' && first !== null) return (first as { host?: string }).host;
  return typeof first === 'number' && typeof second === 'string' ? second : undefined;
}
