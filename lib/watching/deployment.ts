import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { DeployedStack, Deployment, ReaderSettings } from '../../src/doctor/deployment';
import type { Cards } from '../cards';
import type { Channels } from '../channels';
import { spokesRoleName } from '../hub/with-spokes';
import type { CulpritProps, SpokesProps } from '../props';

/** What is deployed below a construct, found by looking: nobody has to add a rule or a queue to a list. */
export interface Things {
  readonly rules: readonly CfnRule[];
  /** Functions empty them. */
  readonly queues: readonly CfnQueue[];
  /** Nothing empties them. */
  readonly deadLetters: readonly CfnQueue[];
  readonly mappings: readonly CfnEventSourceMapping[];
}

export function thingsIn(deployed: IConstruct): Things {
  const all = deployed.node.findAll();
  const queues = all.filter((one): one is CfnQueue => one instanceof CfnQueue);
  return {
    rules: all.filter((one): one is CfnRule => one instanceof CfnRule),
    queues: queues.filter(({ redrivePolicy }) => redrivePolicy !== undefined),
    deadLetters: queues.filter(({ redrivePolicy }) => redrivePolicy === undefined),
    mappings: all.filter((one): one is CfnEventSourceMapping => one instanceof CfnEventSourceMapping),
  };
}

export interface Described {
  readonly things: Things;
  readonly settings: CulpritProps;
  readonly cards: Cards;
  readonly channels: Channels;
  readonly topic: ITopic;
  readonly evidence: Pick<IBucket, 'bucketName'>;
}

/** As the function `doctor` has it in its environment, and `culprit doctor` reads it there. */
export function deploymentOf(scope: IConstruct, described: Described): Deployment {
  const { things, settings, topic } = described;
  const stack: DeployedStack = {
    name: Stack.of(scope).stackName,
    rules: things.rules.map(({ ref, state = 'ENABLED' }) => ({ name: ref, state })),
    mappings: things.mappings.map(({ ref, functionName, eventSourceArn }) => ({
      function: functionName,
      id: ref,
      ...(eventSourceArn === undefined ? {} : { queue: eventSourceArn }),
    })),
    queues: things.queues.map(({ ref }) => ref),
    deadLetters: things.deadLetters.map(({ ref }) => ref),
    channels: described.channels.described(),
    evidenceBucket: described.evidence.bucketName,
    readers: readersOf(settings, described.cards),
  };
  return { buckets: bucketsOf(settings), topicArn: topic.topicArn, stack };
}

/** Those of a hub may lie in any account and Region of its spokes, whose trails are their own. */
function bucketsOf({ trail, buckets, spokes }: CulpritProps): readonly string[] {
  if (spokes !== undefined) return [];
  return buckets ?? ('buckets' in trail ? trail.buckets : []);
}

function readersOf(
  { organizationRoleArn, accountRoles, accountRoleName, accounts, spokes }: CulpritProps,
  { readerRights }: Cards,
): ReaderSettings {
  return {
    rights: readerRights,
    ...(organizationRoleArn === undefined ? {} : { organizationRoleArn }),
    ...(accountRoles === undefined ? {} : { accountRoles }),
    ...(accountRoleName === undefined ? {} : { accountRoleName }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(spokes === undefined || accountRoleName !== spokesRoleName ? {} : { spokes: accountsOf(spokes) }),
  };
}

const accountsOf = (spokes: SpokesProps): NonNullable<ReaderSettings['spokes']> =>
  'accounts' in spokes ? spokes.accounts : 'organization';
