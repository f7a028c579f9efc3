/** The known causes of an S3 403 that no layer names, each with the reason. `number` is that of docs/causes.md. */
export interface UnseenCause {
  readonly number: number;
  readonly title: string;
  readonly why: string;
  /** `false`: no public source tells what S3 answers then. */
  readonly verified?: false;
}

export const unseenCauses: readonly UnseenCause[] = [
  {
    number: 19,
    title: 'An IAM change has not propagated yet',
    why: 'Policies are read after the denial and show the change. Recent changes name it, and the verdict says that the request would be allowed now.',
  },
  {
    number: 46,
    title: 'File system permissions behind an access point of FSx',
    why: 'The file system decides; no API shows its permissions, and whether CloudTrail records the denial is not documented.',
    verified: false,
  },
  {
    number: 62,
    title: 'Policy of a VPC endpoint for KMS',
    why: 'S3 calls KMS itself, so the call does not cross an endpoint of yours. Client-side encryption does, and is no S3 request.',
  },
  {
    number: 78,
    title: 'The bucket name is mistyped or belongs to somebody else',
    why: "The record lies in the other owner's account. Where a copy names an owner, reports show it, and `x-amz-expected-bucket-owner` is judged.",
  },
  {
    number: 79,
    title: 'Website endpoint and an object that is not public',
    why: 'The record is that of an anonymous request and is judged as one; that it came through the website endpoint is not recorded.',
  },
  {
    number: 82,
    title: 'S3 Tables, S3 Vectors and Lake Formation',
    why: 'They are services of their own with actions, policies and records of their own (`s3tables.amazonaws.com`), which Culprit does not take in.',
  },
  {
    number: 94,
    title: 'Replication fails',
    why: "It shows as the object's replication status and in S3 event notifications, not as a denied request. A denied request of the replication role, where recorded, is explained like any other.",
  },
];
