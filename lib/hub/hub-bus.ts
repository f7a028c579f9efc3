import { Stack } from 'aws-cdk-lib';
import { CfnEventBusPolicy, EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { SpokesProps } from '../props';
import { forwarderRoles } from '../spoke/forwarder';

/** Where spokes send their events: a bus of its own, which only their roles may put events on. */
export class HubBus extends Construct {
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, spokes: SpokesProps) {
    super(scope, id);
    // The CDK's interface does not allow for the `undefined` of its own class under `exactOptionalPropertyTypes`.
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: `${Stack.of(this).stackName}-spokes`,
      description: 'Culprit: denials of other accounts and Regions',
    }) as IEventBus;
    // The CDK's own grant warns of a property of its own that is deprecated.
    new CfnEventBusPolicy(this, 'Policy', {
      eventBusName: this.bus.eventBusName,
      statementId: 'SpokesOnly',
      statement: {
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: this.bus.eventBusArn,
        Condition: {
          StringEquals:
            'organizationId' in spokes
              ? { 'aws:PrincipalOrgID': spokes.organizationId }
              : { 'aws:PrincipalAccount': spokes.accounts },
          ArnLike: { 'aws:PrincipalArn': forwarderRoles(this, '*') },
        },
      },
    });
  }
}
