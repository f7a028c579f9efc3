import { createHmac } from 'node:crypto';
import type { Attempt, Channel, Outcome } from '../../src/delivery/channels/channel';
import { eventBridgeChannel } from '../../src/delivery/channels/eventbridge';
import { retryAfterOf } from '../../src/delivery/channels/post';
import { slackChannel } from '../../src/delivery/channels/slack';
import { snsChannel } from '../../src/delivery/channels/sns';
import { subjectOf } from '../../src/delivery/channels/subject';
import { webhookChannel } from '../../src/delivery/channels/webhook';
import type { Notice } from '../../src/incident/notices/types';
import { noticeSchema } from '../../src/report/notice/data';
import type { Message } from '../../src/report/notice/message';
import { toMessage } from '../../src/report/notice/to-message';
import { hostile, story } from '../setup/reports';
import { useLocalEndpoint } from '../setup/local-endpoint';
import { localServer, type Received, type Reply } from '../setup/server';

const endpoint = useLocalEndpoint();

const opened: Notice = {
  is: 'opened',
  id: 'i1#run-1#opened',
  at: 0,
  run: 'run-1',
  headline: story.card.headline,
  lines: story.card.lines,
};
const message = toMessage(opened, { report: story, evidence: 's3://evidence/runs/run-1/' });
const first: Attempt = { repeated: false };
const topicArn = 'arn:aws:sns:us-east-1:111122223333:t';
/** What comes, comes in time on a busy machine too; what does not is not waited for. */
const timeoutOf = ({ silent, late = 0 }: Reply): number => (silent === true || late > 250 ? 250 : 10_000);
const timeout = 10_000;

/** Secrets are remembered, so each test has one of its own. */
let count = 0;
const freshSecret = () => `secret-${(count += 1)}`;
const json = (body: object, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});
const isSecret = ({ headers }: Received) => String(headers['x-amz-target']).startsWith('secretsmanager');

interface Tried {
  readonly outcome: Outcome;
  /** What the channel itself was sent; secrets left out. */
  readonly sent: readonly Received[];
}

async function tryOnce(channel: Channel, reply: Reply, secret = '', attempt = first, given = message): Promise<Tried> {
  const from = endpoint.server.received.length;
  endpoint.answer = (request) => (isSecret(request) ? json({ SecretString: secret }) : reply);
  const outcome = await channel.send(given, attempt);
  return { outcome, sent: endpoint.server.received.slice(from).filter((request) => !isSecret(request)) };
}

const hook = () => `${endpoint.server.origin}/services/T/B/word`;
const channels = {
  webhookOfSlack: (reply: Reply) =>
    tryOnce(
      slackChannel({
        id: 'slack',
        secretId: freshSecret(),
        origins: [endpoint.server.origin],
        timeout: timeoutOf(reply),
      }),
      reply,
      hook(),
    ),
  botOfSlack: (reply: Reply, attempt = first, given = message) =>
    tryOnce(
      slackChannel({
        id: 'slack',
        secretId: freshSecret(),
        api: `${endpoint.server.origin}/api`,
        timeout: timeoutOf(reply),
      }),
      reply,
      JSON.stringify({ token: 'xoxb-word', channel: 'C1' }),
      attempt,
      given,
    ),
  signedWebhook: (reply: Reply) =>
    tryOnce(
      webhookChannel({ id: 'webhook', secretId: freshSecret(), protocols: ['http:'], timeout: timeoutOf(reply) }),
      reply,
      JSON.stringify({ url: `${endpoint.server.origin}/hook/word`, key: 'word' }),
    ),
};
const botSays = (body: object): Reply => ({ body: JSON.stringify(body) });

const ok: Reply = { body: JSON.stringify({ ok: true, channel: 'C1', ts: '1.2' }) };

