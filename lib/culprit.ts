import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { AccessLogsWayIn } from './way-in/access-logs';
import { Alarms } from './alarms';
import { readCards, stepNamed } from './cards';
import { Channels } from './channels';
import { checkProps } from './settings/check-props';
import { named, type CulpritConstructProps } from './settings/construct-props';
import { EvidenceBucket } from './evidence-bucket';
import { HubBus } from './hub/hub-bus';
import { withSpokes } from './hub/with-spokes';
import { IncidentsTable } from './incidents-table';
import { everyMinute } from './every-minute';
import { ChangesWayIn } from './way-in/changes';
import { patternsFor } from './way-in/patterns';
import { Prerequisites } from './prerequisites';
import type { CulpritProps, SpokesProps } from './props';
import { ReportsTopic } from './reports-topic';
import { ownRoles } from './workflow/roles';
import type { StepFunction } from './workflow/step-function';
import { Steps } from './workflow/steps';
import { DenialsTrail } from './way-in/trail';
import { WayIn } from './way-in/way-in';
import { SelfTest } from './watching/self-test';
import { Watching } from './watching/watching';
import { Workflow } from './workflow/workflow';

/** Investigates every denied S3 request of this account and Region, and of its spokes, and posts what it finds. */
export class Culprit extends Construct {
  /** Reports are published here. */
  readonly topic: ITopic;
  /** Run folders: the evidence of each investigation. */
  readonly evidence: Bucket;
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, given: CulpritConstructProps) {
    super(scope, id);
    checkProps(named(given));
    const props = withSpokes(named(given));
    const cards = readCards();
    const { removeData = false } = props;
    const removalPolicy = removeData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    const evidence = new EvidenceBucket(this, 'Evidence', removalPolicy);
    const incidents = new IncidentsTable(this, 'Incidents', removalPolicy);
    const reports = new ReportsTopic(this, 'Reports', props.snsEmail, given.topic);
    if ('buckets' in props.trail) new DenialsTrail(this, 'Trail', props.trail.buckets);
    const channels = new Channels(this, 'Channels', props, reports);
    // Its key too.
    channels.grantBesides((role) => given.slackSecret?.grantRead(role));
    const steps = new Steps(this, 'Steps', {
      ...props,
      evidence,
      channels,
      incidents,
      investigationPrice: cards.investigationPrice,
    });
    const { machine, liveArn } = new Workflow(this, 'Workflow', {
      layers: new Map(cards.layers.map((card) => [card.id, steps.layer(card)])),
      resolve: steps.resolve(stepNamed('resolve', cards)),
      recentChanges: steps.recentChanges(stepNamed('recent-changes', cards)),
      conclude: steps.conclude(stepNamed('conclude', cards)),
      incident: steps.incident(stepNamed('incident', cards)),
      report: steps.report(stepNamed('report', cards)),
      transientErrors: cards.transientErrors,
    });
    const sweep = steps.sweep(stepNamed('sweep', cards), liveArn);
    mayStart(sweep, liveArn);
    const intake = steps.intake(stepNamed('intake', cards), liveArn);
    mayStart(intake, liveArn);
    const patterns = patternsFor(Stack.of(this).account, ownRoles(this), cards.errorCodes);
    const fromSpokes = props.spokes === undefined ? {} : { spokesBus: this.hub(props.spokes) };
    const { queue, deadLetters, undelivered } = new WayIn(this, 'WayIn', {
      intake,
      patterns,
      ...fromSpokes,
    });
    const { unkept } = new ChangesWayIn(this, 'Changes', {
      ledger: steps.changes(stepNamed('changes', cards)),
      calls: cards.changingCalls,
      undelivered,
      ...fromSpokes,
    });
    everyMinute(this, 'Sweep', sweep, undelivered);
    everyMinute(this, 'Deliver', steps.deliver(stepNamed('deliver', cards)), undelivered);
    const doctor = steps.doctor(stepNamed('doctor', cards));
    const logs = this.accessLogs(props, steps, liveArn, undelivered);
    new Alarms(this, 'Alarms', {
      topic: reports.topic,
      machine,
      deadLetters,
      undelivered,
      unkept,
      ...(logs === undefined ? {} : { unreadLogs: logs.deadLetters }),
    });
    new SelfTest(this, 'SelfTest', { queue, undelivered, topic: reports.topic });
    new Watching(this, 'Watching', {
      settings: props,
      cards,
      deployed: this,
      doctor,
      machine,
      channels,
      topic: reports.topic,
      evidence: evidence.bucket,
      undelivered,
    });
    new Prerequisites(this, 'Prerequisites', props);
    this.output('ReportsTopic', 'Subscribe here to get reports', reports.topic.topicArn);
    this.output('EvidenceBucket', 'Run folders lie here', evidence.bucket.bucketName);
    this.output('IncidentsTable', 'Symptoms and incidents', incidents.table.tableName);
    if (!removeData) this.whatStays(evidence, incidents);
    this.output('StateMachine', 'Each investigation is an execution of it', machine.stateMachineArn);
    this.topic = reports.topic;
    this.evidence = evidence.bucket;
    this.machine = machine;
  }

  /** Under its own name, as the documentation shows it. */
  private output(id: string, description: string, value: string): void {
    new CfnOutput(this, id, { description, value }).overrideLogicalId(id);
  }

  private whatStays({ bucket }: EvidenceBucket, { table }: IncidentsTable): void {
    const stays = 'It stays when the stack goes; this removes it';
    this.output('RemoveEvidence', stays, `aws s3 rb --force s3://${bucket.bucketName}`);
    const { region } = Stack.of(this);
    this.output(
      'RemoveIncidents',
      stays,
      `aws dynamodb delete-table --region ${region} --table-name ${table.tableName}`,
    );
  }

  private hub(spokes: SpokesProps): IEventBus {
    const { bus } = new HubBus(this, 'Hub', spokes);
    this.output('SpokesEventBus', 'Spokes send their events here: their parameter HubEventBus', bus.eventBusArn);
    return bus;
  }

  private accessLogs(
    { accessLogs: log }: CulpritProps,
    steps: Steps,
    machine: string,
    undelivered: Queue,
  ): AccessLogsWayIn | undefined {
    if (log === undefined) return undefined;
    const reader = steps.accessLog(stepNamed('access-log', readCards()), machine, log);
    mayStart(reader, machine);
    return new AccessLogsWayIn(this, 'AccessLogs', { log, reader, undelivered });
  }
}

function mayStart({ role }: StepFunction, machine: string): void {
  role.addToPolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine] }));
}
