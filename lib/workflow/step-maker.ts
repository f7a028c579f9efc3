import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { DeployedCard } from '../cards';
import type { Channels } from '../channels';
import type { EvidenceBucket } from '../evidence-bucket';
import type { IncidentsTable } from '../incidents-table';
import type { CulpritProps } from '../props';
import { ReaderAccess } from './reader-access';
import { StepFunction, type StepFunctionProps } from './step-function';

export interface StepMakerProps extends CulpritProps {
  readonly evidence: EvidenceBucket;
  readonly channels: Channels;
  readonly incidents: IncidentsTable;
}

type Environment = Readonly<Record<string, string>>;

/** Makes the functions of the state machine below one construct, and knows the roles of those that it has made. */
export class StepMaker {
  private readonly made: Role[] = [];
  private readonly readerAccess: ReaderAccess;

  constructor(
    private readonly scope: Construct,
    private readonly props: StepMakerProps,
  ) {
    this.readerAccess = new ReaderAccess(scope, props);
  }

  get roles(): readonly Role[] {
    return this.made;
  }

  /** A function that stores and sends messages, about reports as they are posted. */
  telling(card: DeployedCard): StepFunction {
    const { evidence, incidents, channels } = this.props;
    const step = this.step(card, { CULPRIT_TABLE: incidents.table.tableName, ...channels.environment() });
    evidence.mayRead(step.role, 'report');
    evidence.mayMiss(step.role);
    incidents.grantOutbox(step.role);
    channels.grantSend(step.role);
    return step;
  }

  /** A step after resolve that asks AWS. */
  reading(card: DeployedCard, file: string, environment: Environment = {}): StepFunction {
    const step = this.step(card, environment, file);
    this.props.evidence.mayRead(step.role, 'resolve');
    this.props.evidence.mayWrite(step.role, file);
    return step;
  }

  step(
    card: DeployedCard,
    environment: Environment = {},
    bundle = card.id,
    size?: StepFunctionProps['size'],
  ): StepFunction {
    const headObject = this.props.headObject ?? false;
    const reads = card.permissions.length > 0 || (headObject && card.headObjectPermissions.length > 0);
    const step = new StepFunction(this.scope, card.id, {
      card,
      bundle,
      headObject,
      ...(size === undefined ? {} : { size }),
      ...(reads ? { assumes: this.readerAccess.rolesToAssume() } : {}),
      environment: {
        CULPRIT_EVIDENCE_BUCKET: this.props.evidence.bucket.bucketName,
        ...(reads ? this.readerAccess.environment() : {}),
        ...environment,
      },
    });
    this.made.push(step.role);
    return step;
  }
}