describe.each(Object.entries(channels))('%s', (_, send) => {
  test.each<readonly [string, Reply, Partial<Outcome>]>([
    ['takes it', ok, { is: 'sent' }],
    ['answers late, and in time', { ...ok, late: 60 }, { is: 'sent' }],
    ['is slower than we wait', { ...ok, late: 600 }, { is: 'in-doubt' }],
    ['is silent', { silent: true }, { is: 'in-doubt' }],
    ['limits the rate', { status: 429, headers: { 'retry-after': '30' } }, { is: 'not-sent', retryAfter: 30_000 }],
    ['fails', { status: 500 }, { is: 'not-sent' }],
    ['is away', { status: 503, headers: { 'retry-after': '5' } }, { is: 'not-sent', retryAfter: 5000 }],
    ['stands behind something that gave up', { status: 504 }, { is: 'in-doubt' }],
    ['refuses it', { status: 400, body: 'invalid_blocks' }, { is: 'refused', why: 'answered 400 `invalid_blocks`' }],
    ['redirects', { status: 302, headers: { location: 'https://evil.example/' } }, { is: 'broken' }],
    ['is gone', { status: 404, body: 'no_service' }, { is: 'broken', why: 'answered 404 `no_service`' }],
    ['is gone for ever', { status: 410 }, { is: 'broken' }],
    ['forbids it', { status: 403, body: 'invalid_token' }, { is: 'broken' }],
  ])('that %s is sent it once', async (__, reply, expected) => {
    const { outcome, sent } = await send(reply);
    expect(outcome).toMatchObject(expected);
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(outcome)).not.toContain('/word');
  });
});

describe('asked whether it is alive, without a message', () => {
  const ask = async (channel: Channel, secret: string, reply: Reply) => {
    const from = endpoint.server.received.length;
    endpoint.answer = (request) => (isSecret(request) ? json({ SecretString: secret }) : reply);
    const life = await channel.alive();
    const sent = endpoint.server.received.slice(from).filter((request) => !isSecret(request));
    return { life, sent };
  };
  const webhook = (reply: Reply) =>
    slackChannel({ id: 's', secretId: freshSecret(), origins: [endpoint.server.origin], timeout: timeoutOf(reply) });
  const bot = () => slackChannel({ id: 's', secretId: freshSecret(), api: `${endpoint.server.origin}/api`, timeout });
  const signed = () => webhookChannel({ id: 'w', secretId: freshSecret(), protocols: ['http:'], timeout });
  const token = JSON.stringify({ token: 'xoxb-word', channel: 'C1' });
  const address = () => JSON.stringify({ url: `${endpoint.server.origin}/hook/word`, key: 'word' });

  test.each<readonly [string, (reply: Reply) => Channel, () => string, Reply, object]>([
    ['a webhook of Slack', webhook, hook, { status: 400, body: 'no_text' }, { is: 'alive' }],
    ['one that is revoked', webhook, hook, { status: 404, body: 'no_service' }, { is: 'dead' }],
    ['one whose token is wrong', webhook, hook, { status: 403, body: 'invalid_token' }, { is: 'dead' }],
    ['one of a channel that is archived', webhook, hook, { status: 410 }, { is: 'dead' }],
    ['one that limits the rate', webhook, hook, { status: 429 }, { is: 'not-known' }],
    ['one that is silent', webhook, hook, { silent: true }, { is: 'not-known' }],
    ['one that points elsewhere', webhook, () => 'https://evil.example/word', {}, { is: 'dead' }],
    ['a bot', bot, () => token, botSays({ ok: true }), { is: 'alive' }],
    ['a bot whose token is revoked', bot, () => token, botSays({ ok: false, error: 'token_revoked' }), { is: 'dead' }],
    ['a bot that limits the rate', bot, () => token, botSays({ ok: false, error: 'ratelimited' }), { is: 'not-known' }],
    ['a signed webhook', signed, address, { status: 405 }, { is: 'alive' }],
    ['one that is gone', signed, address, { status: 410 }, { is: 'dead' }],
    ['one without a key', signed, () => '{"url":"http://a.example/"}', {}, { is: 'dead' }],
  ])('%s', async (_, channel, secret, reply, expected) => {
    const { life, sent } = await ask(channel(reply), secret(), reply);
    expect(life).toMatchObject(expected);
    expect(JSON.stringify(life)).not.toContain('/word');
    // Nothing of what goes out could be shown to anybody.
    for (const { method, path, body } of sent) {
      expect([`POST ${path} {}`, `HEAD ${path} `]).toContain(`${method} ${path} ${body}`);
      if (method === 'POST') expect(path).toMatch(/\/services\/T\/B\/word$|\/auth\.test$/);
    }
  });

  test('topics and buses have no answer for that', async () => {
    const all = [snsChannel({ id: 's', topicArn, form: 'text' }), eventBridgeChannel({ id: 'e', bus: 'b' })];
    for (const channel of all) expect(await channel.alive()).toEqual({ is: 'not-known' });
  });
});

