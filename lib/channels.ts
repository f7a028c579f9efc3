import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ChannelSetting } from '../src/delivery/channels/configured';
import type { CulpritProps } from './props';
import { ReportsTopic } from './reports-topic';

/** Where notices go: each channel switched by a prop, with leave to use it and nothing else. */
export class Channels extends Construct {
  /** Alarms are published here too, so that it is there without the channel. */
  readonly topic: ITopic;
  private readonly settings: ChannelSetting[] = [];
  private readonly grants: ((role: Role) => void)[] = [];
  private readonly looks: ((role: Role) => void)[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CulpritProps,
    reports: ReportsTopic,
  ) {
    super(scope, id);
    this.topic = reports.topic;
    const { sns = true, chatNotifications = false, slackSecretName, webhookSecretName, eventBus, routing } = props;
    if (sns) this.publishTo('sns', reports);
    if (chatNotifications) this.publishTo('chat', new ReportsTopic(this, 'Chat', undefined));
    if (slackSecretName !== undefined) this.withSecret('slack', 'slack', slackSecretName);
    if (webhookSecretName !== undefined) this.withSecret('webhook', 'webhook', webhookSecretName);
    if (eventBus !== undefined) this.putOn(eventBus);
    for (const [value, secret] of Object.entries(routing?.slackSecretNames ?? {})) {
      this.withSecret('slack', routeId(value), secret);
    }
  }

  /** For the functions that tell. */
  environment(): Readonly<Record<string, string>> {
    const { messagesPerHour = 20, digestHour = 8, routing, silences = [] } = this.props;
    const channels = Object.fromEntries(
      Object.keys(routing?.slackSecretNames ?? {}).map((value) => [value, routeId(value)]),
    );
    const telling = {
      channels: this.settings,
      ceiling: messagesPerHour,
      digestHour,
      silences,
      ...(routing === undefined ? {} : { routes: { tag: routing.tag, channels } }),
    };
    return { CULPRIT_TELLING: Stack.of(this).toJsonString(telling) };
  }

  /** For the function that asks whether they are alive. */
  described(): readonly ChannelSetting[] {
    return this.settings;
  }

  /** Leave to read the secrets of channels that can be asked. */
  grantLook(role: Role): void {
    for (const look of this.looks) look(role);
  }

  grantSend(role: Role): void {
    for (const grant of this.grants) grant(role);
  }

  /** What a construct of the app needs besides. */
  grantBesides(grant: (role: Role) => void): void {
    this.grants.push(grant);
    this.looks.push(grant);
  }

  private publishTo(is: 'sns' | 'chat', topic: ReportsTopic): void {
    this.settings.push({ is, id: is, topicArn: topic.topic.topicArn });
    this.grants.push((role) => topic.mayPublish(role));
  }

  private withSecret(is: 'slack' | 'webhook', id: string, secretId: string): void {
    const { partition, region, account } = Stack.of(this);
    this.settings.push({ is, id, secretId });
    // Secrets Manager adds a dash and six characters to the name of a secret.
    const secret = `arn:${partition}:secretsmanager:${region}:${account}:secret:${secretId}-??????`;
    const mayRead = (role: Role) =>
      role.addToPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret] }));
    this.grants.push((role) => mayRead(role));
    this.looks.push((role) => mayRead(role));
  }

  /** Only events of Culprit's own source. */
  private putOn(bus: string): void {
    const { partition, region, account } = Stack.of(this);
    this.settings.push({ is: 'eventbridge', id: 'eventbridge', bus });
    const resources = [`arn:${partition}:events:${region}:${account}:event-bus/${bus}`];
    const conditions = { StringEquals: { 'events:source': 'culprit' } };
    this.grants.push((role) =>
      role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources, conditions })),
    );
  }
}

const routeId = (value: string): string => `slack-${value}`;
