import type { Case } from '../../judging/cases/cases';

const as = (service: string): Case['request'] => ({ principal: { type: 'service', service } });

export const cases: readonly Case[] = [
  {
    when: 'a service delivers logs',
    request: as('delivery.logs.amazonaws.com'),
    outcome: 'allows',
    notes: ['service-principal', 'log-delivery'],
  },
  {
    when: 'CloudFront fetches with its origin access control',
    request: as('cloudfront.amazonaws.com'),
    outcome: 'allows',
    notes: ['cloudfront-origin-access'],
  },
  {
    when: 'S3 delivers an inventory',
    request: as('s3.amazonaws.com'),
    outcome: 'allows',
    notes: ['inventory-delivery'],
  },
  {
    when: 'another service asks as itself',
    request: as('config.amazonaws.com'),
    outcome: 'allows',
    notes: ['service-principal'],
  },
  {
    when: 'a service asks with the rights of its caller',
    request: { invokedBy: 'athena.amazonaws.com' },
    outcome: 'allows',
    notes: ['asked-by-a-service'],
  },
  {
    when: 'a Batch Operations job asks with its role',
    request: { invokedBy: 'batchoperations.s3.amazonaws.com' },
    outcome: 'allows',
    notes: ['batch-operations-role'],
  },
  {
    when: 'logs should go to another Region',
    request: { errorCode: 'CrossLocationLoggingProhibited' },
    outcome: 'denies',
    setting: 'CrossLocationLoggingProhibited',
    notes: ['log-bucket-in-another-region'],
  },
  { when: 'S3 asks KMS for the caller', request: { invokedBy: 'fas.s3.amazonaws.com' }, outcome: 'does not apply' },
  {
    when: 'S3 asks KMS for the caller, in the old form',
    request: { invokedBy: 'AWS Internal' },
    outcome: 'does not apply',
  },
  { when: 'a role asks for itself', outcome: 'does not apply' },
  {
    when: 'a service of no known purpose asks as itself',
    request: as('a.amazonaws.com'),
    outcome: 'allows',
    facts: { 'service-principal': { service: 'a.amazonaws.com' } },
    without: ['log-delivery'],
  },
  {
    when: 'the name of the service only begins or ends like that of S3',
    request: { invokedBy: 's3.amazonaws.com.example' },
    outcome: 'allows',
    facts: { 'asked-by-a-service': { service: 's3.amazonaws.com.example' } },
  },
  {
    when: 'the name of the service is that of S3',
    request: { invokedBy: 's3.amazonaws.com' },
    outcome: 'does not apply',
  },
  {
    when: 'the name of the service holds that of AWS itself',
    request: { invokedBy: 'No AWS Internal' },
    outcome: 'allows',
  },
  { when: 'the name goes on after that of AWS itself', request: { invokedBy: 'AWS Internals' }, outcome: 'allows' },
  {
    when: 'a service asks, and the authorization is that of a key',
    action: 'kms:Decrypt',
    authorization: { purpose: 'encryption' },
    request: as('delivery.logs.amazonaws.com'),
    outcome: 'does not apply',
  },
];