test('nobody who is not there is sent anything', async () => {
  const gone = await localServer(() => ({}));
  await gone.close();
  const channel = slackChannel({ id: 'slack', secretId: freshSecret(), origins: [gone.origin], timeout });
  const { outcome } = await tryOnce(channel, {}, `${gone.origin}/services/word`);
  expect(outcome).toEqual({ is: 'not-sent', why: 'not reached (ECONNREFUSED)' });
});

describe('Slack', () => {
  const sendTo = (secret: string) =>
    tryOnce(slackChannel({ id: 'slack', secretId: freshSecret(), timeout }), ok, secret);

  test.each([
    ['an address elsewhere', 'https://evil.example/services/T/B/word', /point to https:\/\/hooks\.slack\.com/],
    ['an address that only begins alike', 'https://hooks.slack.com.evil.example/services/word', /does not point to/],
    ['an address in another scheme', 'http://hooks.slack.com/services/T/B/word', /does not point to/],
    ['an address with other credentials', 'https://hooks.slack.com@evil.example/services/word', /does not point to/],
    ['no address', 'hello', /holds neither/],
    ['JSON without an address', '{"token":"word"}', /holds neither/],
    ['broken JSON', '{"url":"https://hooks.slack.com/services/word', /holds neither/],
  ])('is not asked when the secret holds %s', async (_, secret, why) => {
    const { outcome, sent } = await sendTo(secret);
    expect(outcome).toEqual({ is: 'broken', why: expect.stringMatching(why) });
    expect(JSON.stringify(outcome)).not.toContain('word');
    expect(sent).toEqual([]);
  });

  test('is broken without its secret', async () => {
    const channel = slackChannel({ id: 'slack', secretId: freshSecret(), timeout });
    endpoint.answer = () => json({ __type: 'ResourceNotFoundException', message: '' }, 400);
    await expect(channel.send(message, first)).resolves.toMatchObject({ is: 'broken' });
  });

  test('gets the card first, and what is sent again says so', async () => {
    const channel = slackChannel({ id: 'slack', secretId: freshSecret(), origins: [endpoint.server.origin], timeout });
    const once = await tryOnce(channel, ok, hook());
    const again = await tryOnce(channel, ok, hook(), { repeated: true });
    expect(once.sent[0]?.body).not.toContain('Sent again');
    expect(again.sent[0]?.body).toContain('Sent again');
    expect(JSON.parse(once.sent[0]?.body ?? '')).toMatchObject({ unfurl_links: false, blocks: message.slack.blocks });
  });
});

describe('a bot of Slack', () => {
  const numbers = { ...message, kind: 'numbers' } as const satisfies Message;
  const closed = { ...message, kind: 'closed' } as const satisfies Message;

  test.each<readonly [string, Attempt, Message, string, object]>([
    ['posts', first, message, '/api/chat.postMessage', { channel: 'C1' }],
    [
      'updates its message',
      { repeated: false, first: 'C9 1.2' },
      numbers,
      '/api/chat.update',
      { channel: 'C9', ts: '1.2' },
    ],
    [
      'answers in the thread, and shows the end to all',
      { repeated: false, first: 'C9 1.2' },
      closed,
      '/api/chat.postMessage',
      { channel: 'C9', thread_ts: '1.2', reply_broadcast: true },
    ],
  ])('%s', async (_, attempt, given, path, body) => {
    const { outcome, sent } = await channels.botOfSlack(ok, attempt, given);
    expect(outcome).toEqual({ is: 'sent', ref: 'C1 1.2' });
    expect(sent.map((request) => request.path)).toEqual([path]);
    expect(sent[0]?.headers.authorization).toBe('Bearer xoxb-word');
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject(body);
  });

  test('that does not know whether it posted looks first', async () => {
    const found = { ts: '7.7', metadata: { event_payload: { id: message.id } } };
    const { outcome, sent } = await channels.botOfSlack(botSays({ ok: true, messages: [found] }), { repeated: true });
    expect(outcome).toEqual({ is: 'sent', ref: 'C1 7.7' });
    expect(sent.map(({ path }) => path)).toEqual(['/api/conversations.history']);
  });

  test('that finds nothing posts', async () => {
    const { sent } = await channels.botOfSlack(botSays({ ok: true, messages: [{ ts: '7.7' }] }), { repeated: true });
    expect(sent.map(({ path }) => path)).toEqual(['/api/conversations.history', '/api/chat.postMessage']);
  });

  test.each([
    ['ratelimited', 'not-sent'],
    ['internal_error', 'not-sent'],
    ['invalid_blocks', 'refused'],
    ['channel_not_found', 'broken'],
    ['invalid_auth', 'broken'],
    ['token_revoked', 'broken'],
  ])('that is answered `%s`: %s', async (error, is) => {
    expect((await channels.botOfSlack(botSays({ ok: false, error }))).outcome).toEqual({
      is,
      why: `Slack answered \`${error}\``,
    });
  });
});

