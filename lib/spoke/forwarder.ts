import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule, type CfnRule, type EventPattern, type IEventBus } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { rolePath } from '../workflow/roles';

/** A role for each Region: IAM knows no Regions, and a StackSet makes a stack in each. */
const namedAfterRegion = 'culprit-forwarder-';

/** ARNs of the roles that forward in an account, which may be `*`. The hub's bus lets in these alone. */
export const forwarderRoles = (scope: Construct, account: string): string =>
  `arn:${Stack.of(scope).partition}:iam::${account}:role${rolePath}${namedAfterRegion}*`;

export interface ForwardedRule {
  readonly id: string;
  readonly description: string;
  readonly eventPattern: EventPattern;
  readonly state: string;
}

/** Rules whose events go to the bus of the hub, with a role that may put them there and nothing else. */
export class Forwarder extends Construct {
  private readonly role: Role;
  private readonly hub: IEventBus;

  constructor(scope: Construct, id: string, hubEventBusArn: string) {
    super(scope, id);
    this.hub = EventBus.fromEventBusArn(this, 'Hub', hubEventBusArn);
    this.role = new Role(this, 'Role', {
      roleName: `${namedAfterRegion}${Stack.of(this).region}`,
      path: rolePath,
      description: 'Culprit: EventBridge sends denials to the hub with this role',
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
    });
    this.role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [hubEventBusArn] }));
  }

  forward({ id, description, eventPattern, state }: ForwardedRule): void {
    const rule = new Rule(this, id, { description, eventPattern });
    rule.addTarget(new EventBusTarget(this.hub, { role: this.role }));
    (rule.node.defaultChild as CfnRule).state = state;
  }
}
