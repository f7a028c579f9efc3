import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Culprit } from './culprit';
import type { CulpritConstructProps } from './settings/construct-props';

/** Culprit as a stack of its own. */
export class CulpritStack extends Stack {
  readonly culprit: Culprit;

  constructor(scope: Construct, id: string, props: CulpritConstructProps & StackProps) {
    super(scope, id, props);
    this.culprit = new Culprit(this, 'Culprit', props);
  }
}
