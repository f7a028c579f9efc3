import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../cli/main';
import * as cast from '../../demo/story/cast';
import { deniedEvents, said, type CloudTrailEvent } from '../../demo/story/events';
import { story, type Story } from '../../demo/story/story';
import { findVariant, variants } from '../../demo/story/variants';
import type { Certainty, Status } from '../../src/verdict/types';
import type { Report, ReportCause } from '../../src/report/contract';
import { temporaryFolder } from '../setup/temporary-folder';

const scps = 'service-control-policies';
const rcps = 'resource-control-policies';
const culprit = `${scps} require-data-classification DenyKeysWithoutDataClass[2] kms:Decrypt`;
const second = `${scps} only-classified-data OnlyKnownClasses[1] kms:Decrypt`;
const frozen = 'bucket-policy my-bucket OrdersAreFrozen[2] s3:GetObject';

interface Expectation {
  readonly status: Status;
  readonly certainty: Certainty;
  /** Layer, policy, Sid[index], action; sorted. */
  readonly causes: readonly string[];
  readonly exitCode: number;
}

/** Variants whose change is to the deployed roles are told by the whole pipeline only. */
const table: Readonly<Record<string, Expectation>> = {
  story: { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'key-tagged': { status: 'would-be-allowed-now', certainty: 'possible', causes: [], exitCode: 4 },
  'scp-at-root': { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'second-scp': { status: 'denied', certainty: 'proven', causes: [second, culprit], exitCode: 0 },
  'detached-since': { status: 'would-be-allowed-now', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'taken-back': { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'only-related': { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'bucket-policy-deny': { status: 'denied', certainty: 'proven', causes: [frozen, culprit], exitCode: 0 },
  'bare-text': { status: 'denied', certainty: 'established', causes: [culprit], exitCode: 0 },
  'text-with-arn': { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'aws-evaluation': { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'aws-evaluation-gone': { status: 'denied', certainty: 'proven', causes: [culprit], exitCode: 0 },
  'aws-evaluation-alone': {
    status: 'denied',
    certainty: 'proven',
    causes: [culprit.replace('require-data-classification', story.cast.policyId)],
    exitCode: 0,
  },
  'forged-text': { status: 'denied', certainty: 'established', causes: [culprit], exitCode: 0 },
  'organization-unreadable': {
    status: 'inconclusive',
    certainty: 'possible',
    causes: [
      unread(rcps, 'kms:Decrypt'),
      unread(rcps, 's3:GetObject'),
      unread(scps, 'kms:Decrypt'),
      unread(scps, 's3:GetObject'),
    ],
    exitCode: 4,
  },
  // Who may not list the bucket gets the same 403 for an object that is missing, and nothing else shows that it exists.
  'key-from-default': {
    status: 'inconclusive',
    certainty: 'possible',
    causes: [culprit],
    exitCode: 4,
  },
  'identity-repaired': { status: 'inconclusive', certainty: 'possible', causes: [], exitCode: 4 },
};

const { path: folder } = temporaryFolder();

describe('the story', () => {
  test.each(Object.entries(table))('%s', async (name, expected) => {
    const { report, exitCode } = await tellOnce(name);
    const { status, certainty, rootCauses, blocksNext } = report.verdict;
    const causes = [...rootCauses, ...blocksNext].map(shortly).sort();
    expect({ status, certainty, causes, exitCode }).toEqual(expected);
  });

  test('names where the policy hangs, the condition, and who attached it when', async () => {
    const { report } = await tellOnce('story');
    const [cause] = report.verdict.rootCauses;
    expect(cause).toMatchObject({
      policy: { name: cast.dataClassificationPolicyName, attachedTo: expect.stringContaining('Workloads') },
      conditions: [{ operator: 'Null', key: 'aws:ResourceTag/data-class', wanted: ['true'], seen: null }],
      resource: story.cast.untaggedKeyArn,
    });
    expect(report.changes[0]).toMatchObject({
      eventName: 'AttachPolicy',
      time: cast.attachedAt,
      actor: cast.administratorArn,
      touches: scps,
    });
  });

  test('every other layer allows, or does not apply', async () => {
    const { report } = await tellOnce('story');
    const others = report.findings.filter(
      ({ layer, authorization: { action } }) => layer !== scps || action !== 'kms:Decrypt',
    );
    const blocking = others.filter(({ outcome }) => outcome !== 'allows' && outcome !== 'not-applicable');
    // Within one account a bucket policy or key policy need not allow when the identity-based policy does, and the other way round.
    expect(blocking.map(({ layer, outcome }) => `${layer} ${outcome}`)).toEqual([]);
  });

  test('moved to the root, it hangs there', async () => {
    const { report } = await tellOnce('scp-at-root');
    expect(report.verdict.rootCauses[0]?.policy?.attachedTo).toContain(story.cast.rootId);
  });

  test('of two SCPs that deny it the report names who attached each', async () => {
    const { report } = await tellOnce('second-scp');
    const attached = report.changes.filter(({ eventName }) => eventName === 'AttachPolicy');
    // Newest first.
    expect(attached.map(({ actor }) => actor.split('/').at(-1))).toEqual(['sam@example.com', 'dana@example.com']);
  });

  test.each<[string, readonly (readonly [string, string])[]]>([
    ['story', [['AttachPolicy', 'the-cause']]],
    [
      'second-scp',
      [
        ['AttachPolicy', 'a-cause'],
        ['AttachPolicy', 'a-cause'],
      ],
    ],
    [
      'detached-since',
      [
        ['AttachPolicy', 'the-cause'],
        ['DetachPolicy', 'rewound'],
      ],
    ],
    [
      'taken-back',
      [
        ['AttachPolicy', 'the-cause'],
        ['DetachPolicy', 'related'],
        ['AttachPolicy', 'related'],
      ],
    ],
    [
      'only-related',
      [
        ['AttachPolicy', 'the-cause'],
        ['AttachPolicy', 'related'],
      ],
    ],
  ])('in %s undoing each change is decided', async (name, expected) => {
    const { report } = await tellOnce(name);
    const told = report.changes.map(({ eventName, role, rewound }) => [eventName, rewound === true ? 'rewound' : role]);
    expect(told).toEqual(expected);
    const [first] = report.changes;
    expect(first).toMatchObject({ eventName: 'AttachPolicy', undone: 'allowed', likelihood: 'likely' });
    expect(first?.time.slice(0, 10)).toBe('2026-11-23');
  });

  test.each(variants.map((variant) => [variant.name, variant] as const))(
    'the recording of %s answers every read',
    async (_, { change, arriving = ({ s3, kms }) => [s3, kms] }) => {
      const told = change(story);
      const { report } = await tell(told, arriving(told.events));
      expect(JSON.stringify(report).match(/the recording does not hold[\w ]*/)).toBeNull();
    },
  );

  test('with the organization unreadable, both of its policy types are suspects and the report says what would settle it', async () => {
    const { report } = await tellOnce('organization-unreadable');
    const suspects = new Set(report.verdict.suspects.map(({ layer }) => layer));
    expect([...suspects].sort()).toEqual([rcps, scps]);
    const remedies = report.unknowns.map(({ remedy }) => remedy).join();
    for (const call of ['ListParents', 'ListPoliciesForTarget', 'DescribePolicy']) {
      expect(remedies).toContain(`organizations:${call}`);
    }
  });

  test('with the organization unreadable but for the policy that AWS names, that one is the culprit', async () => {
    const named = findVariant('text-with-arn').change(story);
    const { recording } = findVariant('organization-unreadable').change(named);
    const calls = recording.calls.map((call, at) =>
      call.operation === 'DescribePolicy' ? (named.recording.calls[at] ?? call) : call,
    );
    const { report, exitCode } = await tell({ ...named, recording: { ...recording, calls } });
    const [cause, ...others] = report.verdict.rootCauses;
    expect({ cause: shortly(cause!), certainty: cause!.certainty, others, exitCode }).toEqual({
      cause: culprit,
      certainty: 'proven',
      others: [],
      exitCode: 0,
    });
    expect(cause!.notes?.map(({ code }) => code)).toEqual(['only-named-policy-read']);
    // AWS's text means no other type of policy.
    expect(report.verdict.suspects.map(({ layer }) => layer)).not.toContain(rcps);
  });

  test('a forged reason is shown and not weighed', async () => {
    const { report } = await tellOnce('forged-text');
    expect(report.verdict.awsSaid.is).toBe('odd');
  });

  test('the other object is readable, and explain says why', async () => {
    const resource = `arn:aws:s3:::${cast.bucket}/${cast.readableObject}`;
    const question = ['--principal', cast.roleArn, '--action', 's3:GetObject', '--resource', resource, '--head-object'];
    const { report, exitCode } = await run(['explain', ...question], story);
    expect({ status: report.verdict.status, exitCode }).toEqual({ status: 'allowed', exitCode: 0 });
    const allowing = report.findings.filter(({ outcome }) => outcome === 'allows').map(({ layer }) => layer);
    expect(allowing).toEqual(expect.arrayContaining([scps, 'identity-policies', 'kms-key']));
    const opinions = report.findings.flatMap(({ notes = [] }) => notes.map(({ code }) => code));
    expect(opinions.filter((code) => code.startsWith('simulator-'))).toEqual(['simulator-agrees', 'simulator-agrees']);
  });
});

test('every variant has a name and a title of its own', () => {
  expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
  expect(new Set(variants.map(({ title }) => title)).size).toBe(variants.length);
});

test('an answer that a variant edits is no longer said to be a server’s', () => {
  const told = (name: string) => findVariant(name).change(story).recording.calls;
  const edited = (name: string) =>
    told(name).filter(({ response, provenance }, at) => {
      const before = story.recording.calls[at]?.response;
      return provenance.from === 'server' && JSON.stringify(before) !== JSON.stringify(response);
    });
  for (const { name } of variants) expect(edited(name)).toEqual([]);
});

test('what no server told is said to come from documentation, with its address', () => {
  for (const { provenance } of story.recording.calls) {
    expect(provenance).toMatchObject({ from: expect.stringMatching(/^(server|documentation)$/) });
    if (provenance.from === 'documentation') expect(provenance.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
  expect(deniedEvents(story.cast, said.nothing()).s3.detail['errorMessage']).toBe('Access Denied');
});

/** A layer that could have denied, without a statement to name. */
function unread(layer: string, action: string): string {
  return `${layer} undefined undefined[undefined] ${action}`;
}

function shortly({ layer, policy, statement, action }: ReportCause): string {
  return `${layer} ${policy?.name} ${statement?.sid}[${statement?.index}] ${action}`;
}

const known = new Map<string, ReturnType<typeof tell>>();
/** A variant as it is told, once. */
function tellOnce(name: string) {
  const telling = known.get(name) ?? tell(findVariant(name).change(story));
  known.set(name, telling);
  return telling;
}

/** S3's record alone arrives; CloudTrail's history holds KMS's. */
function tell(told: Story, events: readonly CloudTrailEvent[] = [told.events.s3]) {
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify({ Records: events.map(({ detail }) => detail) }));
  return run(['investigate', event], told);
}

async function run(words: readonly string[], { recording }: Story): Promise<{ report: Report; exitCode: number }> {
  const file = join(folder, 'recording.json');
  writeFileSync(file, JSON.stringify(recording));
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    const reading = [
      '--recording',
      file,
      '--region',
      cast.region,
      '--organization-role',
      cast.organizationRoleArn,
      '--format',
      'json',
    ];
    const exitCode = await main([...words, ...reading]);
    return { report: JSON.parse(written.join('')) as Report, exitCode };
  } finally {
    spy.mockRestore();
  }
}
