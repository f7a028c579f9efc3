/** Where a policy hangs, as far as it says whom it means. */
/**
 * `caller`: policies of the caller's side, without Principal · `resource`: they say whom they mean · `endpoint`: as
 * `resource`, but an account there means its root user only.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export type Form = 'caller' | 'resource' | 'endpoint';