describe('a signed webhook', () => {
  test('can be checked by whoever has the key, in both ways', async () => {
    const { sent } = await channels.signedWebhook(ok);
    const { headers, body } = sent[0]!;
    const sign = (text: string) => createHmac('sha256', 'word').update(text).digest('base64');
    expect(headers['webhook-id']).toBe(message.id);
    expect(headers['webhook-signature']).toBe(
      `v1,${sign(`${message.id}.${String(headers['webhook-timestamp'])}.${body}`)}`,
    );
    expect(headers['x-amzn-event-signature']).toBe(sign(`${String(headers['x-amzn-event-timestamp'])}:${body}`));
    expect(JSON.parse(body)).toMatchObject({ eventType: 'incident', action: 'created', report: { schemaVersion: 1 } });
  });

  test.each(['{}', 'hello', '{"url":"http://plain.example/","key":"word"}', '{"url":"https://a.example/"}'])(
    'is broken with the secret %s',
    async (secret) => {
      const { outcome, sent } = await tryOnce(webhookChannel({ id: 'w', secretId: freshSecret() }), ok, secret);
      expect(outcome).toMatchObject({ is: 'broken' });
      expect(sent).toEqual([]);
    },
  );
});

const xml = (body: string, status = 200): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
const published = xml('<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>');
const snsError = (code: string, status: number) =>
  xml(`<ErrorResponse><Error><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`, status);

test('what machines get is as the published schema says', () => {
  expect(() => noticeSchema.parse(message.data)).not.toThrow();
});

