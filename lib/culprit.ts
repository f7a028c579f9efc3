import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Rule, RuleTargetInput, EventField } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { readCards, type DeployedCard } from './cards';
import { evidenceBucket, mayRead, mayWrite } from './evidence-bucket';
import { patternsFor } from './patterns';
import { checkProps, type CulpritProps } from './props';
import { ReportsTopic } from './reports-topic';
import { rolePath } from './roles';
import { StepFunction } from './step-function';
import { DenialsTrail } from './trail';
import { WayIn } from './way-in';
import { Workflow } from './workflow';

/** Investigates every denied S3 request of this account and Region, and posts what it finds. */
export class Culprit extends Construct {
  /** Reports are published here. */
  readonly topic: Topic;
  /** Run folders: the evidence of each investigation. */
  readonly evidence: Bucket;
  private readonly reports: ReportsTopic;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CulpritProps,
  ) {
    super(scope, id);
    checkProps(props);
    const cards = readCards();
    this.evidence = evidenceBucket(this);
    this.reports = new ReportsTopic(this, 'Reports', props.snsEmail);
    this.topic = this.reports.topic;
    if ('buckets' in props.trail) new DenialsTrail(this, 'Trail', props.trail.buckets);

    const steps = new Map(cards.steps.map((card) => [card.id, card]));
    const layers = new Map(cards.layers.map((card) => [card.id, this.layer(card)]));
    const workflow = new Workflow(this, 'Workflow', {
      layers,
      resolve: this.resolve(cardNamed('resolve', steps)),
      recentChanges: this.recentChanges(cardNamed('recent-changes', steps)),
      conclude: this.conclude(cardNamed('conclude', steps)),
      report: this.report(cardNamed('report', steps)),
    });
    const intake = this.step(cardNamed('intake', steps), {
      CULPRIT_STATE_MACHINE: workflow.machine.stateMachineArn,
      CULPRIT_ROLE_PATH: rolePath,
      CULPRIT_BUCKETS: (props.buckets ?? []).join(','),
    });
    mayWrite(intake.role, this.evidence, 'event-*');
    intake.role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [workflow.machine.stateMachineArn] }),
    );
    const { account, partition } = Stack.of(this);
    new WayIn(this, 'WayIn', { intake, patterns: patternsFor(account, partition, cards.errorCodes) });
    this.postsFailures(workflow);
    this.tellsWhatMustExist();
  }

  private layer(card: DeployedCard): StepFunction {
    const step = this.step(card, {}, `layer-${card.id}`);
    mayRead(step.role, this.evidence, 'request');
    mayWrite(step.role, this.evidence, `layer-${card.id}`);
    return step;
  }

  private resolve(card: DeployedCard): StepFunction {
    const step = this.step(card);
    mayWrite(step.role, this.evidence, 'request');
    return step;
  }

  private recentChanges(card: DeployedCard): StepFunction {
    const step = this.step(card);
    mayRead(step.role, this.evidence, 'request');
    mayWrite(step.role, this.evidence, card.id);
    return step;
  }

  private conclude(card: DeployedCard): StepFunction {
    const step = this.step(card);
    mayRead(step.role, this.evidence, '*');
    mayWrite(step.role, this.evidence, 'report');
    return step;
  }

  private report(card: DeployedCard): StepFunction {
    const { slackSecretName } = this.props;
    const step = this.step(card, {
      CULPRIT_TOPIC: this.topic.topicArn,
      ...(slackSecretName === undefined ? {} : { CULPRIT_SLACK_SECRET: slackSecretName }),
    });
    mayRead(step.role, this.evidence, 'report');
    this.reports.mayPublish(step.role);
    if (slackSecretName !== undefined) {
      // Secrets Manager adds six characters to the name of a secret.
      const secret = `arn:${Stack.of(this).partition}:secretsmanager:${Stack.of(this).region}:${Stack.of(this).account}:secret:${slackSecretName}-??????`;
      step.role.addToPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret] }));
    }
    return step;
  }

  private step(card: DeployedCard, environment: Readonly<Record<string, string>> = {}, bundle = card.id): StepFunction {
    const { organizationRoleArn, accountRoles = {}, externalId, headObject = false } = this.props;
    const given = {
      CULPRIT_ORGANIZATION_ROLE: organizationRoleArn,
      CULPRIT_ACCOUNT_ROLES: Object.keys(accountRoles).length === 0 ? undefined : JSON.stringify(accountRoles),
      CULPRIT_EXTERNAL_ID: externalId,
      CULPRIT_HEAD_OBJECT: headObject ? 'true' : undefined,
    };
    return new StepFunction(this, card.title.replaceAll(/[^A-Za-z0-9]/g, ''), {
      card,
      bundle,
      headObject,
      assumes: [...(organizationRoleArn === undefined ? [] : [organizationRoleArn]), ...Object.values(accountRoles)],
      environment: {
        CULPRIT_EVIDENCE_BUCKET: this.evidence.bucketName,
        ...(card.permissions.length === 0
          ? {}
          : Object.fromEntries(
              Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
            )),
        ...environment,
      },
    });
  }

  /** The report step posts what is known when another step fails; this tells when not even that could run. */
  private postsFailures({ machine }: Workflow): void {
    const rule = new Rule(this, 'Failures', {
      description: 'Culprit: an investigation ended without a report',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [machine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
    });
    const name = EventField.fromPath('$.detail.name');
    const status = EventField.fromPath('$.detail.status');
    const text = `Culprit: the investigation ${name} ended as ${status} without a report. Its evidence, as far as it got, lies in the evidence bucket under runs/${name}/.`;
    rule.addTarget(
      new SnsTopic(this.topic, { message: RuleTargetInput.fromText(text), maxEventAge: Duration.hours(2) }),
    );
  }

  private tellsWhatMustExist(): void {
    const { trail, slackSecretName, organizationRoleArn } = this.props;
    const checks: readonly (readonly [id: string, description: string, command: string | undefined])[] = [
      [
        'CheckTrail',
        'A trail of this Region must log S3 data events and management events, those of KMS included',
        'existing' in trail ? 'aws cloudtrail get-event-selectors --trail-name NAME' : 'aws cloudtrail describe-trails',
      ],
      [
        'CheckSlack',
        'The secret must hold the address of a Slack webhook',
        slackSecretName === undefined ? undefined : `aws secretsmanager describe-secret --secret-id ${slackSecretName}`,
      ],
      [
        'CheckOrganizationRole',
        'The role must trust the roles of this stack',
        organizationRoleArn === undefined
          ? undefined
          : `aws iam get-role --role-name ${organizationRoleArn.split('/').at(-1) ?? ''}`,
      ],
    ];
    for (const [id, description, value] of checks) {
      if (value !== undefined) new CfnOutput(this, id, { description, value });
    }
    new CfnOutput(this, 'ReportsTopic', { description: 'Subscribe here to get reports', value: this.topic.topicArn });
  }
}

function cardNamed(id: string, cards: ReadonlyMap<string, DeployedCard>): DeployedCard {
  const card = cards.get(id);
  if (card === undefined) throw new Error(`dist/cards.json has no step \`${id}\`: run \`npm run build\` again`);
  return card;
}
