import * as fc from 'fast-check';
import { readHcl, readTypeScript, readYaml } from '../setup/code-languages';
import type { InfrastructureResource } from '../../src/judging/infrastructure/resource';
import { hclValue } from '../../src/report/infrastructure/hcl';
import { infrastructureOf } from '../../src/report/infrastructure/infrastructure';

const holding = (policy: Record<string, unknown>, name = 'b'): InfrastructureResource => ({
  terraform: { type: 'aws_s3_bucket_policy', arguments: { bucket: name, policy: { policy } } },
  cloudFormation: { type: 'AWS::S3::BucketPolicy', properties: { Bucket: name, PolicyDocument: { policy } } },
});
const codeOf = (...resources: readonly InfrastructureResource[]) => infrastructureOf(resources)!;

test('what no resource holds has no code', () => expect(infrastructureOf([])).toBeUndefined());

test('each language, as it is pasted', () => {
  const { terraform, cdk, cloudformation } = codeOf(holding({ Version: '2012-10-17', Statement: ['${aws:username}'] }));
  expect(terraform).toBe(`resource "aws_s3_bucket_policy" "proposed" {
  bucket = "b"
  policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      "$\${aws:username}",
    ]
  })
}
`);
  expect(cdk).toBe(`import { aws_s3 } from 'aws-cdk-lib';

// In the constructor of a stack:
new aws_s3.CfnBucketPolicy(this, 'Proposed', {
  "bucket": "b",
  "policyDocument": {
    "Version": "2012-10-17",
    "Statement": [
      "\${aws:username}"
    ]
  }
});
`);
  expect(cloudformation).toBe(`Resources:
  Proposed:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: "b"
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - "\${aws:username}"
`);
});

const setting: InfrastructureResource = {
  terraform: {
    type: 'aws_kms_key',
    arguments: { is_enabled: true, tags: { map: { team: 'a', 'data-class': 'b' } }, rule: { block: { a: 'b' } } },
    partOf: 'the\u2028key',
    attachedBy: {
      type: 'aws_kms_alias',
      arguments: { target_key_id: { attribute: 'id' }, names: { list: ['a', 'b'] } },
    },
  },
  cloudFormation: {
    type: 'AWS::KMS::Key',
    properties: {
      Enabled: true,
      Tags: { list: [{ block: { Key: 'a' } }] },
      SSEAlgorithm: 'x',
      Map: { map: { AB: 'c' } },
    },
    partOf: 'the\u2028key',
  },
};

test('settings, parts of what is there, and what hangs a policy', () => {
  const { terraform, cdk, cloudformation } = codeOf(setting);
  const comment = String.raw`Put this into the resource that makes "the\u2028key"; what else it has stays.`;
  expect(terraform).toBe(`# ${comment}
resource "aws_kms_key" "proposed" {
  is_enabled = true
  tags = {
    "team"       = "a"
    "data-class" = "b"
  }
  rule {
    a = "b"
  }
}

resource "aws_kms_alias" "proposed" {
  target_key_id = aws_kms_key.proposed.id
  names         = ["a", "b"]
}
`);
  expect(cdk).toContain(`// ${comment}
new aws_kms.CfnKey(this, 'Proposed', {
  "enabled": true,
  "tags": [
    {
      "key": "a"
    }
  ],
  "sseAlgorithm": "x",
  "map": {
    "AB": "c"
  }
});
`);
  expect(readYaml(cloudformation)).toEqual({
    Resources: {
      Proposed: {
        Type: 'AWS::KMS::Key',
        Properties: { Enabled: true, Tags: [{ Key: 'a' }], SSEAlgorithm: 'x', Map: { AB: 'c' } },
      },
    },
  });
  expect(cloudformation).toContain(`  # ${comment}`);
});

/** What a parser of the language makes of the policy and the name. */
const readers = {
  terraform: (code: string) => {
    const { resource } = readHcl(code) as { resource: Record<string, Record<string, readonly [{ bucket: string }]>> };
    const [type, ...others] = Object.keys(resource);
    expect([type, others]).toEqual(['aws_s3_bucket_policy', []]);
    return resource['aws_s3_bucket_policy']!['proposed']![0].bucket;
  },
  cdk: (code: string) => {
    const script = readTypeScript(code);
    const made: unknown[] = [];
    const aws_s3 = {
      CfnBucketPolicy: function (...all: readonly unknown[]) {
        made.push(all[2]);
      },
    };
    // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
    new Function('aws_s3', script)(aws_s3);
    const [{ bucket, policyDocument }] = made as [{ bucket: string; policyDocument: unknown }];
    return { bucket, policy: policyDocument };
  },
  cloudformation: (code: string) => {
    const read = readYaml(code) as { Resources: { Proposed: { Properties: Record<string, unknown> } } };
    expect(Object.keys(read.Resources)).toEqual(['Proposed']);
    const { Bucket: bucket, PolicyDocument: policy } = read.Resources.Proposed.Properties;
    return { bucket, policy };
  },
};

const pieces = [
  '${',
  '%{',
  '$',
  '%',
  '}',
  '"',
  '\\',
  "'",
  '`',
  '\n',
  ': ',
  '- ',
  '#',
  '*/',
  '\u2028',
  '\u202e',
  '\u{e0041}',
  '__proto__',
  'no',
  '~',
  'é',
  '😀',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 6 })
  .map((all) => all.join(''));
const documents = fc.dictionary(
  hostile,
  fc.oneof(
    hostile,
    fc.array(hostile, { maxLength: 3 }),
    fc.boolean(),
    fc.integer(),
    fc.dictionary(hostile, hostile, { maxKeys: 3 }),
  ),
  { maxKeys: 4 },
);

test('TypeScript and YAML say what the policy says, whatever it holds', () => {
  fc.assert(
    fc.property(documents, hostile, (policy, bucket) => {
      const plain = JSON.parse(JSON.stringify({ policy, bucket })) as unknown;
      const code = codeOf(holding(policy, bucket));
      expect(readers.cdk(code.cdk)).toEqual(plain);
      expect(readers.cloudformation(code.cloudformation)).toEqual(plain);
    }),
  );
});

/** HCL's texts are normalized. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#strings-and-identifiers */
const normal = (policy: unknown): unknown => JSON.parse(JSON.stringify(policy).normalize()) as unknown;

test('HCL does too', () => {
  fc.assert(
    fc.property(documents, hostile, (policy, bucket) => {
      // The parser gives a lone template back as it stands, so the text is held inside others.
      expect(readers.terraform(codeOf(holding(policy, `<${bucket}>`)).terraform)).toBe(`<${bucket.normalize()}>`);
      const { x } = readHcl(`x = ${hclValue([policy])}`) as { x: readonly unknown[] };
      expect(x).toEqual([normal(policy)]);
    }),
    { numRuns: 50 },
  );
});
