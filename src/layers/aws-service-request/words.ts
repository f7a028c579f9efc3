import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'asked-by-a-service':
      '{service} asked with the forwarded rights of the caller: keys of the network path are those of the service',
    'service-principal': '{service} asked in its own name',
    'log-delivery': '{service} delivers logs: the policy of the target bucket, or of its key, must let it',
    'cloudfront-origin-access':
      '{service} asked for a distribution: the bucket policy must allow it with the ARN of the distribution',
    'batch-operations-role': 'S3 Batch Operations asked with the role of the job ({service})',
    'log-bucket-in-another-region': 'access logs can only be delivered to a bucket of the same Region',
    'inventory-delivery': '{service} delivers an inventory or a report: the policy of the target bucket must let it',
  },
});
