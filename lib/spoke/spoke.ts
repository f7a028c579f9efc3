import { Arn, ArnFormat, CfnCondition, CfnOutput, CfnParameter, CfnResource, Fn, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { readCards } from '../cards';
import { externalIdPattern, readerRole } from './reader-role';
import { changesOf } from '../way-in/changes';
import { denialRules } from '../way-in/denial-rules';
import { patternsFor } from '../way-in/patterns';
import { ownRoles } from '../workflow/roles';
import { Forwarder } from './forwarder';

export interface CulpritSpokeProps {
  /**
   * The output `SpokesEventBus` of the hub.
   * @default the template asks for it, as a StackSet needs it
   */
  readonly hubEventBusArn?: string;
  /**
   * Chosen by you, the same as the hub's parameter `ExternalId`; it keeps others from making Culprit read for them.
   * @default the template asks for it
   */
  readonly externalId?: string;
  /**
   * The one Region in which the account's reader role is made: IAM knows no Regions. `none`: the account has one already.
   * @default the template asks for it, with us-east-1 as its default
   */
  readonly readerRegion?: string;
  /**
   * The account manages the organization, whose policies are read there. Changes of them are forwarded by every spoke.
   * @default false
   */
  readonly managesOrganization?: boolean;
}

const busArn = 'arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/[\\w./-]+';

/**
 * An account and Region whose denials a hub investigates: rules that forward them, and the role that the hub reads with.
 * No function, no queue, no storage: at rest it costs nothing.
 */
export class CulpritSpoke extends Construct {
  constructor(scope: Construct, id: string, props: CulpritSpokeProps = {}) {
    super(scope, id);
    const hub = props.hubEventBusArn ?? this.parameter('HubEventBus', 'Output SpokesEventBus of the hub', busArn);
    if (!Token.isUnresolved(hub) && !new RegExp(`^${busArn}$`).test(hub)) {
      throw new Error(
        `\`${hub}\` is no ARN of an event bus: set \`hubEventBusArn\` to the output SpokesEventBus of the hub`,
      );
    }
    const { managesOrganization = false } = props;
    this.forwardTo(hub);
    this.letRead(hub, props, managesOrganization);
  }

  private forwardTo(hub: string): void {
    const forwarder = new Forwarder(this, 'Forward', hub);
    const { account } = Stack.of(this);
    const { errorCodes, changingCalls } = readCards();
    for (const rule of denialRules(patternsFor(account, ownRoles(this), errorCodes))) {
      forwarder.forward({ ...rule, description: `Culprit: denied requests, to the hub (${rule.id})` });
    }
    for (const [eventSource, calls] of Object.entries(changingCalls)) {
      const [service = ''] = eventSource.split('.');
      forwarder.forward({
        id: `Changes-${service}`,
        description: `Culprit: changes of what it reads, to the hub (${service})`,
        eventPattern: changesOf(account, eventSource, calls),
        state: 'ENABLED',
      });
    }
  }

  private letRead(hub: string, props: CulpritSpokeProps, readsOrganization: boolean): void {
    const externalId = props.externalId ?? this.parameter('ExternalId', 'The same as in the hub', externalIdPattern);
    const region =
      props.readerRegion ??
      this.parameter(
        'ReaderRegion',
        'The one Region in which the role for reading is made, `none` where the account has it already',
        '[a-z0-9-]+',
        'us-east-1',
      );
    const once = new Construct(this, 'Reader');
    const role = readerRole(once, 'Role', {
      culpritAccount: Arn.split(hub, ArnFormat.SLASH_RESOURCE_NAME).account ?? '',
      externalId,
      readsOrganization,
    });
    const output = new CfnOutput(once, 'Arn', { description: 'The hub reads with this role', value: role.roleArn });
    output.overrideLogicalId('ReaderRoleArn');
    const condition = new CfnCondition(this, 'InReaderRegion', {
      expression: Fn.conditionEquals(Stack.of(this).region, region),
    });
    output.condition = condition;
    for (const resource of once.node.findAll().filter(CfnResource.isCfnResource))
      resource.cfnOptions.condition = condition;
  }

  private parameter(id: string, description: string, allowedPattern: string, byDefault?: string): string {
    const given = byDefault === undefined ? {} : { default: byDefault };
    const parameter = new CfnParameter(this, id, { description, allowedPattern, ...given });
    parameter.overrideLogicalId(id);
    return parameter.valueAsString;
  }
}
