/** Every reader × every field of every answer that it gets, left out: it is malformed, or may be left out, and nothing breaks. */
import type { WireAnswer } from '../../src/evidence/place';
import { cases, type ReaderCase } from './cases';
import { nameOf, read, useTestCredentials } from './setup';
import { answerTo, stage, xml } from './world';

useTestCredentials();

/** What AWS leaves out itself, where there is none of it or it is off: the reading is another one then. */
const optional: readonly RegExp[] = [
  /^(GetPublicAccessBlock|GetAccessPoint|ListMultiRegionAccessPoints) (BlockPublic|IgnorePublic|RestrictPublic)/,
  /^GetAccessPoint (VpcConfiguration|VpcId|PublicAccessBlockConfiguration|BucketAccountId)$/,
  /^ListMultiRegionAccessPoints (PublicAccessBlock|Regions)$/,
  /^GetAccessPointConfigurationForObjectLambda /,
  /^GetBucketEncryption (KMSMasterKeyID|BucketKeyEnabled|BlockedEncryptionTypes|EncryptionType)$/,
  /^GetBucketLogging (LoggingEnabled|TargetPrefix)$/,
  /^GetObjectLockConfiguration (Rule|DefaultRetention|Mode|Days)$/,
  /^GetBucketVersioning (Status|MfaDelete)$/,
  /^DescribeKey (KeyUsage|KeySpec|MultiRegion)$/,
  /^ListGrants (GrantId|GranteePrincipal)$/,
  /^(Get|List)\w*(Tag\w*|Role|User) (TagValue|Value|Tag|Tags|PermissionsBoundary|CreateDate|RoleLastUsed)$/,
  /^SimulatePrincipalPolicy /,
  // Names that only people read.
  /^(DescribeOrganizationalUnit|ListPoliciesForTarget) (OrganizationalUnit|Name|Arn)$/,
  /^DescribeVpcEndpoints ownerId$/,
  // A list without its entries, which may be that of none, and the policy's own text.
  /^\w+ (member|item|vpcEndpointId)$/,
  /^(ListAccessGrants AccessGrant|Get\w+Acl Grant|ListMultiRegionAccessPoints (AccessPoint|Alias))$/,
  /^GetBucketPolicy /,
];

test.each(cases.map((one) => [nameOf(one), one] as const))('%s', async (_, one) => {
  const whole = await read(one);
  const wrong: string[] = [];
  let without = 0;
  for (const operation of new Set(whole.calls.map((call) => call.operation))) {
    const fields = fieldsOf(answerTo(whole.calls.find((call) => call.operation === operation)!));
    for (const field of fields.filter((name) => !optional.some((form) => form.test(`${operation} ${name}`)))) {
      without += 1;
      const lacking = stage(async (call) =>
        call.operation === operation ? lack(field, answerTo(call)) : answerTo(call),
      );
      const { reading } = await read(one, lacking);
      if (!isHonest(reading, one)) wrong.push(`${operation} ${field}: ${JSON.stringify(reading)}`);
    }
  }
  expect(wrong).toEqual([]);
  // The answers of these are a policy, headers, one text, or may lack anything; `answer without its fields` is another test.
  if (
    !/^(object-head|object-lambda-access-point$|policy-simulation|bucket-(policy$|logging|versioning|region))/.test(
      one.reader,
    )
  )
    expect(without).toBeGreaterThan(0);
});

/** Malformed, malformed in part, or as if the field had been there: nobody needs it. */
function isHonest(reading: Awaited<ReturnType<typeof read>>['reading'], { finds, inParts }: ReaderCase): boolean {
  if (reading.status === 'unreadable') return reading.why === 'malformed-answer';
  if (inParts === true && JSON.stringify(reading).includes('"unreadable":{"why":"malformed-answer"')) return true;
  return reading.status === 'found' && JSON.stringify(reading.value) === JSON.stringify(finds);
}

test.each([
  ['bucket-tags', '<Tagging><TagSet><Tag><Key>team</Key><Value/></Tag></TagSet></Tagging>', { team: '' }],
  ['bucket-tags', '<Tagging><TagSet/></Tagging>', {}],
  [
    'bucket-acl',
    '<AccessControlPolicy><Owner><ID>o</ID></Owner><AccessControlList/></AccessControlPolicy>',
    { ownerId: 'o', grants: [] },
  ],
])('%s: what is empty is not missing', async (reader, body, value) => {
  const one = cases.find((row) => row.reader === reader)!;
  const { reading } = await read(
    one,
    stage(async () => xml(body)),
  );
  expect(reading).toMatchObject({ status: 'found', value });
});

function fieldsOf({ body }: WireAnswer): readonly string[] {
  const form = body.startsWith('{') ? /"([A-Z]\w*)":/g : /<(\w+)>/g;
  return [...new Set([...body.matchAll(form)].flatMap(([, name]) => name ?? []))];
}

function lack(field: string, answer: WireAnswer): WireAnswer {
  const { body } = answer;
  if (body.startsWith('{')) return { ...answer, body: JSON.stringify(pruned(JSON.parse(body), field)) };
  return { ...answer, body: body.replace(new RegExp(`<${field}>.*?</${field}>`, 'gs'), '') };
}

function pruned(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((one) => pruned(one, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (name === field ? [] : [[name, pruned(one, field)]])),
  );
}
