/** A storm of the story's denial: what the deployed functions make of it, and of the change that ends it. */
import { defined } from '../../src/defined';
import type { Dynamo } from '../../test/setup/dynalite';
import { openAccount, type EmbeddedAccount } from '../cloud/account';
import type { Lambdas } from '../cloud/lambda';
import { recordedAnswers } from '../cloud/recorded';
import { findFunction, invokeIn, readStack } from '../cloud/stack';
import { deployTemplate, type Deployment } from '../cloud/template';
import { runWorkflow } from '../cloud/workflow';
import { queueEvent } from '../pipeline';
import type { Synthesized } from '../synthesize';
import { deniedAt, managementAccount, policyArn, roleName } from './cast';
import { deniedEvents, said, type CloudTrailEvent } from './events';
import { story } from './story';
import { taggedAt, tagged, taggingOf } from './tagged';

export interface StormOptions extends Deployment {
  readonly stack: Synthesized;
  readonly lambdas: Lambdas;
  /** Where the table of the stack is made; default: a server of its own. */
  readonly dynamo?: Dynamo;
  readonly say: (line: string) => unknown;
}

export interface StormTold {
  readonly denials: number;
  readonly executions: number;
  readonly subjects: readonly string[];
  readonly isClosed: boolean;
}

const roles = 60;
const denialsOfEach = 5;
const minute = 60_000;

export async function runStorm({ stack, lambdas, dynamo, say, ...deployment }: StormOptions): Promise<StormTold> {
  const template = deployTemplate(stack.template, deployment);
  const { functions, definition } = readStack(template, stack.assets, stack.folder);
  let now = Date.parse(deniedAt) + minute;
  const [before, after] = [recordedAnswers(story.recording), recordedAnswers(tagged(story.recording))];
  const aws = await openAccount({
    ...deployment,
    template,
    // What is read is as it is at that time.
    answers: (request, of) => (now < Date.parse(taggedAt) ? before : after)(request, of),
    now: () => now,
    otherAccounts: [managementAccount],
    ...defined({ dynamo }),
  });
  const call = (step: string, event: unknown = {}) =>
    invokeIn(aws, lambdas, findFunction(functions, `Culprit-${step}`), event);
  let ended = 0;
  const investigate = async () => {
    for (const { name, stateMachineArn, input } of aws.executions.slice(ended)) {
      ended += 1;
      const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      await runWorkflow(
        definition,
        { name, arn, input: JSON.parse(input) as unknown },
        async ({ functionArn, payload }) =>
          (await invokeIn(aws, lambdas, findFunction(functions, functionArn), payload)).output,
      );
    }
  };
  const minutes = async (count: number) => {
    for (let passed = 0; passed < count; passed += 1) {
      now += minute;
      await call('sweep');
      await investigate();
      await call('deliver');
    }
  };
  try {
    const events = stormEvents();
    for (const batch of [events.slice(0, 2), events.slice(2)]) await call('intake', queueEvent(batch));
    await investigate();
    say(`${timeOf(now)}  ${events.length - 1} denials of ${roles + 1} roles: ${posted(aws)}`);
    await minutes(12);
    say(`${timeOf(now)}  ${posted(aws)}`);
    now = Date.parse(taggedAt) + minute;
    await call('changes', queueEvent([taggingOf(story.cast)]));
    say(`${timeOf(now)}  the key is tagged, and the change is heard`);
    await minutes(4);
    say(`${timeOf(now)}  ${posted(aws)}`);
    const closing = aws.publications.at(-1);
    if (closing !== undefined) say(`\n${closing.message}`);
    return {
      denials: events.length - 1,
      executions: aws.executions.length,
      subjects: aws.publications.map(({ subject }) => subject),
      isClosed: closing?.subject.includes('Fixed') === true,
    };
  } finally {
    await aws.close();
  }
}

const timeOf = (now: number): string => new Date(now).toISOString().slice(11, 16);

function posted({ executions, publications }: EmbeddedAccount): string {
  const last = publications.at(-1)?.subject ?? 'nothing';
  return `${executions.length} executed, ${publications.length} posted; the last: ${last}`;
}

/** S3's and KMS's record of the story's denial, then S3's of the others. */
function stormEvents(): readonly CloudTrailEvent[] {
  const { s3, kms } = deniedEvents(story.cast, said.policy(policyArn(story.cast)));
  const others = Array.from({ length: roles * denialsOfEach }, (_, at) => ofAnother(s3, at));
  return [s3, kms, ...others];
}

function ofAnother(event: CloudTrailEvent, at: number): CloudTrailEvent {
  const text = JSON.stringify(event).replaceAll(roleName, `batch-${at % roles}-role`);
  const other = JSON.parse(text) as CloudTrailEvent;
  const time = new Date(Date.parse(deniedAt) + at * 100).toISOString().replace(/\.\d+/, '');
  return { ...other, detail: { ...other.detail, eventID: `storm-${at}`, requestID: `STORM${at}`, eventTime: time } };
}
