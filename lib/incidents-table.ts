import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** Symptoms, incidents, the ledger of denials and the budget. src/delivery/table reads and writes these attributes. */
export class IncidentsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'partition', type: AttributeType.STRING },
      sortKey: { name: 'sort', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expires',
      removalPolicy,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'due', type: AttributeType.STRING },
      sortKey: { name: 'at', type: AttributeType.NUMBER },
      projectionType: ProjectionType.ALL,
    });
  }

  /** Reads and writes of all of it, and what is due: which symptoms a batch is of, nobody knows before. */
  grant(role: Role): void {
    const { tableArn } = this.table;
    this.allow(role, ['BatchGetItem', 'PutItem', 'Query'], tableArn);
    this.allow(role, ['Query'], `${tableArn}/index/due`);
  }

  /** Removal of what is done. */
  grantRemoval(role: Role): void {
    this.allow(role, ['DeleteItem'], this.table.tableArn);
  }

  /** Reads and writes of items whose keys are known. */
  grantItems(role: Role): void {
    this.allow(role, ['BatchGetItem', 'PutItem'], this.table.tableArn);
  }

  /** Items, and what is due: the outbox of each channel. */
  grantOutbox(role: Role): void {
    this.grantItems(role);
    this.allow(role, ['Query'], `${this.table.tableArn}/index/due`);
  }

  /** The same of some partitions only. */
  grantItemsOf(role: Role, partitions: readonly string[]): void {
    this.allow(role, ['BatchGetItem', 'PutItem'], this.table.tableArn, keysLike(...partitions));
  }

  /** The same of one partition only. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  grantPartition(role: Role, partition: string): void {
    const conditions = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] } };
    this.allow(role, ['BatchGetItem', 'PutItem'], this.table.tableArn, conditions);
  }

  /** Reads of items of some partitions only. */
  grantReadsOf(role: Role, ...partitions: readonly string[]): void {
    this.allow(role, ['BatchGetItem'], this.table.tableArn, keysLike(...partitions));
  }

  /** Lists of some partitions only. */
  grantPartitions(role: Role, ...partitions: readonly string[]): void {
    this.allow(role, ['Query'], this.table.tableArn, keysLike(...partitions));
  }

  private allow(role: Role, names: readonly string[], resource: string, conditions: Conditions = {}): void {
    const actions = names.map((name) => `dynamodb:${name}`);
    role.addToPolicy(new PolicyStatement({ actions, resources: [resource], conditions }));
  }
}

const keysLike = (...partitions: readonly string[]): Conditions => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
});

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
