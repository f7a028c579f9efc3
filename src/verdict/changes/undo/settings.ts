/** Undoes changes of settings: of a bucket, an account, an endpoint, an access point, a key. */
import { parseArn } from '../../../names/arn';
import type { Reader } from '../../../evidence/define';
import { accessPointPolicy } from '../../../evidence/readers/access-point-policy';
import { accountPublicAccessBlock } from '../../../evidence/readers/account-public-access-block';
import { bucketOwnershipControls } from '../../../evidence/readers/bucket-ownership-controls';
import { bucketPolicy } from '../../../evidence/readers/bucket-policy';
import { bucketPublicAccessBlock } from '../../../evidence/readers/bucket-public-access-block';
import { bucketRequestPayment } from '../../../evidence/readers/bucket-request-payment';
import { keyPolicy } from '../../../evidence/readers/key-policy';
import { multiRegionAccessPointPolicy } from '../../../evidence/readers/multi-region-access-point-policy';
import { vpcEndpoint } from '../../../evidence/readers/vpc-endpoint';
import type { PublicAccessBlock, ReadPolicy } from '../../../evidence/values';
import { everyPolicy, policyItself } from './policies';
import { notRecorded, theOne } from './one-thing';
import type { Reverse, Revert } from './types';

/** The policy of a resource was put, or deleted. */
const resourcePolicy =
  (reader: Pick<Reader<unknown>, 'id'>, holder: string, nameOf: (target: string) => string | undefined): Reverse =>
  (change) =>
    theOne(
      change,
      ({ of: [name = ''], before, after }) => ({
        readings: [
          [
            reader,
            policyItself((target) => nameOf(target) === name, { name, attachedTo: `${holder} ${name}` }, before, after),
          ],
        ],
      }),
      'both',
    );

const lastOf = (target: string): string | undefined => target.split(/[:/]/).at(-1);

export const policyOfBucket = resourcePolicy(bucketPolicy, 'bucket', (target) => target);
export const policyOfKey = resourcePolicy(keyPolicy, 'key', lastOf);
export const policyOfAccessPoint = resourcePolicy(accessPointPolicy, 'access point', (target) =>
  lastOf(parseArn(target)?.resource ?? ''),
);

/** Its policy is never deleted, only replaced, and is in force some minutes after it was put. */
export const policyOfMultiRegionAccessPoint: Reverse = (change) =>
  theOne(
    change,
    ({ of: [name = ''], before, after }) => {
      const revert: Revert = (reading, target, mode) => {
        // One without a policy is another one, or the policy is not in force yet.
        if (reading.status !== 'found') return mode === 'rewind' ? undefined : reading;
        const { name: own } = reading.value as ReadPolicy;
        return policyItself(() => own === name, { name }, before, after)(reading, target, mode);
      };
      return { readings: [[multiRegionAccessPointPolicy, revert]] };
    },
    'both',
  );

/** An endpoint always has a policy: it is part of what is read of the endpoint. */
export const policyOfEndpoint: Reverse = (change) =>
  theOne(
    change,
    ({ of: [id = ''], before, after }) => ({
      readings: [[vpcEndpoint, everyPolicy(({ name }) => name === id, before, after)]],
    }),
    'both',
  );

/** A setting that is put, or deleted, as a whole. `read`: as the reader would have read what was set; `null`: nothing was. */
const setting =
  (reader: Pick<Reader<unknown>, 'id'>, read: (value: unknown) => unknown): Reverse =>
  (change) =>
    theOne(
      change,
      ({ of: [name = ''], before, after }) => {
        const [was, set] = [read(before), read(after)];
        if (was === undefined) return notRecorded(change, 'before');
        const revert: Revert = (reading, target, mode) => {
          if (target !== name) return reading;
          const now = reading.status === 'found' ? reading.value : null;
          // Another call has set it since.
          if (JSON.stringify(now) !== JSON.stringify(set)) return mode === 'rewind' ? undefined : reading;
          return was === null ? { status: 'absent' } : { status: 'found', value: was };
        };
        return { readings: [[reader, revert]] };
      },
      'both',
    );

function publicAccessBlock(value: unknown): PublicAccessBlock | null | undefined {
  if (value === null) return null;
  if (typeof value !== 'object') return undefined;
  const flags = value as Readonly<Record<string, unknown>>;
  const isOn = (flag: string) => String(flags[flag]).toLowerCase() === 'true';
  return {
    BlockPublicAcls: isOn('BlockPublicAcls'),
    IgnorePublicAcls: isOn('IgnorePublicAcls'),
    BlockPublicPolicy: isOn('BlockPublicPolicy'),
    RestrictPublicBuckets: isOn('RestrictPublicBuckets'),
  };
}

/** Without the setting the writer owns: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function ownership(value: unknown): { readonly objectOwnership: string } | undefined {
  const owner = value === null ? 'ObjectWriter' : /"ObjectOwnership":"(\w+)"/.exec(JSON.stringify(value))?.[1];
  return owner === undefined ? undefined : { objectOwnership: owner };
}

function payment(value: unknown): { readonly payer: string } | undefined {
  const payer = /"Payer":"(\w+)"/.exec(JSON.stringify(value))?.[1];
  return payer === undefined ? undefined : { payer };
}

export const blockOfBucket = setting(bucketPublicAccessBlock, publicAccessBlock);
export const blockOfAccount = setting(accountPublicAccessBlock, publicAccessBlock);
export const ownershipOfBucket = setting(bucketOwnershipControls, ownership);
export const paymentOfBucket = setting(bucketRequestPayment, payment);