describe('SNS', () => {
  const text = snsChannel({ id: 'sns', topicArn, form: 'text' });

  test('keeps what a headline is written with in its subject', () => {
    expect(subjectOf('Fixed: SCP guard… › Deny’s: ключ')).toBe("Fixed: SCP guard... > Deny's: ????");
  });

  test.each([
    [
      '[Culprit] Back again: role-of-the-nightly… cannot read my-bucket/…orders/2026/11/24.csv (12 times since 02:13Z)',
      '[Culprit] Back again: role-of-the-night... cannot read my-bu...26/11/24.csv (12 times since 02:13Z)',
    ],
    [
      '[Culprit] SCP require-data-classification-of-all-ke… › DenyKeysWithoutData… denies 38 callers since 02:13Z',
      '[Culprit] SCP require-data-classification... > DenyKeysWithoutData... denies 38 callers since 02:13Z',
    ],
    [
      `[Culprit] SCP a-${'r'.repeat(50)}-mine › and-a-${'s'.repeat(49)}-end denies 38 callers since 02:13Z`,
      `[Culprit] SCP a-${'r'.repeat(9)}...${'r'.repeat(7)}-mine > and-a-${'s'.repeat(5)}...${'s'.repeat(8)}-end denies 38 callers since 02:13Z`,
    ],
    [`[Culprit] ${'b'.repeat(120)} since 02:13Z`, `[Culprit] ${'b'.repeat(37)}...${'b'.repeat(37)} since 02:13Z`],
  ])('leaves out the middle of names in a subject, and keeps the time: %s', (long, subject) => {
    expect(subjectOf(long)).toBe(subject);
    expect(subject.length).toBeLessThanOrEqual(100);
  });

  test('says in a subject since when, however long the names are', () => {
    const title = {
      is: 'headline',
      text: `\`role-${'r'.repeat(30)}\` cannot read \`bucket-${'b'.repeat(60)}/orders/24.csv\``,
    } as const;
    const one = { count: 1, exact: true };
    const incident = { id: 'i1', title, denials: 4120, callers: one, buckets: one, since: 8e6, last: 9e6 };
    const { subject } = toMessage({ ...opened, is: 'reopened', incident });
    expect(subjectOf(subject)).toMatch(
      /^\[Culprit\] Back again: role-r+\.\.\. cannot read .*24\.csv \(4,120 times since 02:13Z\)$/,
    );
  });

  test('gets the report as text, under a subject that it accepts', async () => {
    const { outcome, sent } = await tryOnce(text, published);
    expect(outcome).toEqual({ is: 'sent', ref: 'm-1' });
    const form = new URLSearchParams(sent[0]?.body);
    expect(form.get('Subject')).toMatch(/^\[Culprit\] [\x20-\x7e]{1,90}$/);
    expect(form.get('Message')).toContain('DataPerimeter');
  });

  test('gets a custom notification for Amazon Q Developer in chat applications', async () => {
    const { sent } = await tryOnce(snsChannel({ id: 'chat', topicArn, form: 'chat' }), published);
    const form = JSON.parse(new URLSearchParams(sent[0]?.body).get('Message') ?? '') as object;
    expect(form).toMatchObject({
      version: '1.0',
      source: 'custom',
      id: message.id,
      content: { textType: 'client-markdown', title: expect.any(String), description: expect.stringContaining('*') },
      metadata: { threadId: message.thread, eventType: 'opened' },
    });
  });

  test.each([
    ['Throttling', 400, 'not-sent'],
    ['KMSThrottling', 400, 'not-sent'],
    ['InternalError', 500, 'not-sent'],
    ['InvalidParameter', 400, 'refused'],
    ['NotFound', 404, 'broken'],
    ['AuthorizationError', 403, 'broken'],
    ['KMSDisabled', 400, 'broken'],
  ])('that answers %s is asked once: %s %s', async (code, status, is) => {
    const { outcome, sent } = await tryOnce(text, snsError(code, status));
    expect(outcome.is).toBe(is);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['odd', 'é\n\u0000'.repeat(80)],
    ['empty', ''],
    ['long', 'x'.repeat(500)],
  ])('never refuses the subject of a report whose names are %s', (_, value) => {
    expect(subjectOf(toMessage(opened, { report: hostile(value) }).subject)).toMatch(/^[\x20-\x7e]{1,100}$/);
  });

  test('gets at most 256 KB', async () => {
    const long = hostile('\u{1f512}'.repeat(400));
    const report = { ...long, findings: Array.from({ length: 2000 }, () => long.findings[0]!) };
    const { sent } = await tryOnce(text, published, '', first, toMessage(opened, { report }));
    expect(Buffer.byteLength(new URLSearchParams(sent[0]?.body).get('Message') ?? '')).toBeLessThanOrEqual(262_144);
  });
});

describe('EventBridge', () => {
  const bus = eventBridgeChannel({ id: 'eventbridge', bus: 'default' });
  const put = json({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });

  test('gets the whole report from source `culprit`', async () => {
    const { outcome, sent } = await tryOnce(bus, put);
    expect(outcome).toEqual({ is: 'sent', ref: 'e-1' });
    const { Entries } = JSON.parse(sent[0]?.body ?? '') as {
      readonly Entries: readonly Readonly<Record<string, string>>[];
    };
    expect(Entries).toMatchObject([
      { Source: 'culprit', DetailType: 'Culprit Incident Opened', EventBusName: 'default' },
    ]);
    expect(JSON.parse(Entries[0]?.['Detail'] ?? '')).toEqual(message.data);
  });

  test('gets what is too long without the report, and where that lies', async () => {
    const report = { ...story, findings: Array.from({ length: 2000 }, () => story.findings[0]!) };
    const { sent } = await tryOnce(bus, put, '', first, toMessage(opened, { report, evidence: 's3://e/r/' }));
    const [{ Detail = '' } = {}] = (
      JSON.parse(sent[0]?.body ?? '') as { readonly Entries: readonly { readonly Detail?: string }[] }
    ).Entries;
    expect(JSON.parse(Detail)).toMatchObject({ isShortened: true, evidence: 's3://e/r/' });
    expect(Detail.length).toBeLessThan(250_000);
  });

  test('that does not take the entry has not been sent it', async () => {
    const failed = json({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] });
    expect((await tryOnce(bus, failed)).outcome).toEqual({ is: 'not-sent', why: 'Throttling' });
  });
});

test.each([
  [null, undefined],
  ['120', 120_000],
  ['0', 0],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', undefined],
])('Retry-After %s', (header, wait) => expect(retryAfterOf(header, 10_000)).toBe(wait));
