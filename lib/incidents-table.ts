import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** What a function may do with the table. */
export type TableUse = 'read' | 'read-and-write';

const actions: Readonly<Record<TableUse, readonly string[]>> = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:Query'],
  'read-and-write': ['dynamodb:BatchGetItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'],
};

/** Symptoms, incidents, the ledger of denials and the budget. src/delivery/table reads and writes these attributes. */
export class IncidentsTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'partition', type: AttributeType.STRING },
      sortKey: { name: 'sort', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expires',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'due', type: AttributeType.STRING },
      sortKey: { name: 'at', type: AttributeType.NUMBER },
      projectionType: ProjectionType.ALL,
    });
  }

  /** All of it: which symptom a denial belongs to, nobody knows before. */
  grant(role: Role, use: TableUse): void {
    const { tableArn } = this.table;
    role.addToPolicy(
      new PolicyStatement({ actions: [...actions[use]], resources: [tableArn, `${tableArn}/index/due`] }),
    );
  }

  /** Only the items of these partitions. */
  grantPartitions(role: Role, partitions: readonly string[]): void {
    role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [...partitions] } },
      }),
    );
  }
}
