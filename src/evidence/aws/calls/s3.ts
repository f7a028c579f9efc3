import * as s3 from '@aws-sdk/client-s3';
import type { Place } from '../../place';
import { call, clientFor } from '../client';

const s3At = /* @__PURE__ */ clientFor('s3', (config) => new s3.S3Client({ ...config, followRegionRedirects: true }));

export const getBucketPolicy = (place: Place, input: s3.GetBucketPolicyCommandInput) =>
  call('s3:GetBucketPolicy', () => s3At(place).send(new s3.GetBucketPolicyCommand(input)));
export const getBucketPolicyStatus = (place: Place, input: s3.GetBucketPolicyStatusCommandInput) =>
  call('s3:GetBucketPolicyStatus', () => s3At(place).send(new s3.GetBucketPolicyStatusCommand(input)));
export const getBucketPublicAccessBlock = (place: Place, input: s3.GetPublicAccessBlockCommandInput) =>
  call('s3:GetBucketPublicAccessBlock', () => s3At(place).send(new s3.GetPublicAccessBlockCommand(input)));
export const getBucketAcl = (place: Place, input: s3.GetBucketAclCommandInput) =>
  call('s3:GetBucketAcl', () => s3At(place).send(new s3.GetBucketAclCommand(input)));
export const getObjectAcl = (place: Place, input: s3.GetObjectAclCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObjectAcl' : 's3:GetObjectVersionAcl', () =>
    s3At(place).send(new s3.GetObjectAclCommand(input)),
  );
export const getBucketOwnershipControls = (place: Place, input: s3.GetBucketOwnershipControlsCommandInput) =>
  call('s3:GetBucketOwnershipControls', () => s3At(place).send(new s3.GetBucketOwnershipControlsCommand(input)));
export const getBucketEncryption = (place: Place, input: s3.GetBucketEncryptionCommandInput) =>
  call('s3:GetEncryptionConfiguration', () => s3At(place).send(new s3.GetBucketEncryptionCommand(input)));
export const getBucketCors = (place: Place, input: s3.GetBucketCorsCommandInput) =>
  call('s3:GetBucketCORS', () => s3At(place).send(new s3.GetBucketCorsCommand(input)));
export const getBucketVersioning = (place: Place, input: s3.GetBucketVersioningCommandInput) =>
  call('s3:GetBucketVersioning', () => s3At(place).send(new s3.GetBucketVersioningCommand(input)));
export const getObjectLockConfiguration = (place: Place, input: s3.GetObjectLockConfigurationCommandInput) =>
  call('s3:GetBucketObjectLockConfiguration', () => s3At(place).send(new s3.GetObjectLockConfigurationCommand(input)));
export const getObjectRetention = (place: Place, input: s3.GetObjectRetentionCommandInput) =>
  call('s3:GetObjectRetention', () => s3At(place).send(new s3.GetObjectRetentionCommand(input)));
export const getObjectLegalHold = (place: Place, input: s3.GetObjectLegalHoldCommandInput) =>
  call('s3:GetObjectLegalHold', () => s3At(place).send(new s3.GetObjectLegalHoldCommand(input)));
export const getBucketRequestPayment = (place: Place, input: s3.GetBucketRequestPaymentCommandInput) =>
  call('s3:GetBucketRequestPayment', () => s3At(place).send(new s3.GetBucketRequestPaymentCommand(input)));
export const getBucketLogging = (place: Place, input: s3.GetBucketLoggingCommandInput) =>
  call('s3:GetBucketLogging', () => s3At(place).send(new s3.GetBucketLoggingCommand(input)));
export const getBucketAbac = (place: Place, input: s3.GetBucketAbacCommandInput) =>
  call('s3:GetBucketAbac', () => s3At(place).send(new s3.GetBucketAbacCommand(input)));
export const getBucketTagging = (place: Place, input: s3.GetBucketTaggingCommandInput) =>
  call('s3:GetBucketTagging', () => s3At(place).send(new s3.GetBucketTaggingCommand(input)));
export const getObjectTagging = (place: Place, input: s3.GetObjectTaggingCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging', () =>
    s3At(place).send(new s3.GetObjectTaggingCommand(input)),
  );
export const getBucketLocation = (place: Place, input: s3.GetBucketLocationCommandInput) =>
  call('s3:GetBucketLocation', () => s3At(place).send(new s3.GetBucketLocationCommand(input)));
export const listObjects = (place: Place, input: s3.ListObjectsV2CommandInput) =>
  call('s3:ListBucket', () => s3At(place).send(new s3.ListObjectsV2Command(input)));
export const getObject = (place: Place, input: s3.GetObjectCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', () =>
    s3At(place).send(new s3.GetObjectCommand(input)),
  );
export const headObject = (place: Place, input: s3.HeadObjectCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', () =>
    s3At(place).send(new s3.HeadObjectCommand(input)),
  );
export const listBuckets = (place: Place, input: s3.ListBucketsCommandInput) =>
  call('s3:ListAllMyBuckets', () => s3At(place).send(new s3.ListBucketsCommand(input)));
