import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DeployedCard } from '../cards';
import type { AccessLogsProps, CulpritProps } from '../props';
import { spokesText } from '../hub/with-spokes';
import { ownRoles, readerRoleName } from './roles';
import type { StepFunction } from './step-function';
import { StepMaker, type StepMakerProps } from './step-maker';

/** More memory is more of a processor. Two minutes: a batch gets through where every call takes half a second. */
const large = { memorySize: 1024, timeout: Duration.minutes(2) };

/** The reader role of one name is assumed where the organization has accounts; the steps read which these are. */
const assumesInMembers = ({ accountRoleName, accounts }: CulpritProps): boolean =>
  accountRoleName !== undefined && accounts === undefined;

/** The accounts of the own organization are asked for, and kept in the table. */
const learnsMembers = (props: CulpritProps): boolean =>
  (props.spokes !== undefined && 'organizationId' in props.spokes) || assumesInMembers(props);

export interface StepsProps extends StepMakerProps {
  /** Millionths of a dollar for one investigation. */
  readonly investigationPrice: number;
}

/** The functions of the state machine, each with leave to read and write its own files of the run folder. */
export class Steps extends Construct {
  private readonly make: StepMaker;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StepsProps,
  ) {
    super(scope, id);
    this.make = new StepMaker(this, props);
  }

  intake(card: DeployedCard, machine: string): StepFunction {
    const step = this.make.step(
      card,
      {
        ...this.starting(machine),
        CULPRIT_OWN_ROLES: ownRoles(this),
        CULPRIT_BUCKETS: (this.props.buckets ?? []).join(','),
      },
      card.id,
      large,
    );
    step.lambda.addEnvironment('CULPRIT_SELF_TEST_ROLE', step.role.roleArn);
    this.mayTakeIn(step);
    this.props.evidence.mayQuarantine(step.role);
    return step;
  }

  /** After all others: it knows their denied reads by the names of their roles, since log lines show no path. */
  accessLog(card: DeployedCard, machine: string, { bucketName, prefix }: AccessLogsProps): StepFunction {
    const step = this.make.step(
      card,
      {
        ...this.starting(machine),
        CULPRIT_BUCKETS: (this.props.buckets ?? []).join(','),
        CULPRIT_LOG_BUCKET: bucketName,
        CULPRIT_LOG_PREFIX: prefix === '*' ? '' : prefix,
      },
      card.id,
      large,
    );
    // With a reader role of this account another account's Culprit reads here.
    const { accountRoleName = readerRoleName } = this.props;
    const own = [...this.make.roles.map(({ roleName }) => roleName), accountRoleName.split('/').at(-1) ?? ''];
    step.lambda.addEnvironment('CULPRIT_OWN_ROLE_NAMES', own.join(','));
    this.mayTakeIn(step);
    return step;
  }

  /** Starts what waits, once a minute. */
  sweep(card: DeployedCard, machine: string): StepFunction {
    const step = this.make.step(card, this.starting(machine), card.id, large);
    const { evidence, incidents } = this.props;
    evidence.mayReadDenials(step.role);
    evidence.mayWrite(step.role, 'record-*');
    incidents.grant(step.role);
    incidents.grantRemoval(step.role);
    return step;
  }

  /** Keeps what is heard of changes, and has incidents decided again. */
  changes(card: DeployedCard): StepFunction {
    const { incidents } = this.props;
    const environment = {
      CULPRIT_TABLE: incidents.table.tableName,
      CULPRIT_SPOKES: spokesText(this.props.spokes),
    };
    const step = this.make.step(card, environment, card.id, large);
    incidents.grantItemsOf(step.role, ['changes#*', 'hearing#*', 'recheck#*']);
    incidents.grantPartitions(step.role, 'citing#*');
    return step;
  }

  incident(card: DeployedCard): StepFunction {
    const { incidents } = this.props;
    const step = this.make.step(card, { CULPRIT_TABLE: incidents.table.tableName });
    incidents.grantItems(step.role);
    return step;
  }

  resolve(card: DeployedCard): StepFunction {
    const { evidence, incidents, routing } = this.props;
    const route = routing === undefined ? {} : { CULPRIT_ROUTE_TAG: routing.tag };
    const step = this.make.step(card, { CULPRIT_TABLE: incidents.table.tableName, ...route });
    incidents.grantPartition(step.role, 'lookups');
    incidents.grantReadsOf(step.role, ...this.heardAndMembers());
    evidence.mayRead(step.role, 'record-*');
    evidence.mayMiss(step.role);
    evidence.mayWrite(step.role, card.id);
    return step;
  }

  layer(card: DeployedCard): StepFunction {
    return this.make.reading(card, `layer-${card.id}`);
  }

  recentChanges(card: DeployedCard): StepFunction {
    const { evidence, incidents } = this.props;
    const step = this.make.reading(card, card.id, { CULPRIT_TABLE: incidents.table.tableName });
    incidents.grantReadsOf(step.role, ...this.heardAndMembers());
    incidents.grantPartitions(step.role, 'changes#*', 'citing#*');
    // What a change replaced is looked for where the case has something of that name.
    evidence.mayRead(step.role, 'layer-*');
    evidence.mayMiss(step.role);
    return step;
  }

  conclude(card: DeployedCard): StepFunction {
    const step = this.make.step(card);
    const { evidence } = this.props;
    for (const file of ['resolve', 'record-s3', 'layer-*', 'recent-changes']) evidence.mayRead(step.role, file);
    evidence.mayMiss(step.role);
    evidence.mayWrite(step.role, card.id);
    return step;
  }

  report(card: DeployedCard): StepFunction {
    const step = this.make.telling(card);
    const { evidence } = this.props;
    for (const file of ['conclude', 'resolve']) evidence.mayRead(step.role, file);
    evidence.mayWrite(step.role, card.id);
    evidence.mayWritePage(step.role, card.id);
    return step;
  }

  /** Says what time alone makes news, and sends what is due, once a minute. */
  deliver(card: DeployedCard): StepFunction {
    const step = this.make.telling(card);
    this.props.incidents.grant(step.role);
    return step;
  }

  /** Looks at what is deployed. What it needs for that is known when all is there. */
  doctor(card: DeployedCard): StepFunction {
    // Only the organization is asked with the own rights: where other accounts are read, a role is assumed.
    const permissions = card.permissions.filter(({ action }) => action.startsWith('organizations:'));
    const { incidents } = this.props;
    const learns = learnsMembers(this.props);
    const settings = learns ? { CULPRIT_TABLE: incidents.table.tableName } : {};
    const size = { memorySize: 512, timeout: Duration.minutes(3) };
    const step = this.make.step({ ...card, permissions }, settings, card.id, size);
    // Their callers are no strangers, and they are where the reader role of one name is assumed.
    if (learns) incidents.grantPartition(step.role, 'members');
    return step;
  }

  private heardAndMembers(): readonly string[] {
    return ['hearing#*', ...(assumesInMembers(this.props) ? ['members'] : [])];
  }

  private starting(machine: string): Readonly<Record<string, string>> {
    const { incidents, investigationPrice, monthlyDollars = 20, accountRoles = {}, accounts = [], spokes } = this.props;
    return {
      CULPRIT_STATE_MACHINE: machine,
      CULPRIT_TABLE: incidents.table.tableName,
      CULPRIT_MONTHLY_DOLLARS: String(monthlyDollars),
      CULPRIT_INVESTIGATION_PRICE: String(investigationPrice),
      CULPRIT_SPOKES: spokesText(spokes),
      CULPRIT_MEMBERS: learnsMembers(this.props) ? 'learned' : '',
      CULPRIT_KNOWN_ACCOUNTS: [...new Set([...Object.keys(accountRoles), ...accounts])].join(','),
    };
  }

  private mayTakeIn({ role }: StepFunction): void {
    const { evidence, incidents } = this.props;
    evidence.mayKeepDenials(role);
    evidence.mayWrite(role, 'record-*');
    incidents.grant(role);
  }
}
